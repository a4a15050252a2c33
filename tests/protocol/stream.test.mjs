// The way without a WebSocket: tickets, order, sizes, who has to wait, and how it ends.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {manners} from '../lib/crowd.mjs';
import {admitted, fakeColour, frameOf, startRecording} from '../lib/fake.mjs';
import {frame, opcode} from '../lib/frames.mjs';
import {join, post} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {connectRfb, openWebSocket} from '../lib/rfb.mjs';
import {Stream, admittedByStream, connectStream, requestStream} from '../lib/stream.mjs';
import {eventually} from '../lib/wait.mjs';

const hello = frame(opcode.binary, Buffer.from('RFB 003.008\n'));

/** A stream before RFB's handshake. */
async function openStream(oriel) {
    const {json} = await join(oriel);
    return Stream.open(oriel, json.ticket);
}

test('a viewer sees and types by it, and hears notices', async t => {
    const oriel = await startRecording(t, ['--timeout', '0.1']);
    const client = await admittedByStream(oriel);
    client.requestUpdate();
    await client.update();
    assert.equal(client.colour(100, 100), fakeColour(frameOf(client), 320, 100, 100));
    client.tap(0x61);
    client.pointer(7, 8);
    const events = await oriel.inputOnce('both', list => list.some(({type}) => type === 'pointer'));
    assert.deepEqual(
        events.filter(({type}) => type === 'key').map(({keysym, down}) => [keysym, down]),
        [[0x61, true], [0x61, false]]
    );
    assert.equal((await client.notice('inactivity')).seconds > 0, true);
    assert.equal(await client.closeWithin(), 4002);
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('what proxies and browsers may make of it is said', async t => {
    const oriel = await startOriel(t);
    const stream = await openStream(oriel);
    assert.match(stream.head, /^HTTP\/1\.1 200 /);
    for (const line of [
        'Content-Type: application/octet-stream',
        'Cache-Control: no-store',
        'X-Accel-Buffering: no',
        'X-Content-Type-Options: nosniff',
        'Connection: close',
    ])
        assert.ok(stream.head.includes(`\r\n${line}\r\n`), line);
    assert.doesNotMatch(stream.head, /Content-Length|Transfer-Encoding/);
    assert.ok(stream.greeting.length >= 1024, 'enough for whoever holds the first bytes back');
    assert.ok(stream.id.length >= 22, '128 bits or more');
    stream.end();
    await oriel.stop();
});

test('a ticket opens one stream, or one WebSocket', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const stream = await Stream.open(oriel, json.ticket);
    for (const ticket of [json.ticket, json.resume, 'made up']) {
        const refused = await Stream.open(oriel, ticket);
        assert.equal(await refused.closeCode(), 4004);
        refused.end();
    }
    const socket = await openWebSocket(oriel, {path: `/websockify?ticket=${json.ticket}`});
    const code = new Promise(resolve => socket.once('close', resolve));
    assert.equal(await code, 4004);
    assert.equal((await stream.post(hello)).status, 204, 'the first one goes on');
    stream.end();
    await oriel.stop();
});

test('only our own page opens one, and with a ticket', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    for (const origin of ['https://elsewhere.example', 'null', null]) {
        const {status, socket} = await requestStream(oriel, json, {headers: {Origin: origin}});
        assert.equal(status, 403, `${origin}`);
        socket.destroy();
    }
    for (const body of [{}, {ticket: ''}, {ticket: 7}, [], 'x'])
        assert.equal((await requestStream(oriel, body)).status, 400, JSON.stringify(body));
    const stream = await Stream.open(oriel, json.ticket);
    assert.equal((await stream.post(hello, {headers: {Origin: 'null'}})).status, 403);
    assert.equal((await stream.post(hello, {headers: {Origin: null}})).status, 403);
    assert.equal((await stream.post(hello)).status, 204);
    stream.end();
    await oriel.stop();
});

test('what goes up comes in order, once, and from nobody else', async t => {
    const oriel = await startRecording(t);
    const client = await admittedByStream(oriel);
    const {stream} = client.socket;
    await client.socket.answered;
    const key = frame(opcode.binary, Buffer.from([4, 1, 0, 0, 0, 0, 0, 0x62]));
    const next = stream.sent;
    for (const sequence of [next - 1, next + 1, 0, 2 ** 53])
        assert.equal((await stream.post(key, {sequence})).status, 409, `number ${sequence}`);
    for (const sequence of ['', '-1', 'x', '1.5', '99999999999999999999'])
        assert.equal((await stream.post(key, {sequence})).status, 400, `number ${sequence}`);
    assert.equal((await stream.post(Buffer.alloc(0))).status, 400, 'nothing at all');
    for (const id of ['', 'x', stream.id.toLowerCase(), client.resumeToken])
        assert.equal((await stream.post(key, {id})).status, 410, `stream ${id}`);
    assert.equal((await stream.post(key)).status, 204);
    const isDown = ({keysym, down}) => keysym === 0x62 && down;
    const events = await oriel.inputOnce('the key', list => list.some(isDown));
    assert.equal(events.filter(isDown).length, 1);
    await oriel.stop();
});

