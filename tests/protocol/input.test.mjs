// A viewer's keys and buttons when its network is gone, and more of them than anybody types.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted, startRecording} from '../lib/fake.mjs';
import {join} from '../lib/http.mjs';
import {connectRfb, encoding} from '../lib/rfb.mjs';

const isRelease = event => event.type === 'release';

/** The peer's network is gone: nothing is read, so no ping is answered, and nothing is closed. */
function vanish(client) {
    client.socket._socket.pause();
}

for (const [what, hold, held] of [
    ['key', client => client.key(0x61, true), {keys: [0x61], buttons: 0}],
    ['button', client => client.pointer(10, 10, 1), {keys: [], buttons: 1}],
]) {
    test(`what a vanished viewer holds is let go within seconds: a ${what}`, async t => {
        const oriel = await startRecording(t, ['--max-viewers', '2']);
        const client = await admitted(oriel);
        hold(client);
        await oriel.inputOnce(`the ${what}`, events => events.length > 0);
        const before = Date.now();
        vanish(client);
        const events = await oriel.inputOnce('the release', list => list.some(isRelease));
        const seconds = (Date.now() - before) / 1000;
        assert.ok(seconds > 2 && seconds < 6, `let go after ${seconds} s`);
        const {keys, buttons} = events.find(isRelease);
        assert.deepEqual({keys, buttons}, held);
        assert.ok(!oriel.hasEvent('viewer-disconnected'), 'it may come back');

        client.socket._socket.resume();
        client.key(0x62, true);
        await oriel.inputOnce('a key once it is back', list =>
            list.some(event => event.keysym === 0x62 && event.down)
        );
        await oriel.stop();
    });
}

test('a viewer that answers may hold a key as long as it likes', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    client.key(0xffe1, true);
    let pings = 0;
    await new Promise(resolve => {
        client.socket.on('ping', () => {
            if (++pings === 5) resolve();
        });
    });
    assert.ok(!(await oriel.input()).some(isRelease), 'five pings later it is still held');
    client.key(0xffe1, false);
    await oriel.inputOnce('the key up', list => list.some(event => event.down === false));
    await oriel.stop();
});

test('more than a thousand messages a second are delayed, in order, and not cut', async t => {
    const oriel = await startRecording(t, ['--max-viewers', '2']);
    const flooding = await admitted(oriel);
    const other = await connectRfb(
        oriel,
        (await join(oriel, (await oriel.event('password')).password)).json
    );
    const count = 4000;
    const messages = Buffer.alloc(count * 6);
    for (let i = 0; i < count; ++i) {
        messages[i * 6] = 5;
        messages.writeUInt16BE(i % 320, i * 6 + 2);
        messages.writeUInt16BE(Math.floor(i / 320), i * 6 + 4);
    }
    const before = Date.now();
    flooding.send(messages);
    other.requestUpdate();
    await other.update();
    assert.ok(Date.now() - before < 1000, 'nobody else waits');
    const isMove = event => event.type === 'pointer';
    const events = await oriel.inputOnce(
        'all of them',
        list => list.filter(isMove).length === count
    );
    const seconds = (Date.now() - before) / 1000;
    assert.ok(seconds > 2.5, `4,000 messages in ${seconds} s`);
    assert.deepEqual(
        events.filter(isMove).map(({x, y}) => y * 320 + x),
        Array.from({length: count}, (_, i) => i)
    );
    assert.ok(!oriel.hasEvent('viewer-disconnected'));
    await oriel.stop();
});

/** Reads one FramebufferUpdate of Zlib rectangles past; its bytes. */
async function zlibUpdate(client) {
    const count = (await client.bytes(4, 60000)).readUInt16BE(2);
    let bytes = 4;
    for (let i = 0; i < count; ++i) {
        const head = await client.bytes(16, 60000);
        assert.equal(head.readInt32BE(8), encoding.zlib);
        const length = head.readUInt32BE(12);
        await client.bytes(length, 60000);
        bytes += 16 + length;
    }
    return bytes;
}

test('a key is not behind pixels that are being encoded', async t => {
    const oriel = await startRecording(t, [], {size: '2560x1440,fps=1,moves'});
    const client = await admitted(oriel, {encodings: [encoding.zlib, encoding.mostCompressed]});
    let received = 0;
    const begun = new Promise(resolve => {
        client.socket.on('message', data => {
            received += data.length;
            resolve();
        });
    });
    client.requestUpdate();
    await begun; // and the vnc thread has most of it before it
    client.key(0x61, true);
    client.pointer(5, 6);
    await oriel.inputOnce('both', list => list.some(event => event.type === 'pointer'));
    const until = received;
    const whole = await zlibUpdate(client);
    assert.ok(until < whole / 2, `played when ${until} of ${whole} bytes had come`);
    await oriel.stop();
});

test('what is pasted is what was copied just before, and input keeps its order', async t => {
    const oriel = await startRecording(t, ['--max-viewers', '2'], {size: '640x480,moves'});
    const client = await admitted(oriel);
    const other = await connectRfb(
        oriel,
        (await join(oriel, (await oriel.event('password')).password)).json
    );
    const [control, v] = [0xffe3, 0x76];
    const expected = [];
    for (let i = 0; i < 200; ++i) {
        other.requestUpdate(); // keeps the vnc thread busy
        client.cutText(`text ${i}`);
        client.key(control, true);
        client.tap(v);
        client.key(control, false);
        client.pointer(i, 1);
        expected.push(`text ${i}`, control, v, -v, -control, `at ${i}`);
    }
    const isDeed = event => ['clipboard', 'key', 'pointer'].includes(event.type);
    const events = await oriel.inputOnce(
        'all of it',
        list => list.filter(isDeed).length >= expected.length
    );
    const told = ({type, text, keysym, down, x}) => {
        if (type === 'clipboard') return text;
        return type === 'key' ? (down ? keysym : -keysym) : `at ${x}`;
    };
    assert.deepEqual(events.filter(isDeed).map(told), expected);
    await oriel.stop();
});
