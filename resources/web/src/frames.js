// A WebSocket's frames (RFC 6455 §5.2) as bytes, for the way that has no WebSocket.

export const OPCODE = {text: 1, binary: 2, close: 8, ping: 9, pong: 10};

const FINAL = 0x80;
const MASKED = 0x80;
const MASK_SIZE = 4;

/** @param {Uint8Array[]} parts */
export function joined(parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}

/**
 * @param {number} opcode
 * @param {Uint8Array} payload is copied
 * @returns {Uint8Array} as a client sends it. The mask is all zeros: it is there for caches that
 *     might take frames for HTTP, and these are in HTTP.
 */
export function clientFrame(opcode, payload) {
    const {length} = payload;
    const lengthSize = length < 126 ? 0 : length < 0x10000 ? 2 : 8;
    const head = new DataView(new ArrayBuffer(2 + lengthSize + MASK_SIZE));
    head.setUint8(0, FINAL | opcode);
    head.setUint8(1, MASKED | (lengthSize === 0 ? length : lengthSize === 2 ? 126 : 127));
    if (lengthSize === 2)
        head.setUint16(2, length);
    else if (lengthSize === 8)
        head.setUint32(6, length);
    return joined([new Uint8Array(head.buffer), payload]);
}

/** Reads what a server sends. */
export class FrameReader {
    #rest = new Uint8Array(0);
    #left = 0; // of a binary frame's payload

    /**
     * @param {Uint8Array} bytes the next ones, cut anywhere
     * @yields {{opcode: number, payload: Uint8Array}} a binary frame's payload as it comes, in
     *     pieces; others whole
     */
    *read(bytes) {
        let rest = this.#rest.length ? joined([this.#rest, bytes]) : bytes;
        const take = count => {
            const taken = rest.subarray(0, count);
            rest = rest.subarray(count);
            return taken;
        };
        while (rest.length) {
            if (this.#left > 0) {
                const payload = take(this.#left);
                this.#left -= payload.length;
                yield {opcode: OPCODE.binary, payload};
                continue;
            }
            const head = readHead(rest);
            if (!head || (head.opcode !== OPCODE.binary && rest.length < head.size + head.length))
                break;
            take(head.size);
            if (head.opcode === OPCODE.binary)
                this.#left = head.length;
            else
                yield {opcode: head.opcode, payload: take(head.length)};
        }
        this.#rest = rest;
    }
}

/** Null: not all of it is there. */
function readHead(bytes) {
    if (bytes.length < 2)
        return null;
    const short = bytes[1] & 0x7f;
    const size = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < size)
        return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const length = size === 10 ? Number(view.getBigUint64(2)) : size === 4 ? view.getUint16(2) : short;
    return {opcode: bytes[0] & 0x0f, size, length};
}
