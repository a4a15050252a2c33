// The fake desktop (desktop/fake/): its picture, its keys and its record of input.
import {readFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';

import {join} from './http.mjs';
import {makeHome, startOriel} from './oriel.mjs';
import {connectRfb} from './rfb.mjs';
import {eventually} from './wait.mjs';

/** Keysyms that play events on the fake host. */
export const hostKeys = {
    copy: 0x1008ff57,
    copyPicture: 0x1008ff58,
    copyTooMuch: 0x1008ff6d,
    lock: 0x1008ff2d,
    powerOff: 0x1008ff2a,
    display: 0x1008ff59,
};
export const copiedText = 'Fake copy: é ß € 漢 🙂';

/** What frame `frame` shows at a point, as 0xRRGGBB. */
export function fakeColour(frame, width, x, y) {
    if (y < 8 && x < 256) return (frame >>> Math.floor(x / 8)) & 1 ? 0xffffff : 0;
    const bar = (frame * 4) % width;
    if (y >= 8 && x >= bar && x < bar + 16) return 0xffffff;
    return ((x & 255) << 16) | ((y & 255) << 8) | ((x ^ y) & 255);
}

/** A texture without repetition, as desktop/fake/FakeMoves has it; 0xBBGGRR. */
function texture(x, y, seed) {
    let value = Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(seed, 83492791);
    value = Math.imul(value, 0x9e3779b1);
    value ^= value >>> 15;
    value = Math.imul(value, 0x85ebca6b);
    return (value ^ (value >>> 13)) & 0xffffff;
}

/** The picture of frame `frame` of a display with `,moves`: bytes R, G, B, 0. */
export function fakeMoves(frame, width, height) {
    const picture = new Uint32Array(width * height);
    const left = (frame * 5) % (width - 110);
    const top = 8 + ((frame * 3) % (height - 98));
    for (let y = 0; y < height; ++y) {
        for (let x = 0; x < width; ++x) {
            let value;
            if (y < 8 && x < 256) value = (frame >>> (x >> 3)) & 1 ? 0xffffff : 0;
            else if (x >= left && x < left + 110 && y >= top && y < top + 90)
                value = texture(x - left, y - top, 3);
            else if (x >= 16 && x < width >> 1 && y >= 24 && y < height - 16)
                value = texture(x, y + 7 * frame, 2);
            else value = texture(x, y, 1);
            picture[y * width + x] = value;
        }
    }
    return Buffer.from(picture.buffer); // little-endian, as every machine with Node.js is
}

/** The number of the frame that a client shows. */
export function frameOf(client) {
    let frame = 0;
    for (let bit = 0; bit < 32; ++bit)
        frame |= client.colour(bit * 8 + 4, 4) === 0xffffff ? 1 << bit : 0;
    return frame >>> 0;
}

/** Starts on a fake desktop whose input is recorded: `oriel.input()`, `oriel.inputOnce(…)`. */
export async function startRecording(t, args = [], {size = '320x200', ...options} = {}) {
    const home = await makeHome(t);
    const record = joinPath(home.HOME, 'input.jsonl');
    const oriel = await startOriel(t, ['--display', `fake:${size},record=${record}`, ...args], {
        home,
        ...options,
    });
    oriel.input = async () => {
        const text = await readFile(record, 'utf8').catch(() => '');
        return text
            .split('\n')
            .slice(0, -1)
            .map(line => JSON.parse(line));
    };
    /** The whole record once `seen(record)`. */
    oriel.inputOnce = (what, seen) =>
        eventually(10000, what, async () => {
            const events = await oriel.input();
            return seen(events) ? events : null;
        });
    return oriel;
}

/** Joins with the password of the moment, as the page does, and connects. */
export async function admitted(oriel, options = {}) {
    const {json, status, text} = await join(oriel, options.typed ?? oriel.password);
    if (status !== 200) throw new Error(`join: ${status} ${text}`);
    const client = await connectRfb(oriel, {...json, ...options});
    client.resumeToken = json.resume;
    return client;
}
