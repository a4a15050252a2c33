// Fingers on the picture, directly and as on a trackpad, arrive as the buttons they mean.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    newPage,
    openLink,
    startBrowser,
    toWindow,
    untilSame,
    waitForState,
} from '../lib/browser.mjs';
import {Fingers} from '../lib/fingers.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop, startRecorder} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const android = {
    viewport: {width: 412, height: 800},
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2.625,
};
const iphoneSideways = {
    viewport: {width: 844, height: 390},
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 3,
};

const buttons = events => events.filter(({button}) => button);
const pressed = events =>
    events.filter(({type}) => type === 'ButtonPress').map(({button}) => button);
const beside = ({x, y}, dx, dy = 0) => ({x: x + dx, y: y + dy});

async function phone(t, device, {args = [], init} = {}) {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display, ...args], {home: x.env});
    const page = await newPage(t, await startBrowser(t), device);
    if (init) await page.addInitScript(init);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    const fingers = await Fingers.of(page);
    const pointer = async () => {
        const {stdout} = await x.run('xdotool', ['getmouselocation']);
        const [, px, py] = /x:(\d+) y:(\d+)/.exec(stdout);
        return {x: Number(px), y: Number(py)};
    };
    return {x, recorder, oriel, page, fingers, pointer};
}

/** The next `count` button events, and nothing before them. */
async function next(recorder, what, count) {
    recorder.seen ??= 0;
    const events = await recorder.until(
        what,
        list => buttons(list).length >= recorder.seen + count
    );
    const fresh = buttons(events).slice(recorder.seen);
    recorder.seen += fresh.length;
    return fresh;
}

/** What the page vibrated for; it says so when it has. */
function countTicks() {
    window.ticks = 0;
    Object.defineProperty(Navigator.prototype, 'vibrate', {value: () => ++window.ticks});
}

async function hold(page, fingers, at) {
    const before = await page.evaluate(() => window.ticks);
    await fingers.down(at);
    await page.waitForFunction(count => window.ticks > count, before);
}

const zoomOf = page => page.evaluate(() => {
    const element = document.querySelector('#screen canvas');
    return (element.getBoundingClientRect().width / element.width) * devicePixelRatio;
});

for (const [name, device] of Object.entries({android, iphoneSideways})) {
    test(`the direct way: taps, holds and drags, ${name}`, async t => {
        const {recorder, oriel, page, fingers} = await phone(t, device, {init: countTicks});
        const at = await toWindow(page, recorder.centre);
        const middle = [recorder.width / 2, recorder.height / 2];

        await fingers.tap(at);
        const [down, up] = await next(recorder, 'a tap', 2);
        assert.deepEqual([down.type, down.button, up.type], ['ButtonPress', 1, 'ButtonRelease']);
        assert.ok(Math.abs(down.x - middle[0]) <= 1 && Math.abs(down.y - middle[1]) <= 1);

        await fingers.tap(beside(at, -20), beside(at, 20));
        assert.deepEqual(pressed(await next(recorder, 'two fingers', 2)), [3]);
        await fingers.tap(beside(at, -20), at, beside(at, 20));
        assert.deepEqual(pressed(await next(recorder, 'three fingers', 2)), [2]);

        await hold(page, fingers, at);
        await fingers.up();
        assert.deepEqual(pressed(await next(recorder, 'a long press', 2)), [3]);

        await hold(page, fingers, at);
        await fingers.move(beside(at, 30));
        await fingers.up();
        const drag = await next(recorder, 'a drag of what was held', 2);
        assert.deepEqual(pressed(drag), [1]);
        const factor = (await zoomOf(page)) / device.deviceScaleFactor;
        assert.ok(Math.abs(drag[1].x - drag[0].x - 30 / factor) <= 3, JSON.stringify(drag));

        await fingers.down(at);
        await fingers.move(beside(at, -30));
        await fingers.up();
        const plain = await next(recorder, 'a drag where all fits', 2);
        assert.deepEqual(pressed(plain), [1]);
        assert.ok(plain[1].x < plain[0].x);
        assert.deepEqual(page.problems, []);
        await oriel.stop();
    });
}