test('sizes are bounded', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '3']);
    const stream = await openStream(oriel);
    assert.equal((await stream.post(Buffer.alloc(32 * 1024 + 1))).status, 413);
    assert.equal((await stream.post(Buffer.alloc(5000), {id: 'x'})).status, 413, 'a stranger');
    const {status} = await stream.post(frame(opcode.binary, Buffer.alloc(0), {length: 4097}));
    assert.equal(status, 204);
    assert.equal(await stream.closeCode(), 1009, 'more than 4 KiB before RFB runs');
    stream.end();

    oriel.password = (await oriel.event('password')).password;
    const client = await admittedByStream(oriel);
    client.cutText('x'.repeat(200_000));
    client.requestUpdate();
    await client.update();
    await client.socket.answered;
    const long = frame(opcode.binary, Buffer.alloc(0), {length: 2 * 1024 * 1024 + 1});
    client.socket.stream.post(long).catch(() => {}); // the end may overtake the answer
    assert.equal(await client.closeWithin(), 1009);
    await oriel.stop();
});

test('frames that break the protocol end it with the code that a WebSocket gets', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '4']);
    for (const [code, bytes] of [
        [1002, frame(opcode.binary, Buffer.from('x'), {mask: false})],
        [1003, frame(opcode.text, Buffer.from('x'))],
        [1007, frame(opcode.binary, Buffer.from('GET / HTTP/1.1\r\n'))],
    ]) {
        const stream = await openStream(oriel);
        oriel.password = (await oriel.event('password')).password;
        await stream.post(bytes);
        assert.equal(await stream.closeCode(), code);
        assert.equal((await stream.reader.rest()).length, 0, 'nothing follows');
        assert.equal((await stream.post(hello)).status, 410, 'it is over');
        stream.end();
    }
    await oriel.stop();
});

test('bytes where none belong end it', async t => {
    const oriel = await startOriel(t);
    const stream = await openStream(oriel);
    stream.socket.write('GET / HTTP/1.1\r\n\r\n');
    await assert.rejects(stream.closeCode(), /ended before/);
    await oriel.stop();
});

test('hundreds of key presses take one connection', async t => {
    const oriel = await startRecording(t);
    const client = await admittedByStream(oriel);
    const {stream} = client.socket;
    const key = down => Buffer.from([4, down, 0, 0, 0, 0, 0, 0x61]);
    await client.socket.answered;
    const {carrier} = stream;
    const press = frame(opcode.binary, Buffer.concat([key(1), key(0)]));
    for (let i = 0; i < 250; ++i) assert.equal((await stream.post(press)).status, 204);
    assert.equal(stream.carrier, carrier);
    assert.ok(!carrier.destroyed);
    await oriel.inputOnce(
        'all of them',
        list => list.filter(({keysym, down}) => keysym === 0x61 && down).length === 250
    );
    await oriel.stop();
});

test('strangers from the same address do not push out what carries input', async t => {
    const oriel = await startRecording(t);
    const client = await admittedByStream(oriel);
    await client.socket.answered;
    const {carrier} = client.socket.stream;
    const sockets = [];
    atEnd(t, () => sockets.forEach(socket => socket.destroy()));
    for (let i = 0; i < 1300; i += 50)
        sockets.push(
            ...(await Promise.all(
                Array.from({length: 50}, () => manners.silent(oriel.port, '127.0.0.1'))
            ))
        );
    await eventually(5000, 'the oldest of them to end', () => sockets[0].destroyed);
    client.tap(0x61);
    await oriel.inputOnce('a key', list => list.some(({down}) => down === false));
    assert.equal(client.socket.stream.carrier, carrier);
    assert.ok(!carrier.destroyed);
    await oriel.stop();
});

