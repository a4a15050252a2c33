// The WebSocket and what runs in it: upgrade rules, subprotocols, garbage at every layer.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {closeCode, frame, opcode, readFrame, upgradeHead, upgraded} from '../lib/frames.mjs';
import {Reader, connect, join, readAnswer, request} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {RfbClient, connectRfb, openWebSocket} from '../lib/rfb.mjs';

/** A viewer in the RFB phase, as bytes. */
async function upgradedViewer(oriel) {
    const {json} = await join(oriel);
    const {socket, reader} = await upgraded(oriel, `/websockify?ticket=${json.ticket}`);
    socket.write(frame(2, Buffer.from('RFB 003.008\n')));
    socket.write(frame(2, Buffer.from([1])));
    socket.write(frame(2, Buffer.from([1])));
    await oriel.event('viewer-connected');
    return {socket, reader};
}

test('subprotocols: binary if asked for, oriel for our page, none otherwise', async t => {
    const oriel = await startOriel(t);
    for (const [asked, given] of [
        [[], ''],
        [['binary'], 'binary'],
        [['oriel'], 'oriel'],
        [['base64', 'binary'], 'binary'],
    ]) {
        const socket = await openWebSocket(oriel, {protocols: asked});
        assert.equal(socket.protocol, given);
        socket.terminate();
    }
    await oriel.stop();
});

test('a ticket is taken at / too, where proxies strip the path', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const client = new RfbClient(await openWebSocket(oriel, {path: `/?ticket=${json.ticket}`}));
    assert.deepEqual(await client.greet(), [1]);
    await oriel.stop();
});

test('an upgrade anywhere else, or half of one, is no WebSocket', async t => {
    const oriel = await startOriel(t);
    for (const path of ['/api/join', '/index.html', '/websockify/x', '/other'])
        await assert.rejects(openWebSocket(oriel, {path}), error => error.status >= 400);
    for (const drop of [
        /Upgrade: websocket\r\n/,
        /Sec-WebSocket-Key: [^\r]*\r\n/,
        /Sec-WebSocket-Version: 13\r\n/,
    ]) {
        const socket = await connect(oriel.port);
        socket.write(upgradeHead(oriel, '/websockify').replace(drop, ''));
        const {status} = await readAnswer(new Reader(socket));
        assert.ok(status >= 400 && status < 500, `${drop}: ${status}`);
        socket.destroy();
    }
    assert.ok((await request(oriel.port, {path: '/websockify'})).status >= 400);
    assert.equal((await join(oriel)).status, 200);
    await oriel.stop();
});

test('text from a viewer is closed with 1003', async t => {
    const oriel = await startOriel(t);
    const client = await admitted(oriel, {protocols: ['oriel']});
    client.socket.send('{"type":"hello"}');
    assert.equal(await client.closeWithin(), 1003);
    await oriel.event('viewer-disconnected');
    await oriel.stop();
});

test('stock clients get no text', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1']);
    const client = await admitted(oriel, {protocols: ['binary']});
    assert.equal(await client.closeWithin(20000), 4002);
    assert.deepEqual(client.notices, []);
    await oriel.ended({code: 0, reason: 'inactivity'});
});

/** What RFC 6455 forbids, and a limit of ours, each with the code that it is closed with. */
const violations = {
    'an unmasked frame': [1002, frame(2, Buffer.from('RFB 003.008\n'), {mask: false})],
    'reserved bits': [1002, frame(2, Buffer.from('x'), {rsv: 0x70})],
    'compressed, which was not agreed on': [1002, frame(2, Buffer.from('x'), {rsv: 0x40})],
    'a reserved opcode': [1002, frame(5, Buffer.from('x'))],
    'a reserved control opcode': [1002, frame(11, Buffer.from('x'))],
    'a control frame in pieces': [1002, frame(9, Buffer.from('x'), {fin: false})],
    'a control frame of 200 bytes': [1002, frame(9, Buffer.alloc(200))],
    'a continuation of nothing': [1002, frame(0, Buffer.from('x'))],
    'a message inside a message': [
        1002,
        Buffer.concat([frame(2, Buffer.from('RFB'), {fin: false}), frame(2, Buffer.from(' '))]),
    ],
    'a length in more bytes than it needs': [
        1002,
        Buffer.concat([Buffer.from([0x82, 0xfe, 0, 1]), Buffer.alloc(5)]),
    ],
    'a negative length': [
        1002,
        Buffer.concat([Buffer.from([0x82, 0xff, 0x80]), Buffer.alloc(7 + 4)]),
    ],
    'a Close of one byte': [1002, frame(8, Buffer.from('x'))],
    'a Close with a code that is never sent': [1002, frame(8, Buffer.from([1005 >> 8, 1005 & 255]))],
    'a Close whose reason is not UTF-8': [1007, frame(8, Buffer.from([3, 232, 0xc3, 0x28]))],
    'text': [1003, frame(1, Buffer.from('RFB 003.008\n'))],
    'text that is not UTF-8': [1003, frame(1, Buffer.from([0xc3, 0x28]))],
    'a frame of 2 GiB': [1009, frame(2, Buffer.alloc(10), {length: 0x7fffffff})],
    'more than 4 KiB from a stranger': [1009, frame(2, Buffer.alloc(4097))],
    'a message of more than 4 KiB in pieces': [
        1009,
        Buffer.concat([
            frame(2, Buffer.from('R'), {fin: false}),
            ...Array.from({length: 5}, () => frame(0, Buffer.from('FB'), {fin: false})),
            frame(0, Buffer.alloc(4096), {fin: false}),
        ]),
    ],
    'something else than RFB': [1007, frame(2, Buffer.from('GET / HTTP/1.1\r\n'))],
};

