// RFB as raw clients know it (RFC 6143 and the extensions of rfbproto).
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted, fakeColour, frameOf, startRecording} from '../lib/fake.mjs';
import {join} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {connectRfb, encoding} from '../lib/rfb.mjs';

test('ServerInit tells the size and the format of our choice', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:321x123']);
    const client = await admitted(oriel);
    assert.deepEqual([client.width, client.height], [321, 123]);
    assert.deepEqual(client.format, {
        bitsPerPixel: 32,
        depth: 24,
        bigEndian: 0,
        trueColour: 1,
        max: [255, 255, 255],
        shift: [0, 8, 16],
    });
    assert.ok(client.name.length > 0 && client.name.length < 128);
    await oriel.stop();
});

test('every pixel of the picture is right', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:300x100']);
    const client = await admitted(oriel, {encodings: [encoding.raw, encoding.cursor]});
    client.requestUpdate();
    for (let i = 0; i < 5; ++i) {
        await client.update();
        const frame = frameOf(client);
        for (let y = 0; y < client.height; ++y) {
            for (let x = 0; x < client.width; ++x) {
                const wanted = fakeColour(frame, client.width, x, y);
                if (client.colour(x, y) !== wanted)
                    assert.equal(
                        client.colour(x, y).toString(16),
                        wanted.toString(16),
                        `frame ${frame} at ${x},${y}`
                    );
            }
        }
        client.requestUpdate(true);
    }
    await oriel.stop();
});

test('a non-incremental request is answered by one update that covers the area', async t => {
    const oriel = await startOriel(t);
    const client = await admitted(oriel);
    for (const [x, y, w, h] of [
        [0, 0, 640, 480],
        [10, 20, 30, 40],
        [639, 479, 1, 1],
        [0, 0, 640, 1],
    ]) {
        client.requestUpdate(false, x, y, w, h);
        const {rectangles} = await client.update();
        const covered = new Uint8Array(w * h);
        for (const r of rectangles) {
            for (let row = Math.max(r.y, y); row < Math.min(r.y + r.height, y + h); ++row)
                covered.fill(
                    1,
                    (row - y) * w + Math.max(r.x - x, 0),
                    (row - y) * w + Math.min(r.x + r.width - x, w)
                );
        }
        assert.ok(
            covered.every(value => value === 1),
            `${[x, y, w, h]} is covered by one update`
        );
    }
    await oriel.stop();
});

test('the picture moves on incremental requests', async t => {
    const oriel = await startOriel(t);
    const client = await admitted(oriel);
    client.requestUpdate();
    await client.update();
    const first = Buffer.from(client.pixels);
    await client.updatesUntil(() => !client.pixels.equals(first));
    await oriel.stop();
});

test('nothing comes that was not offered', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '3']);
    for (const encodings of [[encoding.raw], [encoding.raw, encoding.copyRect], []]) {
        const {password} = oriel;
        const client = await connectRfb(oriel, {...(await join(oriel, password)).json, encodings});
        for (let i = 0; i < 5; ++i) {
            client.requestUpdate(i > 0);
            const {rectangles} = await client.update();
            for (const {encoding: used} of rectangles)
                assert.ok(used === encoding.raw || encodings.includes(used), `encoding ${used}`);
        }
        assert.deepEqual(
            client.messages.filter(message => message.type !== 0),
            []
        );
        if (encodings.length) oriel.password = (await oriel.event('password')).password;
    }
    await oriel.stop();
});

test('the extensions that were offered are announced', async t => {
    const oriel = await startOriel(t);
    const wanted = [encoding.qemuKeys, encoding.extendedMouseButtons, encoding.extendedDesktopSize];
    const client = await admitted(oriel, {encodings: [encoding.raw, ...wanted]});
    const seen = new Set();
    client.requestUpdate();
    while (!wanted.every(value => seen.has(value))) {
        for (const rectangle of (await client.update()).rectangles) seen.add(rectangle.encoding);
        client.requestUpdate(true);
    }
    await oriel.stop();
});

