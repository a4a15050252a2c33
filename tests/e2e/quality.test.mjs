// Sharp, automatic, fast: what is chosen is what comes, and it is remembered.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Painter} from '../bench/programs.mjs';
import {newPage, openLink, startBrowser, untilSame, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';
import {startXvfb} from '../lib/xserver.mjs';

const FRAMES = 15;

/** Counts what comes for each picture of the film that is drawn. */
function tapPicture() {
    const {drawImage} = CanvasRenderingContext2D.prototype;
    window.tap = {frames: 0, bytes: 0};
    CanvasRenderingContext2D.prototype.drawImage = function (...args) {
        // noVNC's one call for each update: from the canvas that it draws to, onto the seen one.
        if (this.canvas.parentElement) ++window.tap.frames;
        return drawImage.apply(this, args);
    };
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
        constructor(...args) {
            super(...args);
            this.addEventListener('message', ({data}) => (window.tap.bytes += data.byteLength ?? 0));
        }

        send(data) {
            const [type, , , count] = data;
            if (type === 2 && data.length === 4 + 4 * count) { // SetEncodings
                const view = new DataView(data.buffer, data.byteOffset);
                window.tap.levels = Array.from({length: count}, (_, i) => view.getInt32(4 + 4 * i))
                    .filter(encoding => encoding >= -32 && encoding <= -23)
                    .map(encoding => encoding + 32);
            }
            super.send(data);
        }
    };
    delete window.VideoDecoder; // pictures then are JPEG
}

/** Bytes a picture, once `change` had its effect. */
async function cost(page, change) {
    await change();
    await pass(page);
    return pass(page);
}

/** What the server was told last. */
const levels = page => page.evaluate(() => window.tap.levels);

async function pass(page) {
    const before = await page.evaluate(() => ({...window.tap}));
    let now = before;
    await eventually(20000, 'more pictures', async () => {
        now = await page.evaluate(() => ({...window.tap}));
        return now.frames >= before.frames + FRAMES;
    });
    return (now.bytes - before.bytes) / (now.frames - before.frames);
}

test('sharp costs more, fast costs less, and a rest is exact in each', async t => {
    const x = await startXvfb(t, 1920, 1080);
    const painter = await Painter.start(t, x, 'video30');
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t));
    await page.addInitScript(tapPicture);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    painter.go();
    await page.click('#view');
    const chosen = choice => cost(page, () => page.click(`#quality [value="${choice}"]`));
    const automatic = await pass(page);
    assert.deepEqual(await levels(page), [6]);
    const sharp = await chosen('sharp');
    assert.deepEqual(await levels(page), [9]);
    const fast = await chosen('fast');
    assert.deepEqual(await levels(page), [2]);
    t.diagnostic(`bytes a picture: ${[sharp, automatic, fast].map(Math.round).join(', ')}`);
    assert.ok(sharp > 2 * automatic, `sharp ${sharp}, automatic ${automatic}`);
    // Where the browser is slow, as on a slow line, automatic is as low already.
    assert.ok(fast < 1.2 * automatic, `fast ${fast}, automatic ${automatic}`);
    painter.stop();
    await untilSame(page, x);

    assert.equal(await page.getAttribute('#quality [value="fast"]', 'aria-pressed'), 'true');
    await page.reload();
    await waitForState(page, 'connected');
    assert.equal(await page.getAttribute('#quality [value="fast"]', 'aria-pressed'), 'true');
    await page.click('#view');
    await page.click('#quality [value="automatic"]');
    assert.equal(await page.getAttribute('#quality [value="fast"]', 'aria-pressed'), 'false');
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});
