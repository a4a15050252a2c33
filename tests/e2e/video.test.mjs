// A film on the host's screen: it reaches the browser as H.264, and is exact once it rests.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {readBarcode} from '../bench/barcode.mjs';
import {watchCanvas} from '../bench/onscreen.mjs';
import {Painter} from '../bench/programs.mjs';
import {newPage, openLink, startBrowser, untilSame, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';
import {startXvfb} from '../lib/xserver.mjs';

/**
 * In the page, before noVNC: counts the pictures decoded, and can keep them like a bad decoder. One
 * that is copied is compared with the same as the browser draws it.
 */
function tapDecoder() {
    const {decode} = VideoDecoder.prototype;
    const {copyTo} = VideoFrame.prototype;
    window.tap = {decoded: 0, keeps: false, copied: 0, deviation: null};
    VideoFrame.prototype.copyTo = async function (to, options) {
        const layout = await copyTo.call(this, to, options);
        if (++window.tap.copied === 20) {
            const {width, height} = this.visibleRect;
            const context = new OffscreenCanvas(width, height).getContext('2d');
            context.drawImage(this, 0, 0);
            const drawn = context.getImageData(0, 0, width, height).data;
            window.tap.deviation = drawn.reduce((most, value, i) => Math.max(most, Math.abs(value - to[i])), 0);
        }
        return layout;
    };
    VideoDecoder.prototype.decode = function (chunk) {
        ++window.tap.decoded;
        if (!window.tap.keeps) decode.call(this, chunk);
    };
}

const decoded = page => page.evaluate(() => window.tap.decoded);

/** The film begins, and the page shows the desktop. */
async function watchFilm(t) {
    const x = await startXvfb(t, 1920, 1080);
    const painter = await Painter.start(t, x, 'video30');
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const browser = await startBrowser(t);
    const page = await newPage(t, browser);
    await page.addInitScript(tapDecoder);
    await openLink(page, oriel.share.link);
    const {supported} = await page.evaluate(() =>
        // noVNC's own question
        VideoDecoder.isConfigSupported({
            codec: 'avc1.42401f',
            codedWidth: 1920,
            codedHeight: 1080,
            optimizeForLatency: true,
        })
    );
    assert.ok(supported, 'this Chromium decodes no H.264: install one that does');
    await waitForState(page, 'connected');
    await oriel.event('viewer-connected');
    painter.go();
    return {x, painter, page, oriel};
}

/** Waits until this many more pictures were decoded. */
async function untilDecoded(page, more) {
    const before = await decoded(page);
    let now;
    await eventually(
        15000,
        () => `${more} pictures of H.264; ${now - before} came`,
        async () => (now = await decoded(page)) >= before + more
    );
}

test('a film is H.264, exact at rest, and goes on without when the decoder stops', async t => {
    const {x, painter, page, oriel} = await watchFilm(t);
    await untilDecoded(page, 20);
    await page.evaluate(`(${watchCanvas})(${JSON.stringify(painter.layout)}, ${readBarcode})`);
    await untilDecoded(page, 45);
    const shown = await page.evaluate(() => window.bench.frames.map(({number}) => number));
    const behind = painter.frames.at(-1).number - shown.at(-1);
    assert.ok(behind < 15, `the page is ${behind} frames behind the screen`);
    assert.ok(shown.length > 25, `${shown.length} frames of some 45 were shown`);
    // Without a GPU, as here, frames are copied.
    let deviation = null;
    await eventually(10000, 'frames to be copied', async () => {
        ({deviation} = await page.evaluate(() => window.tap));
        return deviation !== null;
    });
    assert.ok(deviation <= 3, `copied frames have colours that are ${deviation} off`);
    painter.stop();
    await untilSame(page, x);
    assert.deepEqual(page.problems, []);

    painter.go();
    await untilDecoded(page, 20);
    await page.evaluate(() => (window.tap.keeps = true));
    assert.equal((await oriel.event('viewer-disconnected')).viewer, 1);
    await oriel.event('viewer-connected');
    await waitForState(page, 'connected');
    const before = await decoded(page);
    const frames = painter.frames.length;
    await eventually(5000, 'the film to play on', () => painter.frames.length > frames + 30);
    assert.equal(await decoded(page), before, 'no H.264 any more');
    painter.stop();
    await untilSame(page, x);
});
