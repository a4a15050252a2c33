// WebSockets as bytes.
import {randomBytes} from 'node:crypto';

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

/** The opening request (RFC 6455 §4.1); `more`: further header lines. */
export function upgradeHead(oriel, path, more = '') {
    return (
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\n` +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more}\r\n`
    );
}