test('the pointer is painted for clients without a cursor encoding only', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2', '--display', 'fake:320x200']);
    const plain = await admitted(oriel);
    oriel.password = (await oriel.event('password')).password;
    const modern = await admitted(oriel, {encodings: [encoding.raw, encoding.cursor]});
    modern.requestUpdate();
    await modern.update();
    await modern.updatesUntil(client => client.cursor?.width > 0, 15000, 'a cursor');
    plain.requestUpdate();
    await plain.update();

    // The fake pointer is yellow and opaque at its hot spot (1, 2).
    const [x, y] = [300, 180];
    plain.pointer(x, y);
    await plain.updatesUntil(
        client => client.colour(x, y) === 0xffff00,
        15000,
        'the painted pointer'
    );
    modern.requestUpdate();
    await modern.update();
    assert.notEqual(modern.colour(x, y), 0xffff00, 'not painted for the other one');
    assert.deepEqual(modern.cursor.hotSpot, [1, 2]);
    await oriel.stop();
});

test('keys, buttons and wheel reach the desktop', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel, {
        encodings: [encoding.raw, encoding.qemuKeys, encoding.extendedMouseButtons],
    });
    client.requestUpdate();
    await client.update();
    client.tap(0x61);
    client.qemuKey(0xe9, 3, true);
    client.qemuKey(0xe9, 3, false);
    client.pointer(10, 20);
    for (let button = 0; button < 9; ++button) {
        client.pointer(11, 21, 1 << button);
        client.pointer(11, 21, 0, button >= 7);
    }
    client.pointer(319, 199);
    const events = await oriel.inputOnce('the last motion', list =>
        list.some(event => JSON.stringify(event).includes('319'))
    );
    const keys = events.filter(event => event.type === 'key');
    assert.deepEqual(
        keys.map(({keysym, scancode, down}) => [keysym, scancode, down]),
        [
            [0x61, 0, true],
            [0x61, 0, false],
            [0xe9, 3, true],
            [0xe9, 3, false],
        ]
    );
    const pressed = events
        .filter(event => event.type === 'pointer' && event.buttons)
        .map(event => [event.x, event.y, event.buttons]);
    assert.deepEqual(
        pressed,
        Array.from({length: 9}, (_, i) => [11, 21, 1 << i])
    );
    assert.deepEqual(
        events.filter(event => event.type !== 'awake' && event.viewer !== 1),
        []
    );
    await oriel.stop();
});

for (const [how, leave] of [
    ['closes', client => client.close()],
    ['vanishes', client => client.cut()],
]) {
    test(`what a viewer holds is released when it ${how}`, async t => {
        const oriel = await startRecording(t);
        const client = await admitted(oriel);
        client.key(0xffe1, true);
        client.key(0x61, true);
        client.pointer(50, 60, 1);
        await oriel.inputOnce('the drag', list => list.some(event => event.buttons === 1));
        await leave(client);
        await oriel.event('viewer-disconnected');
        const events = await oriel.inputOnce(
            'the release',
            list => list.some(event => event.type === 'release')
        );
        assert.deepEqual(events.find(event => event.type === 'release'), {
            type: 'release',
            viewer: 1,
            keys: [0x61, 0xffe1],
            buttons: 1,
        });
        await oriel.stop();
    });
}

test('a kick releases what was held', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    client.key(0xffe3, true);
    await oriel.inputOnce('the key', list => list.some(event => event.type === 'key'));
    await oriel.event('viewer-connected');
    await oriel.act('--kick', '1');
    assert.equal(await client.closeWithin(), 4001);
    const released = list => list.find(event => event.type === 'release');
    const events = await oriel.inputOnce('the release', released);
    assert.deepEqual(released(events).keys, [0xffe3]);
    await oriel.stop();
});

test('a message in pieces, byte by byte, and many in one frame', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    const key = Buffer.from([4, 1, 0, 0, 0, 0, 0, 0x62]);
    for (const byte of key) client.send([byte]);
    client.send(
        Buffer.concat(
            Array.from({length: 50}, (_, i) => Buffer.from([4, i % 2, 0, 0, 0, 0, 0, 0x62]))
        )
    );
    const events = await oriel.inputOnce(
        'all keys',
        list => list.filter(event => event.type === 'key').length >= 51
    );
    const keys = events.filter(event => event.type === 'key');
    assert.deepEqual(new Set(keys.map(event => event.keysym)), new Set([0x62]));
    assert.deepEqual(
        keys.map(event => event.down),
        [true, ...Array.from({length: 50}, (_, i) => i % 2 === 1)]
    );
    await oriel.stop();
});

test('viewers see the same desktop, each at its own pace', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const idle = await admitted(oriel);
    const {password} = await oriel.event('password');
    const busy = await connectRfb(oriel, (await join(oriel, password)).json);
    idle.requestUpdate();
    for (let i = 0; i < 20; ++i) {
        busy.requestUpdate(i > 0);
        await busy.update();
    }
    await idle.update();
    await oriel.stop();
});
