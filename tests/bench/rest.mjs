// Pictures that a viewer had: which frame one shows, and when one is the screen to the last bit.
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {readBarcode} from './barcode.mjs';

/** The pixels of a PPM file of 8 bits a colour. */
export async function cutHead(file) {
    const bytes = await readFile(file);
    const [, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 60));
    return bytes.subarray(bytes.length - 3 * Number(width) * Number(height));
}

/** The number in the barcode at a place of a picture whose lines are `width` pixels; or null. */
function codeAt(pixels, width, x, y, layout) {
    const size = {width: layout.columns * layout.cell, height: layout.rows * layout.cell};
    const data = new Uint8ClampedArray(4 * size.width * size.height);
    for (let row = 0; row < size.height; ++row) {
        for (let column = 0; column < size.width; ++column) {
            const from = 3 * ((y + row) * width + x + column);
            data.set(pixels.subarray(from, from + 3), 4 * (row * size.width + column));
        }
    }
    return readBarcode({...size, data}, 0, 0, 'frame');
}

/** Whether a dump shows that one frame; the client may have been in the middle of the next. */
export async function isWhole({file, frame}, {width}, layout) {
    if (frame === undefined) return false;
    const pixels = await cutHead(file);
    const [x, y, lastX, lastY] = layout.codes[frame % layout.period];
    return [[x, y], [lastX, lastY]].every(
        place => codeAt(pixels, width, ...place, layout) === frame
    );
}

/** The X server's screen as a PPM file. */
export async function screenFile(x) {
    const file = join(x.env.HOME, 'screen.ppm');
    const head = `P6\n${x.size.width} ${x.size.height}\n255\n`;
    await writeFile(file, Buffer.concat([Buffer.from(head), await x.screenshot()]));
    return file;
}

/**
 * How long after the last change the picture was exact and stayed so, in ms; Infinity if it was not
 * in the last of the dumps.
 */
export async function exactAfter(dumps, screen) {
    let since = Infinity;
    for (const {file, after} of [...dumps].reverse()) {
        if (!(await cutHead(file)).equals(screen)) break;
        since = after;
    }
    return since;
}
