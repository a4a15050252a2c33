// A viewer's keys and buttons when its network is gone, and more of them than anybody types.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted, startRecording} from '../lib/fake.mjs';
import {join} from '../lib/http.mjs';
import {connectRfb} from '../lib/rfb.mjs';

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
