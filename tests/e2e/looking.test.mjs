// Ways of looking at the picture: fitted, pixel by pixel, larger, in a file, in a small window.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';

import {
    canvas,
    newPage,
    openLink,
    pointAt,
    startBrowser,
    untilSame,
    waitForState,
} from '../lib/browser.mjs';
import {run} from '../lib/programs.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop, startRecorder, startTerminal, startXvnc} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

async function visit(t, {desktop, options, init, page: path = ''} = {}) {
    const x = await startDesktop(t, desktop);
    await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), options);
    if (init) await page.addInitScript(init);
    await openLink(page, oriel.share.link.replace('/#', `/${path}#`));
    await waitForState(page, 'connected');
    await untilSame(page, x);
    return {x, oriel, page};
}

const boxOf = page =>
    page.evaluate(() => {
        const {left, top, width, height} = document
            .querySelector('#screen canvas')
            .getBoundingClientRect();
        return {x: left, y: top, width, height, ratio: devicePixelRatio};
    });

/** A PNG's pixels, R, G, B each, cut to a rectangle. */
async function pixels(file, {x, y, width, height}) {
    const crop = `${width}x${height}+${x}+${y}`;
    await run('convert', [file, '-crop', crop, '+repage', '-depth', '8', `rgb:${file}.rgb`]);
    return readFile(`${file}.rgb`);
}

for (const [ratio, times] of [
    [1, 1],
    [1, 2],
    [1.5, 1],
    [2, 1],
    [2, 3],
]) {
    const name = `at actual size, ${times} times, each pixel is ${times} of a screen with ${ratio}`;
    test(name, async t => {
        const {x, oriel, page} = await visit(t, {
            desktop: {width: 500, height: 300},
            options: {viewport: {width: 1600, height: 1100}, deviceScaleFactor: ratio},
        });
        await page.click('#view');
        await page.click('#actual');
        for (let step = 1; step < times; step++) await page.click('#larger');
        assert.equal(await page.textContent('#zoom'), `${times * 100} %`);
        const box = await boxOf(page);
        assert.ok(Math.abs(box.width * ratio - 500 * times) < 0.1, `${box.width}`);

        const file = `${x.env.HOME}/shot.png`;
        await page.screenshot({path: file, scale: 'device'});
        const place = {
            x: Math.round(box.x * ratio),
            y: Math.round(box.y * ratio),
            width: 500 * times,
            height: 300 * times,
        };
        const shown = await pixels(file, place);
        const real = await canvas(page);
        // Where a CSS px is no whole number of pixels, Chromium softens the outermost line.
        const edge = Number.isInteger(ratio) ? 0 : 1;
        let wrong = 0;
        for (let row = edge; row < place.height - edge; row++)
            for (let column = edge; column < place.width - edge; column++) {
                const at = 3 * (row * place.width + column);
                const from = 3 * (Math.floor(row / times) * 500 + Math.floor(column / times));
                if (shown.compare(real.pixels, from, from + 3, at, at + 3) !== 0) ++wrong;
            }
        assert.equal(wrong, 0, 'pixels that are not as they are');
        await page.click('#fit');
        const fitted = await boxOf(page);
        assert.ok(fitted.width > 1590 || fitted.height > 0.8 * (1100 - fitted.y));
        await oriel.stop();
    });
}

test('a desktop that is larger than the window is scrolled, and clicks still hit', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), {viewport: {width: 640, height: 480}});
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    await page.click('#view');
    await page.click('#actual');
    await page.evaluate(({x: left, y: top}) => {
        document.querySelector('#screen').scrollTo(left - 300, top - 200);
    }, recorder.centre);
    const place = await pointAt(page, recorder.centre);
    await page.mouse.click(place.x, place.y);
    const [down] = await recorder.until('a click', events => events.length === 2);
    assert.ok(Math.abs(down.x - recorder.width / 2) <= 1 && Math.abs(down.y - recorder.height / 2) <= 1);
    await oriel.stop();
});

test('a new connection shows the same part, as large', async t => {
    const {oriel, page} = await visit(t, {
        options: {viewport: {width: 640, height: 480}},
        init: () => {
            const Real = window.WebSocket;
            window.WebSocket = class extends Real {
                constructor(...args) {
                    super(...args);
                    window.socket = this;
                }
            };
        },
    });
    await page.click('#view');
    await page.click('#actual');
    await page.evaluate(() => document.querySelector('#screen').scrollTo(150, 200));
    const seen = await boxOf(page);
    await page.evaluate(
        () =>
            new Promise(resolve => {
                document.querySelector('#status').dataset.state = 'cut';
                requestAnimationFrame(resolve);
            })
    );
    await page.evaluate(() => window.socket.close());
    await waitForState(page, 'connected');
    assert.deepEqual(await boxOf(page), seen);
    assert.equal(await page.textContent('#zoom'), '100 %');
    await oriel.stop();
});

