// WebSocket frames and handshakes as bytes (RFC 6455), well and badly formed.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';

import {Reader, connect, readAnswer} from './http.mjs';

export const opcode = {continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10};

/** A frame as a client sends it (RFC 6455 §5.2), masked with zeros unless `mask` is false. */
export function frame(opcode, payload, {fin = true, mask = true, length = payload.length, rsv = 0} = {}) {
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

export function upgradeHead(oriel, path, more = '') {
    return (
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\n` +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more}\r\n`
    );
}

/** An upgraded connection as bytes. */
export async function upgraded(oriel, path = '/websockify', options = {}) {
    const socket = await connect(oriel.port, options);
    const reader = new Reader(socket);
    socket.write(upgradeHead(oriel, path));
    const answer = await readAnswer(reader);
    assert.equal(answer.status, 101, answer.text);
    return {socket, reader};
}

/**
 * The next frame that the server sends: its opcode and payload. A server's frames are never masked
 * and have no reserved bit set.
 */
export async function readFrame(reader, ms) {
    const [first, second] = await reader.bytes(2, ms);
    assert.equal(first & 0x70, 0, 'no reserved bit: no extension was agreed on');
    assert.equal(second & 0x80, 0, 'a server does not mask');
    let length = second & 0x7f;
    if (length === 126) length = (await reader.bytes(2, ms)).readUInt16BE(0);
    else if (length === 127) length = Number((await reader.bytes(8, ms)).readBigUInt64BE(0));
    return {
        opcode: first & 15,
        fin: first >= 0x80,
        payload: length ? await reader.bytes(length, ms) : Buffer.alloc(0),
    };
}

/** The code of the Close frame that comes within `ms`; other frames are read past. */
export async function closeCode(reader, ms) {
    for (;;) {
        const {opcode: kind, payload} = await readFrame(reader, ms);
        if (kind === opcode.close) return payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    }
}
