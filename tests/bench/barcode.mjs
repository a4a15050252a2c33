// Reads what Barcode.h describes, out of a canvas: in a page, pass the function's source.

/**
 * The number of the barcode whose top left corner is at x, y of `image` (an ImageData, or anything
 * with data, width and height), or null. `kind` is 'frame' or 'key'.
 */
export function readBarcode(image, x, y, kind) {
    const cell = 8;
    const columns = 10;
    const bits = [];
    if (x < 0 || y < 0 || x + columns * cell > image.width || y + 4 * cell > image.height)
        return null;
    for (let i = 0; i < 4 * columns; ++i) {
        const left = x + (i % columns) * cell + 2;
        const top = y + Math.floor(i / columns) * cell + 2;
        let sum = 0;
        for (let row = top; row < top + 4; ++row) {
            for (let column = left; column < left + 4; ++column) {
                const at = 4 * (row * image.width + column);
                sum += image.data[at] + 2 * image.data[at + 1] + image.data[at + 2];
            }
        }
        const brightness = sum / 64;
        if (brightness > 96 && brightness < 160) return null;
        bits.push(brightness >= 160 ? 1 : 0);
        if (i === 7 && bits.join('') !== '10110010') return null;
    }
    const value = part => parseInt(part.join(''), 2);
    let crc = kind === 'frame' ? 0xffff : 0x1d0f;
    for (const bit of bits.slice(8, 24))
        crc = ((crc << 1) & 0xffff) ^ ((crc >> 15) ^ bit ? 0x1021 : 0);
    return value(bits.slice(24)) === crc ? value(bits.slice(8, 24)) : null;
}
