// Frames of a WebSocket, written by a client and read from a server.

import assert from 'node:assert/strict';
import test from 'node:test';

import {FrameReader, OPCODE, clientFrame, joined} from '../../resources/web/src/frames.js';

const bytes = (...values) => Uint8Array.from(values);

/** What a client would have sent, without its mask: as a server sends it. */
function serverFrame(opcode, payload) {
    const frame = clientFrame(opcode, payload);
    frame[1] &= 0x7f;
    const head = frame.length - payload.length - 4;
    return joined([frame.subarray(0, head), payload]);
}

test('a client masks, with zeros, and says each length in the shortest way', () => {
    assert.deepEqual(clientFrame(OPCODE.binary, bytes(7, 8)),
        bytes(0x82, 0x82, 0, 0, 0, 0, 7, 8));
    const heads = [[0, 6], [125, 6], [126, 8], [0xffff, 8], [0x10000, 14]];
    for (const [length, head] of heads)
        assert.equal(clientFrame(OPCODE.binary, new Uint8Array(length)).length, head + length);
    assert.deepEqual(clientFrame(OPCODE.binary, new Uint8Array(0x12345)).subarray(0, 10),
        bytes(0x82, 0xff, 0, 0, 0, 0, 0, 1, 0x23, 0x45));
});

test('what is sent does not change with what it was made of', () => {
    const payload = bytes(1, 2);
    const frame = clientFrame(OPCODE.binary, payload);
    payload.fill(9);
    assert.deepEqual(frame.subarray(6), bytes(1, 2));
});

test('frames are read however they are cut', () => {
    const large = Uint8Array.from({length: 70_000}, (_, index) => index % 251);
    const sent = [
        {opcode: OPCODE.text, payload: bytes(65, 66)},
        {opcode: OPCODE.binary, payload: large},
        {opcode: OPCODE.binary, payload: bytes()},
        {opcode: OPCODE.ping, payload: bytes()},
        {opcode: OPCODE.text, payload: large.subarray(0, 300)},
        {opcode: OPCODE.binary, payload: bytes(5)},
        {opcode: OPCODE.close, payload: bytes(0x0f, 0xa1)},
    ];
    const all = joined(sent.map(({opcode, payload}) => serverFrame(opcode, payload)));
    for (const size of [1, 2, 3, 1000, 65_536, all.length]) {
        const reader = new FrameReader();
        const binary = [];
        const others = [];
        for (let at = 0; at < all.length; at += size) {
            for (const {opcode, payload} of reader.read(all.subarray(at, at + size)))
                (opcode === OPCODE.binary ? binary : others).push({opcode, payload: payload.slice()});
        }
        assert.deepEqual(others, sent.filter(({opcode}) => opcode !== OPCODE.binary)
            .map(({opcode, payload}) => ({opcode, payload: payload.slice()})), `cut to ${size}`);
        assert.deepEqual(joined(binary.map(({payload}) => payload)), joined([large, bytes(5)]));
    }
});