test('what breaks the protocol is closed with the right code, and nobody else is', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '16']);
    const good = await admitted(oriel);
    const close = async ([what, [code, bytes]]) => {
        const {socket, reader} = await upgraded(oriel);
        socket.write(bytes);
        assert.equal(await closeCode(reader), code, what);
        assert.equal((await reader.rest()).length, 0, `${what}: nothing follows a Close frame`);
        socket.destroy();
    };
    await Promise.all(Object.entries(violations).map(close));
    good.requestUpdate();
    await good.update();
    await oriel.stop();
});

test('noise ends that connection only', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '16']);
    const good = await admitted(oriel);
    const makeNoise = async () => {
        const {socket, reader} = await upgraded(oriel);
        socket.write(randomBytes(2000));
        await assert.doesNotReject(reader.rest(20000));
        socket.destroy();
    };
    await Promise.all(Array.from({length: 20}, makeNoise));
    good.requestUpdate();
    await good.update();
    await oriel.stop();
});

test('an admitted viewer may send 2 MiB in one frame, and no more', async t => {
    const oriel = await startOriel(t);
    const {socket, reader} = await upgradedViewer(oriel);
    const text = Buffer.alloc(1024 * 1024, 'x');
    const head = Buffer.from([6, 0, 0, 0, 0, 16, 0, 0]);
    socket.write(frame(2, Buffer.concat([head, text])));
    socket.write(frame(9, Buffer.from('still there')));
    for (;;) {
        const {opcode: kind, payload} = await readFrame(reader);
        if (kind !== opcode.pong) continue;
        assert.equal(payload.toString(), 'still there');
        break;
    }
    socket.write(frame(2, Buffer.alloc(0), {length: 2 * 1024 * 1024 + 1}));
    assert.equal(await closeCode(reader), 1009);
    socket.destroy();
    await oriel.stop();
});

test('frames may come byte by byte and messages in pieces, with pings in between', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const {socket, reader} = await upgraded(oriel, `/websockify?ticket=${json.ticket}`);
    const bytes = Buffer.concat([
        frame(2, Buffer.from('RFB 0'), {fin: false}),
        frame(9, Buffer.from('in between')),
        frame(0, Buffer.from('03.008'), {fin: false}),
        frame(0, Buffer.alloc(0), {fin: false}),
        frame(0, Buffer.from('\n\x01\x01')),
    ]);
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    await oriel.event('viewer-connected');
    const kinds = [];
    while (!kinds.includes(opcode.pong)) kinds.push((await readFrame(reader)).opcode);
    socket.write(frame(8, Buffer.from([3, 232])));
    assert.equal(await closeCode(reader), 1000, 'a Close is answered with its code');
    socket.destroy();
    await oriel.stop();
});

test('compression is not agreed on', async t => {
    const oriel = await startOriel(t);
    const socket = await connect(oriel.port);
    socket.write(
        upgradeHead(
            oriel,
            '/websockify',
            'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n'
        )
    );
    const {status, headers} = await readAnswer(new Reader(socket));
    assert.deepEqual([status, headers['sec-websocket-extensions']], [101, undefined]);
    socket.destroy();
    await oriel.stop();
});

