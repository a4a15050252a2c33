// The WebSocket and what runs in it: upgrade rules, subprotocols, garbage at every layer.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {Reader, connect, join, readAnswer, request} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {RfbClient, connectRfb, openWebSocket} from '../lib/rfb.mjs';

/** A frame as a client sends it (RFC 6455 §5.2), masked with zeros unless `mask` is false. */
function frame(opcode, payload, {fin = true, mask = true, length = payload.length, rsv = 0} = {}) {
    const head = [(fin ? 0x80 : 0) | rsv | opcode];
    const masked = mask ? 0x80 : 0;
    if (length < 126) head.push(masked | length);
    else if (length < 65536) head.push(masked | 126, length >> 8, length & 255);
    else
        head.push(
            masked | 127,
            0,
            0,
            0,
            0,
            ...[24, 16, 8, 0].map(shift => (length >>> shift) & 255)
        );
    return Buffer.concat([Buffer.from(head), mask ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}

function upgradeHead(oriel, path, more = '') {
    return (
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\n` +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more}\r\n`
    );
}

/** An upgraded connection as bytes. */
async function upgraded(oriel, path) {
    const socket = await connect(oriel.port);
    const reader = new Reader(socket);
    socket.write(upgradeHead(oriel, path));
    const answer = await readAnswer(reader);
    assert.equal(answer.status, 101, answer.text);
    return {socket, reader};
}

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

test('broken frames end that connection only', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '16']);
    const good = await admitted(oriel);
    const broken = {
        'unmasked': frame(2, Buffer.from('RFB 003.008\n'), {mask: false}),
        'reserved bits': frame(2, Buffer.from('x'), {rsv: 0x70}),
        'reserved opcode': frame(5, Buffer.from('x')),
        'huge length': frame(2, Buffer.alloc(10), {length: 0x7fffffff}),
        'fragmented control': frame(9, Buffer.from('x'), {fin: false}),
        'long control': frame(9, Buffer.alloc(200)),
        'continuation of nothing': frame(0, Buffer.from('x')),
        'noise': randomBytes(2000),
    };
    for (const [what, bytes] of Object.entries(broken)) {
        const {socket, reader} = await upgraded(oriel, '/websockify');
        socket.write(bytes);
        await assert.doesNotReject(reader.rest(20000), what);
        socket.destroy();
    }
    good.requestUpdate();
    await good.update();
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