test('a double tap hits the same spot twice, two taps apart hit two', async t => {
    const {recorder, oriel, page, fingers} = await phone(t, android);
    const at = await toWindow(page, recorder.centre);
    await fingers.tapTwice(at, beside(at, 6, 4));
    const twice = await next(recorder, 'two clicks', 4);
    assert.deepEqual(pressed(twice), [1, 1]);
    assert.deepEqual(new Set(twice.map(({x}) => x)).size, 1, 'where the first one was');
    await fingers.tap(beside(at, -52));
    const apart = await next(recorder, 'a click elsewhere', 2);
    assert.ok(apart[0].x < twice[0].x - 60);
    await oriel.stop();
});

test('two fingers scroll what is under them', async t => {
    const {recorder, oriel, page, fingers} = await phone(t, android);
    const at = await toWindow(page, recorder.centre);
    const pair = (dx, dy) => [beside(at, dx - 20, dy), beside(at, dx + 20, dy)];
    for (const [dx, dy, button] of [
        [0, 90, 4],
        [0, -90, 5],
        [90, 0, 6],
        [-90, 0, 7],
    ]) {
        await fingers.down(...pair(0, 0));
        await fingers.move(...pair(dx, dy));
        await fingers.up();
        const wheel = await next(recorder, `button ${button}`, 2);
        assert.deepEqual([...new Set(pressed(wheel))], [button]);
        // What is small moves as far as the fingers do: more than one click for 90 px.
        await recorder.until('several clicks', list =>
            pressed(list).filter(one => one === button).length > 2);
        recorder.seen = buttons(recorder.events()).length;
    }
    await oriel.stop();
});

test('a pinch zooms to whole pixels, one finger then moves the view, and taps still hit', async t => {
    const {recorder, oriel, page, fingers} = await phone(t, android, {init: countTicks});
    const fit = await zoomOf(page);
    const at = await toWindow(page, recorder.centre);
    await fingers.down(beside(at, -40), beside(at, 40));
    await fingers.move(beside(at, -110), beside(at, 110));
    await fingers.up();
    const zoomed = await zoomOf(page);
    assert.ok(zoomed > 1.5 * fit, `${zoomed} after ${fit}`);
    assert.ok(Math.abs(zoomed - Math.round(zoomed)) < 0.01, `sharp at ${zoomed}`);
    const rendering = await page.evaluate(
        () => getComputedStyle(document.querySelector('#screen canvas')).imageRendering
    );
    assert.equal(rendering, 'pixelated');
    assert.equal(await page.locator('#screen canvas').count(), 1);

    const before = await toWindow(page, recorder.centre);
    await fingers.down(before);
    await fingers.move(beside(before, 40, 30));
    await fingers.up();
    const after = await toWindow(page, recorder.centre);
    assert.ok(Math.abs(after.x - before.x - 40) < 2 && Math.abs(after.y - before.y) < 31,
        `${JSON.stringify(before)} to ${JSON.stringify(after)}`);
    assert.deepEqual(recorder.events(), [], 'the desktop noticed nothing');
    await fingers.tap(after);
    const [down] = await next(recorder, 'a tap', 2);
    assert.ok(Math.abs(down.x - recorder.width / 2) <= 1, JSON.stringify(down));
    await hold(page, fingers, after);
    await fingers.move(beside(after, 30));
    await fingers.up();
    assert.deepEqual(pressed(await next(recorder, 'a drag of what was held', 2)), [1]);

    await fingers.down(beside(at, -120), beside(at, 120));
    await fingers.move(beside(at, -15), beside(at, 15));
    await fingers.up();
    assert.ok(Math.abs((await zoomOf(page)) - fit) < 0.01, 'back to all of it');
    await oriel.stop();
});

