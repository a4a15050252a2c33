// What clients say when they are well: RFB messages, HTTP requests, WebSocket frames; and what
// becomes of it when they are not.
import {deflateSync} from 'node:zlib';

import {encoding} from '../lib/rfb.mjs';
import {frame} from '../lib/frames.mjs';

const hostCopies = 0x1008ff57; // the fake host's key that fills its clipboard

function numbers(size, writes) {
    const buffer = Buffer.alloc(size);
    for (const [at, bytes, value] of writes) {
        if (value < 0) buffer.writeIntBE(value, at, bytes);
        else buffer.writeUIntBE(value, at, bytes);
    }
    return buffer;
}

const pixelFormats = [
    '2018000100ff00ff00ff000810000000',
    '2018010100ff00ff00ff100800000000',
    '10100001001f003f001f0b0500000000',
    '0808000100070007000300030600 0000',
    '08080000000000000000000000000000',
].map(hex => Buffer.from(`00000000${hex.replace(/ /g, '')}`, 'hex'));

const offers = [...Object.values(encoding), 2, 4, 5, 6, -32, -23, -247, -256, -240];

function cutText(length, ...data) {
    return Buffer.concat([numbers(8, [[0, 1, 6], [4, 4, length]]), ...data]);
}

function extendedText(flags, payload = Buffer.alloc(0)) {
    return cutText(-(4 + payload.length), numbers(4, [[0, 4, flags]]), payload);
}

function provide(random) {
    const text = Buffer.from(`${'Grüße 漢 \r\n'.repeat(random.below(100))}\0`);
    const declared = random.once(4) ? text.length + random.below(100000) : text.length;
    return extendedText(
        0x10000001,
        deflateSync(Buffer.concat([numbers(4, [[0, 4, declared]]), text]))
    );
}

const clientMessages = [
    random => random.pick(pixelFormats),
    random => {
        const list = offers.filter(() => random.once(2));
        return numbers(4 + 4 * list.length, [
            [0, 1, 2],
            [2, 2, list.length],
            ...list.map((value, i) => [4 + 4 * i, 4, value]),
        ]);
    },
    random =>
        numbers(10, [
            [0, 1, 3],
            [1, 1, random.below(2)],
            ...[2, 4, 6, 8].map(at => [at, 2, random.below(700)]),
        ]),
    random =>
        numbers(10, [
            [0, 1, 150],
            [1, 1, random.below(2)],
            ...[2, 4, 6, 8].map(at => [at, 2, random.below(700)]),
        ]),
    random => {
        const size = random.below(65);
        return Buffer.concat([
            numbers(9, [
                [0, 1, 248],
                [4, 4, random.once(2) ? random.below(8) : 0x80000000 + random.below(8)],
                [8, 1, size],
            ]),
            Buffer.alloc(size, random.below(256)),
        ]);
    },
    random =>
        numbers(8, [
            [0, 1, 4],
            [1, 1, random.below(2)],
            [4, 4, random.once(8) ? hostCopies : 0x20 + random.below(96)],
        ]),
    random =>
        numbers(12, [
            [0, 1, 255],
            [3, 1, random.below(2)],
            [4, 4, 0x61 + random.below(26)],
            [8, 4, random.below(128)],
        ]),
    random =>
        numbers(6, [
            [0, 1, 5],
            [1, 1, random.below(128)],
            [2, 2, random.below(700)],
            [4, 2, random.below(500)],
        ]),
    random =>
        numbers(7, [
            [0, 1, 5],
            [1, 1, 0x80 + random.below(128)],
            [2, 2, random.below(700)],
            [4, 2, random.below(500)],
            [6, 1, random.below(4)],
        ]),
    random => {
        const text = random.bytes(random.below(200));
        return cutText(text.length, text);
    },
    random => extendedText(random.pick([0x02000001, 0x04000000, 0x08000001, 0x08000000])),
    () => extendedText(0x1f000001, numbers(4, [[0, 4, 0x100000]])),
    provide,
    random => {
        const screens = random.below(3);
        return numbers(8 + 16 * screens, [
            [0, 1, 251],
            [2, 2, 256 + random.below(800)],
            [4, 2, 16 + random.below(600)],
            [6, 1, screens],
        ]);
    },
];

/** Messages of an admitted client, ClientInit first. */
export function rfbMessages(random) {
    const count = 1 + random.below(30);
    return [
        Buffer.from([random.below(2)]),
        ...Array.from({length: count}, () => random.pick(clientMessages)(random)),
    ];
}

