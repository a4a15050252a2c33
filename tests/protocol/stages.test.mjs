// How long each stage of a connection may take: ten seconds, and fifteen in all.
import assert from 'node:assert/strict';
import net from 'node:net';
import {test} from 'node:test';
import tls from 'node:tls';

import {atEnd} from '../lib/cleanup.mjs';
import {frame, opcode, readFrame, upgraded} from '../lib/frames.mjs';
import {Reader, connect} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {elapse, slowness} from '../lib/wait.mjs';

const host = oriel => `Host: 127.0.0.1:${oriel.port}\r\n`;

/** Seconds until the server ends the connection, and what it said before. */
async function life(socket) {
    const begun = Date.now();
    const said = (await new Reader(socket).rest(30000)).toString('latin1');
    socket.destroy();
    return {seconds: (Date.now() - begun) / 1000, said};
}

function drip(t, socket, byte, ms = 700) {
    const timer = setInterval(() => socket.write(byte), ms);
    atEnd(t, () => clearInterval(timer));
    socket.once('close', () => clearInterval(timer));
}

/** Dawdles in every stage, too little in each to be cut for that one. */
async function dawdle(oriel) {
    const begun = Date.now();
    const raw = net.connect({host: '127.0.0.1', port: oriel.port});
    await new Promise(resolve => raw.once('connect', resolve));
    await elapse(7000);
    const socket = tls.connect({socket: raw, rejectUnauthorized: false});
    socket.on('error', () => {});
    await new Promise(resolve => socket.once('secureConnect', resolve));
    const reader = new Reader(socket);
    await elapse(5000);
    socket.write(
        `GET /websockify HTTP/1.1\r\n${host(oriel)}Upgrade: websocket\r\nConnection: Upgrade\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
    );
    await reader.until('\r\n\r\n');
    await readFrame(reader);
    const {payload} = await readFrame(reader);
    assert.equal(payload.readUInt16BE(0), 4004, 'not admitted');
    socket.destroy();
    return {seconds: (Date.now() - begun) / 1000};
}

test('each stage has its end', async t => {
    const oriel = await startOriel(t);
    const stages = {
        'no TLS': async () => life(await connect(oriel.port, {plain: true})),
        'half a TLS record': async () => {
            const socket = await connect(oriel.port, {plain: true});
            socket.write(Buffer.from([22, 3, 1, 2, 0, 1, 0, 1]));
            drip(t, socket, Buffer.from([0]));
            return life(socket);
        },
        'no request': async () => life(await connect(oriel.port)),
        'a head byte by byte': async () => {
            const socket = await connect(oriel.port);
            socket.write(`GET / HTTP/1.1\r\n${host(oriel)}X: `);
            drip(t, socket, 'x');
            const end = await life(socket);
            assert.match(end.said, /^HTTP\/1\.1 408/);
            return end;
        },
        'a body byte by byte': async () => {
            const socket = await connect(oriel.port);
            socket.write(
                `POST /api/join HTTP/1.1\r\n${host(oriel)}Origin: ${oriel.origin}\r\n` +
                    'Content-Length: 1000\r\n\r\n'
            );
            drip(t, socket, 'x');
            const end = await life(socket);
            assert.match(end.said, /^HTTP\/1\.1 408/);
            return end;
        },
        'RFB that does not begin': async () => {
            const {socket} = await upgraded(oriel);
            return life(socket);
        },
        'RFB with pings only': async () => {
            const {socket} = await upgraded(oriel);
            drip(t, socket, frame(opcode.ping, Buffer.alloc(0)));
            return life(socket);
        },
        'a response that does not come': async () => {
            const {socket} = await upgraded(oriel);
            socket.write(frame(opcode.binary, Buffer.from('RFB 003.008\n\x02')));
            return life(socket);
        },
    };
    await Promise.all([
        ...Object.entries(stages).map(async ([what, stage]) => {
            const {seconds} = await stage();
            assert.ok(seconds > 8 && seconds < 10 + 3 * slowness, `${what}: ${seconds} s`);
        }),
        dawdle(oriel).then(({seconds}) =>
            assert.ok(seconds > 13.5 && seconds < 15 + 3 * slowness, `all of them: ${seconds} s`)
        ),
    ]);
    await oriel.stop();
});