test('garbage instead of RFB ends that viewer only', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '20']);
    const good = await admitted(oriel);
    await oriel.event('viewer-connected');
    const messages = {
        'unknown type': [99, 0, 0, 0],
        'file transfer': [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        'text chat': [11, 0, 0, 0, 255, 255, 255, 255],
        'too many encodings': [2, 0, 255, 255],
        'cut text of 2 GB': [6, 0, 0, 0, 127, 255, 255, 255],
        'extended clipboard of 2 GB': [6, 0, 0, 0, 128, 0, 0, 0],
        'pixel format 7 bpp': [0, 0, 0, 0, 7, 3, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
        'noise': [...randomBytes(3000)],
    };
    for (const [what, bytes] of Object.entries(messages)) {
        oriel.password = (await oriel.event('password')).password;
        const {socket, reader} = await upgradedViewer(oriel);
        socket.write(frame(2, Buffer.from(bytes)));
        await assert.doesNotReject(reader.rest(25000), what);
        socket.destroy();
        await oriel.event('viewer-disconnected');
    }
    good.requestUpdate();
    await good.update();
    await oriel.stop();
});

test('a half message is cut after ten seconds, others go on', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const half = await admitted(oriel);
    oriel.password = (await oriel.event('password')).password;
    const good = await admitted(oriel);
    half.send([4, 1, 0]);
    const before = Date.now();
    good.requestUpdate();
    await good.update();
    assert.ok(Date.now() - before < 3000, 'the other one is served');
    await half.closeWithin(20000);
    const seconds = (Date.now() - before) / 1000;
    assert.ok(seconds > 8 && seconds < 16, `cut after ${seconds} s`);
    good.requestUpdate();
    await good.update();
    await oriel.stop();
});

test('a WebSocket that never gets to the password is cut', async t => {
    const oriel = await startOriel(t);
    const client = new RfbClient(await openWebSocket(oriel));
    await client.bytes(12);
    await client.closeWithin(60000);
    assert.ok(!oriel.hasEvent('viewer-connected'));
    assert.equal((await join(oriel)).status, 200, 'no slot was taken');
    await oriel.stop();
});

test('one Close frame goes out, whoever asks for the end', async t => {
    const oriel = await startOriel(t);
    const {socket, reader} = await upgradedViewer(oriel);
    await oriel.act('--kick', '1');
    const close = Buffer.from([0x88, 0x02, 4001 >> 8, 4001 & 255]);
    await reader.until(close);
    socket.write(frame(8, close.subarray(2)));
    assert.equal((await reader.rest()).length, 0, 'nothing follows a Close frame');
    await oriel.stop();
});

test('a client that does not wait for the answer is refused and keeps its ticket', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const socket = await connect(oriel.port);
    // RFC 6455 §4.1: a client must wait for the server's answer before it sends anything else.
    socket.write(
        Buffer.concat([
            Buffer.from(upgradeHead(oriel, `/websockify?ticket=${json.ticket}`)),
            frame(2, Buffer.from('RFB 003.008\n')),
        ])
    );
    assert.equal((await readAnswer(new Reader(socket))).status, 400);
    socket.destroy();
    await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    await oriel.stop();
});

test('pings are answered', async t => {
    const oriel = await startOriel(t);
    const client = await connectRfb(oriel, (await join(oriel)).json);
    const pong = new Promise(resolve => client.socket.once('pong', resolve));
    client.socket.ping('hello');
    assert.equal((await pong).toString(), 'hello');
    await oriel.stop();
});

test('a flood of pings by one who does not read is answered once it reads', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const {socket, reader} = await upgradedViewer(oriel);
    const count = 100000;
    socket.pause();
    // 13 MB of pongs if each were answered, four times what the kernel takes.
    const ping = i => frame(opcode.ping, Buffer.from(String(i).padStart(125, '.')));
    for (let i = 0; i < count; i += 1000) {
        const pings = Buffer.concat(Array.from({length: 1000}, (_, j) => ping(i + j + 1)));
        if (!socket.write(pings)) await new Promise(resolve => socket.once('drain', resolve));
    }
    oriel.password = (await oriel.event('password')).password;
    await admitted(oriel);
    socket.resume();
    let pongs = 0;
    for (;;) {
        const {opcode: kind, payload} = await readFrame(reader);
        if (kind !== opcode.pong) continue;
        ++pongs;
        if (payload.toString().endsWith(`.${count}`)) break;
    }
    assert.ok(pongs < count, `${pongs} pongs`);
    socket.destroy();
    await oriel.stop();
});

// One entry each that stayed behind was aborted, and was no connection any more, when they were as
// many as one address may have.
test('WebSockets that are over do not count', async t => {
    const oriel = await startOriel(t);
    for (let i = 0; i < 125; ++i)
        await Promise.all(
            Array.from({length: 10}, async () => {
                (await openWebSocket(oriel, {from: '127.0.0.5'})).terminate();
            })
        );
    await admitted(oriel, {from: '127.0.0.5'});
    await oriel.stop();
});