/** Requests; {TICKET}, {PORT} and {PASSWORD} stand for what holds when they are sent. */
export function httpRequests(random) {
    const host = 'Host: 127.0.0.1:{PORT}\r\n';
    const origin = 'Origin: https://127.0.0.1:{PORT}\r\n';
    const post = (path, body) =>
        `POST /api/${path} HTTP/1.1\r\n${host}${origin}Content-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`;
    const requests = [
        () => `GET / HTTP/1.1\r\n${host}Accept-Encoding: gzip, br\r\n\r\n`,
        () => `HEAD /vnc.html?autoconnect=1 HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
        () => `GET /..%2f..%2fetc/passwd HTTP/1.1\r\n${host}\r\n`,
        () => post('resume', '{"resume":"nothing"}'),
        () => post('leave', '{"resume":7}'),
        () => post('join', '{"passw'),
        () =>
            `GET /websockify?ticket={TICKET} HTTP/1.1\r\n${host}${origin}Upgrade: websocket\r\n` +
            'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    ];
    const count = 1 + random.below(6);
    return Array.from({length: count}, () => Buffer.from(random.pick(requests)(), 'latin1'));
}

/** WebSocket frames as bytes: data with RFB in it, control frames, and broken ones. */
export function webSocketFrames(random) {
    const rfb = [Buffer.from('RFB 003.008\n'), Buffer.from([1]), ...rfbMessages(random)];
    const frames = [];
    for (const message of rfb) {
        const opcode = random.once(12) ? random.below(16) : 2;
        const options = {fin: !random.once(10), mask: !random.once(30)};
        if (random.once(20)) options.rsv = 16 << random.below(3);
        if (random.once(20)) options.length = random.pick([0, 125, 126, 65536, 0x7fffffff, -1]);
        frames.push(frame(opcode, message, options));
        if (random.once(10)) frames.push(frame(random.pick([8, 9, 10]), random.bytes(random.below(130))));
    }
    return frames;
}

/** What a stranger without a ticket says; {RESPONSE} is the right answer to the challenge. */
export function strangerMessages(random) {
    return [
        Buffer.from(random.pick(['RFB 003.008\n', 'RFB 003.007\n', 'RFB 003.003\n', 'RFB 004.001\n'])),
        Buffer.from([random.pick([2, 2, 2, 1, 16, 0])]),
        random.once(3) ? Buffer.from('{RESPONSE}') : random.bytes(16),
        ...rfbMessages(random),
    ];
}

const edges = [0, 1, 0x7f, 0x80, 0xff];
const lengths = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000, 0x100001, 0xfff00000];

const damages = [
    (random, bytes) => (bytes[random.below(bytes.length)] ^= 1 << random.below(8)),
    (random, bytes) => (bytes[random.below(bytes.length)] = random.pick(edges)),
    (random, bytes) =>
        bytes.length >= 4 && bytes.writeUInt32BE(random.pick(lengths), random.below(bytes.length - 3)),
    (random, bytes, list, i) => (list[i] = bytes.subarray(0, random.below(bytes.length))),
    (random, bytes, list, i) => list.splice(i, 0, bytes),
    (random, bytes, list, i) => list.splice(i, 1),
    (random, bytes, list, i) => list.splice(random.below(list.length), 0, list.splice(i, 1)[0]),
    (random, bytes, list, i) => list.splice(i, 0, random.bytes(1 + random.below(40))),
    (random, bytes, list, i) =>
        (list[i] = Buffer.concat([bytes.subarray(0, random.below(bytes.length)), random.pick(list)])),
];

/** The same, with up to `most` kinds of damage done to it. */
export function mutated(random, messages, most = 5) {
    const list = messages.map(bytes => Buffer.from(bytes));
    for (let left = random.below(most + 1); left > 0; --left) {
        const i = random.below(list.length);
        if (list[i]?.length) random.pick(damages)(random, list[i], list, i);
    }
    return list;
}

/** The same bytes, cut elsewhere. */
export function resplit(random, messages) {
    switch (random.below(4)) {
        case 0:
            return messages;
        case 1:
            return [Buffer.concat(messages)];
        default: {
            const all = Buffer.concat(messages);
            const longest = random.pick([1, 3, 20, 500]);
            const pieces = [];
            for (let at = 0; at < all.length && pieces.length < 300; ) {
                const size = pieces.length === 299 ? all.length : 1 + random.below(longest);
                pieces.push(all.subarray(at, at + size));
                at += size;
            }
            return pieces;
        }
    }
}