test('resize=off begins at actual size, and a new size of the desktop keeps it', async t => {
    const {x, oriel, page} = await visit(t, {
        desktop: {make: startXvnc, width: 800, height: 600},
        options: {viewport: {width: 640, height: 480}, deviceScaleFactor: 2},
    });
    await page.goto(`${oriel.origin}/vnc.html?resize=off`);
    await waitForState(page, 'connected');
    assert.equal((await boxOf(page)).width, 400);
    await x.run('xrandr', ['--output', 'VNC-0', '--mode', '1024x768']);
    await eventually(10000, 'the new size', async () => (await boxOf(page)).width === 512);
    await oriel.stop();
});

test('the picture is saved as it is', async t => {
    const {x, oriel, page} = await visit(t);
    await page.click('#view');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    assert.match(download.suggestedFilename(), /^\S.* \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
    const file = `${x.env.HOME}/saved.png`;
    await download.saveAs(file);
    assert.equal((await readFile(file)).subarray(1, 4).toString(), 'PNG');
    const saved = await pixels(file, {...x.size, x: 0, y: 0});
    assert.ok(saved.equals((await canvas(page)).pixels));
    await oriel.stop();
});

/** Without a display Chromium opens no small window and leaves no tab; all up to it is real. */
function withoutDisplay() {
    let open = null;
    let seen = 'visible';
    Object.defineProperty(Document.prototype, 'visibilityState', {get: () => seen});
    window.see = state => {
        seen = state;
        document.dispatchEvent(new Event('visibilitychange'));
    };
    Object.defineProperty(Document.prototype, 'pictureInPictureEnabled', {get: () => true});
    Object.defineProperty(Document.prototype, 'pictureInPictureElement', {get: () => open});
    HTMLVideoElement.prototype.requestPictureInPicture = async function () {
        if (!navigator.userActivation.isActive) throw new DOMException('no gesture');
        open = window.floating = this;
        this.dispatchEvent(new Event('enterpictureinpicture'));
    };
    Document.prototype.exitPictureInPicture = async () => {
        const video = open;
        open = null;
        video.dispatchEvent(new Event('leavepictureinpicture'));
    };
}

test('the small window shows the desktop, and goes with it', async t => {
    const {x, oriel, page} = await visit(t, {init: withoutDisplay});
    await x.run('xsetroot', ['-solid', '#a53b6e']);
    await untilSame(page, x);
    await page.click('#view');
    await page.click('#float');
    const colour = () =>
        page.evaluate(() => {
            const probe = document.createElement('canvas');
            probe.width = probe.height = 1;
            const context = probe.getContext('2d');
            context.drawImage(window.floating, 5, 5, 1, 1, 0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
        });
    const shows = (what, expected) =>
        eventually(10000, what, async () =>
            (await colour()).every((value, i) => Math.abs(value - expected[i]) < 12));
    await page.waitForFunction(() => window.floating?.videoWidth === 1024);
    await shows('what rests', [0xa5, 0x3b, 0x6e]);
    assert.equal(await page.getAttribute('#float', 'aria-pressed'), 'true');
    await x.run('xsetroot', ['-solid', '#224466']);
    await shows('what changed', [0x22, 0x44, 0x66]);
    await oriel.stop();
    await waitForState(page, 'ended', 'stopped');
    await page.waitForFunction(() => window.floating.srcObject === null);
});

test('the small window opens when the tab is left, if that was chosen', async t => {
    const {oriel, page} = await visit(t, {init: withoutDisplay});
    const isOpen = () => page.evaluate(() => document.pictureInPictureElement !== null);
    const leave = () => page.evaluate(() => window.see('hidden'));
    const comeBack = () => page.evaluate(() => window.see('visible'));
    await page.click('#view');
    await leave();
    assert.equal(await isOpen(), false, 'not asked for');
    await comeBack();
    await page.click('#float-leaving');
    await leave();
    await page.waitForFunction(() => document.pictureInPictureElement?.videoWidth === 1024);
    assert.equal(await page.getAttribute('#float', 'aria-pressed'), 'true');
    await comeBack();
    assert.equal(await isOpen(), false);

    await page.click('#float');
    await leave();
    await comeBack();
    assert.equal(await isOpen(), true, 'what the person opened stays');
    await page.click('#float');

    await page.reload();
    await waitForState(page, 'connected');
    await page.click('#view');
    assert.equal(await page.getAttribute('#float-leaving', 'aria-pressed'), 'true', 'remembered');
    await leave();
    assert.equal(await isOpen(), true);
    await comeBack();
    await page.click('#float-leaving');
    await leave();
    assert.equal(await isOpen(), false, 'no longer asked for');
    assert.equal(await page.evaluate(() => window.floating.srcObject), null);
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});
