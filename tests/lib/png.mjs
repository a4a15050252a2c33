// Pictures as PNG files, by hand: a test says what stands in each chunk.
import {deflateSync} from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

const crcTable = Array.from({length: 256}, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
});

function crc(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = crcTable[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
}

export function chunk(type, data = Buffer.alloc(0)) {
    const checked = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
    const whole = Buffer.alloc(checked.length + 8);
    whole.writeUInt32BE(checked.length - 4, 0);
    checked.copy(whole, 4);
    whole.writeUInt32BE(crc(checked), checked.length + 4);
    return whole;
}

/** The pixel at (x, y): R, G, B. No two in a row are alike. */
export const colourAt = (x, y) => [(x * 7) & 255, (y * 5) & 255, (x + y * 3) & 255];

/**
 * A picture of colourAt(). `said`: what its header claims instead of its size; `extra`: chunks in
 * front of the pixels; `noise`: fills it with bytes that can't be packed.
 */
export function makePng(width, height, {said = {width, height}, extra = [], noise} = {}) {
    const rows = Buffer.alloc(height * (1 + width * 3)); // each row begins with its filter: none
    for (let y = 0; y < height; ++y) {
        for (let x = 0; x < width; ++x)
            rows.set(noise ? noise(3) : colourAt(x, y), y * (1 + width * 3) + 1 + x * 3);
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(said.width, 0);
    header.writeUInt32BE(said.height, 4);
    header.set([8, 2], 8);
    return Buffer.concat([
        signature,
        chunk('IHDR', header),
        ...extra,
        chunk('IDAT', deflateSync(rows)),
        chunk('IEND'),
    ]);
}

/** R, G, B of makePng()'s pixels, row by row. */
export function pixelsOf(width, height) {
    const pixels = [];
    for (let y = 0; y < height; ++y) for (let x = 0; x < width; ++x) pixels.push(...colourAt(x, y));
    return Buffer.from(pixels);
}

/** The types of a file's chunks, in order. */
export function chunksOf(png) {
    const types = [];
    for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at))
        types.push(png.toString('latin1', at + 4, at + 8));
    return types;
}
