// One scene through one server to the page in a real Chromium.
import {newPage, waitForState} from '../lib/browser.mjs';
import {elapse} from '../lib/wait.mjs';
import {readBarcode} from './barcode.mjs';
import {median, quantile} from './numbers.mjs';
import {watchCanvas} from './onscreen.mjs';
import {startPeer} from './peers.mjs';
import {Painter, now} from './programs.mjs';
import {costs, delivery, motionTime} from './scenes.mjs';

export const browserScenes = ['idle', 'scroll', 'drag', 'video60'];

/**
 * What to add to the page's performance.now() for the clock of everything else: the shortest of many
 * round trips says it best, to half its length.
 */
async function clockOffset(page) {
    let best = {length: Infinity};
    for (let i = 0; i < 40; ++i) {
        const sent = now();
        const there = await page.evaluate(() => performance.now());
        const length = now() - sent;
        if (length < best.length) best = {length, offset: sent + length / 2 - there};
    }
    return best;
}

/** Presses a key; ms from its event in the page to the mark on the canvas as it is shown. */
async function press(page) {
    const seen = page.evaluate(() => window.bench.nextMark(5000));
    await page.keyboard.press('a');
    return (await seen) ?? NaN;
}

/** Opens the page anew; it, and the ms from there to its first whole picture. */
async function open(t, browser, peer) {
    const page = await newPage(t, browser, {viewport: {width: 1920, height: 1080}});
    const began = now();
    await page.goto(peer.page, {waitUntil: 'commit'});
    await waitForState(page, 'connected');
    return {page, pictureTime: now() - began};
}

/** The median of several: a browser's start of a page wavers by a half. */
async function repeatedPictureTime(t, browser, peer) {
    const times = [];
    for (let i = 0; i < 7; ++i) {
        const {page, pictureTime} = await open(t, browser, peer);
        times.push(pictureTime);
        await page.context().close();
        await elapse(300); // the server has seen it leave
    }
    return median(times);
}

export async function measureInBrowser(t, x, {server, scene, browser, quick}) {
    const painter = await Painter.start(t, x, scene);
    const peer = await startPeer(t, server, x);
    await elapse(500); // start-up work ends
    const {page, pictureTime} = await open(t, browser, peer);
    const figures = {pictureTime};
    await elapse(1000); // what was lossy at first is repaired
    const {offset, length} = await clockOffset(page);
    figures.clock = length / 2;
    await page.evaluate(`(${watchCanvas})(${JSON.stringify(painter.layout)}, ${readBarcode})`);
    if (scene !== 'idle') {
        painter.go();
        await elapse(1000);
        const {from, to, busy} = await costs(peer, motionTime);
        await elapse(500);
        const frames = await page.evaluate(() => window.bench.frames);
        const shown = frames.map(({number, at}) => ({number, at: at + offset, bytes: 0}));
        const {rate, painted, ages} = delivery(painter, {frames: shown}, from, to);
        Object.assign(figures, {rate, painted, busy});
        Object.assign(figures, {age50: median(ages), age95: quantile(ages, 0.95)});
    }
    figures.keys = [];
    for (let i = 0; i < (quick ? 8 : scene === 'idle' ? 30 : 10); ++i) {
        await elapse(100 + Math.random() * 200);
        figures.keys.push(await press(page));
    }
    figures.reading = median(await page.evaluate(() => window.bench.reading));
    await page.context().close();
    if (scene === 'idle' && !quick) figures.pictureTime = await repeatedPictureTime(t, browser, peer);
    await peer.stop();
    await painter.end();
    return figures;
}