test('who is too fast waits for the answer, and loses nothing', async t => {
    const oriel = await startRecording(t);
    const client = await admittedByStream(oriel);
    await client.socket.answered;
    const {stream} = client.socket;
    const count = 3000;
    const moves = Buffer.alloc(count * 6);
    for (let i = 0; i < count; ++i) {
        moves[i * 6] = 5;
        moves.writeUInt16BE(i % 320, i * 6 + 2);
        moves.writeUInt16BE(Math.floor(i / 320), i * 6 + 4);
    }
    assert.equal((await stream.post(frame(opcode.binary, moves))).status, 204);
    const before = Date.now();
    const key = Buffer.from([4, 1, 0, 0, 0, 0, 0, 0x61]);
    assert.equal((await stream.post(frame(opcode.binary, key))).status, 204);
    const seconds = (Date.now() - before) / 1000;
    assert.ok(seconds > 1.5, `answered after ${seconds} s`);
    const events = await oriel.inputOnce('the key', list => list.some(({type}) => type === 'key'));
    const seen = events.filter(({type}) => type === 'pointer');
    assert.deepEqual(
        seen.map(({x, y}) => y * 320 + x),
        Array.from({length: count}, (_, i) => i)
    );
    await oriel.stop();
});

test('a viewer that does not read holds up itself, and then sees what is now', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2', '--display', 'fake:640x480,fps=20']);
    const stalled = await admittedByStream(oriel);
    stalled.requestUpdate();
    await stalled.update();
    oriel.password = (await oriel.event('password')).password;
    const viewer = await admitted(oriel);
    viewer.requestUpdate();
    await viewer.update();

    stalled.socket.stream.socket.pause();
    // Far more than the kernel takes for it.
    const asking = setInterval(() => stalled.requestUpdate(), 20);
    atEnd(t, () => clearInterval(asking));
    const begun = Date.now();
    let count = 0;
    for (; Date.now() < begun + 3000; ++count) {
        viewer.requestUpdate(true);
        await viewer.update();
    }
    assert.ok(count >= 45, `${count} updates in 3 s of 20 frames a second`);
    clearInterval(asking);

    const now = frameOf(viewer);
    stalled.socket.stream.socket.resume();
    let updates = 0;
    for (; frameOf(stalled) < now; ++updates) {
        stalled.requestUpdate(true);
        await stalled.update();
    }
    assert.ok(updates < 20, `${updates} updates behind`);
    assert.ok(!oriel.hasEvent('viewer-disconnected'));
    await oriel.stop();
});

test('what a vanished viewer holds is let go within seconds', async t => {
    const oriel = await startRecording(t);
    const client = await admittedByStream(oriel);
    client.key(0x61, true);
    await oriel.inputOnce('the key', list => list.length > 0);
    const before = Date.now();
    client.socket.answers = false; // the page is gone, its connections are not
    await oriel.inputOnce('the release', list => list.some(({type}) => type === 'release'));
    const seconds = (Date.now() - before) / 1000;
    assert.ok(seconds > 2 && seconds < 6, `let go after ${seconds} s`);
    assert.ok(!oriel.hasEvent('viewer-disconnected'), 'it may come back');
    await oriel.stop();
});

test('a kick and a stop are told by their codes', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const kicked = await admittedByStream(oriel);
    const {viewer} = await oriel.event('viewer-connected');
    oriel.password = (await oriel.event('password')).password;
    const stopped = await admittedByStream(oriel);
    await oriel.event('viewer-connected');
    await oriel.act('--kick', String(viewer));
    assert.equal(await kicked.closeWithin(), 4001);
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'kicked');
    assert.equal((await post(oriel, 'resume', {resume: kicked.resumeToken})).status, 410);
    await oriel.act('--stop');
    assert.equal(await stopped.closeWithin(), 4000);
    await oriel.ended({code: 0, reason: 'user'});
});

test('a stream that is lost is taken up again, by whichever way', async t => {
    const oriel = await startOriel(t);
    const ways = [connectStream, connectRfb, connectStream];
    let client = await admittedByStream(oriel);
    let {resumeToken} = client;
    await oriel.event('viewer-connected');
    for (const [number, connectAgain] of ways.entries()) {
        const stale = number === 0; // the host has not noticed the loss
        if (!stale) {
            client.cut();
            assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
        }
        const {json} = await post(oriel, 'resume', {resume: resumeToken});
        const again = await connectAgain(oriel, json);
        assert.equal((await oriel.event('viewer-connected')).viewer, 1);
        if (stale) {
            assert.equal(await client.closeWithin(), 1001);
            await oriel.event('viewer-disconnected');
        }
        client = again;
        resumeToken = json.resume;
    }
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop();
});