test('the trackpad way: the pointer goes along, taps click where it is', async t => {
    const {recorder, oriel, page, fingers, pointer, x} = await phone(t, android, {
        init: countTicks,
    });
    await page.tap('#trackpad');
    const {width, height} = x.size;
    const start = {x: width / 2, y: height / 2};
    await eventually(5000, 'the pointer in the middle', async () => {
        const now = await pointer();
        return Math.hypot(now.x - start.x, now.y - start.y) <= 1;
    });
    const anywhere = {x: 200, y: 700};
    const drag = async (dx, dy) => {
        await fingers.down(anywhere);
        await fingers.move(beside(anywhere, dx, dy));
        await fingers.up();
    };
    await drag(0, 24);
    await eventually(5000, 'the pointer below', async () => {
        const now = await pointer();
        return Math.abs(now.x - start.x) <= 1 && now.y > start.y + 30;
    });
    const here = await pointer();
    await fingers.tap(beside(anywhere, 60, -200));
    const click = await next(recorder, 'a click', 2);
    assert.deepEqual(pressed(click), [1]);
    assert.ok(Math.abs(click[0].x + recorder.x - here.x) <= 1, 'where the pointer is');
    assert.ok(Math.abs(click[0].y + recorder.y - here.y) <= 1, 'where the pointer is');

    // Tap, and a second touch that moves: a drag with the button down.
    await fingers.tapAndDown(anywhere);
    await fingers.move(beside(anywhere, 16));
    await fingers.up();
    const dragged = await next(recorder, 'tap and drag', 4);
    assert.deepEqual(pressed(dragged), [1, 1]);
    assert.ok(dragged[3].x > dragged[2].x, JSON.stringify(dragged));

    await fingers.tap(beside(anywhere, -20), beside(anywhere, 20));
    assert.deepEqual(pressed(await next(recorder, 'two fingers', 2)), [3]);
    await hold(page, fingers, anywhere);
    await fingers.up();
    const held = await next(recorder, 'a long press', 2);
    assert.deepEqual(pressed(held), [3]);
    assert.equal(held[0].x, dragged[3].x, 'where the pointer is, not the finger');
    await fingers.down(beside(anywhere, -20), beside(anywhere, 20));
    await fingers.move(beside(anywhere, -20, -80), beside(anywhere, 20, -80));
    await fingers.up();
    const wheel = await next(recorder, 'the wheel', 2);
    assert.deepEqual([...new Set(pressed(wheel))], [5]);
    assert.equal(wheel[0].x, dragged[3].x, 'where the pointer is, not the fingers');

    // Zoomed in, the view follows the pointer to the edge of the desktop.
    const centre = {x: 200, y: 400};
    await fingers.down(beside(centre, -40), beside(centre, 40));
    await fingers.move(beside(centre, -150), beside(centre, 150));
    await fingers.up();
    const scrolled = () => page.evaluate(() => document.querySelector('#screen').scrollLeft);
    const from = await scrolled();
    for (let turn = 0; turn < 5; turn++) await drag(180, 0);
    await eventually(5000, 'the right edge', async () => (await pointer()).x >= width - 2);
    assert.ok((await scrolled()) > from + 100);

    await page.reload();
    await waitForState(page, 'connected');
    assert.equal(await page.getAttribute('#trackpad', 'aria-pressed'), 'true', 'remembered');
    await oriel.stop();
});

test('who may only look can zoom and move the view, and nothing else', async t => {
    const {recorder, oriel, page, fingers, x} = await phone(t, android, {args: ['--view-only']});
    const place = (await x.run('xdotool', ['getmouselocation'])).stdout;
    const at = await toWindow(page, recorder.centre);
    const fit = await zoomOf(page);
    await fingers.tap(at);
    await fingers.down(beside(at, -40), beside(at, 40));
    await fingers.move(beside(at, -110), beside(at, 110));
    await fingers.up();
    assert.ok((await zoomOf(page)) > 1.5 * fit);
    await fingers.down(at);
    await fingers.move(beside(at, 40));
    await fingers.up();
    // The picture still comes; by then a click would have, too.
    await x.run('xsetroot', ['-solid', '#224466']);
    await untilSame(page, x);
    assert.deepEqual(recorder.events(), []);
    assert.equal((await x.run('xdotool', ['getmouselocation'])).stdout, place);
    assert.equal(await page.isVisible('#trackpad'), false);
    await oriel.stop();
});
