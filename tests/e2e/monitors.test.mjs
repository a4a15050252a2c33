// One of the host's monitors, shown as if it were the whole desktop.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {newPage, openLink, startBrowser, waitForState} from '../lib/browser.mjs';
import {admitted, hostKeys, startRecording} from '../lib/fake.mjs';
import {Fingers} from '../lib/fingers.mjs';

const size = {width: 640, height: 400};
const both = ['', 'FAKE-1', 'FAKE-2'];

/** What is seen: how large, and which of the desktop's pixels lies in its first corner. */
const shown = page =>
    page.evaluate(() => {
        const canvas = document.querySelector('#screen canvas');
        const whole = canvas.getBoundingClientRect();
        const part = document.querySelector('#screen .view').getBoundingClientRect();
        const pixel = whole.width / canvas.width;
        const rounded = value => Math.round(value * 10) / 10;
        return {
            x: rounded((part.x - whole.x) / pixel),
            width: rounded(part.width / pixel),
            height: rounded(part.height / pixel),
            left: part.x, top: part.y, pixel,
            canvas: `${canvas.width}x${canvas.height}`,
            scrolls: canvas.closest('#screen').scrollWidth > canvas.closest('#screen').clientWidth,
        };
    });

const showsAll = async page => {
    const {x, width} = await shown(page); // and what is left of the window
    return x <= 0 && x + width >= size.width;
};

const names = page =>
    page.evaluate(() =>
        [...document.querySelectorAll('#monitors button')].map(({value}) => value)
    );

const pressed = (page, name) =>
    page.waitForSelector(`#monitors [value="${name}"][aria-pressed="true"]`, {state: 'attached'});

async function visit(t, options) {
    const oriel = await startRecording(t, ['--password-file', '-', '--max-viewers', '3'], {
        size: `${size.width}x${size.height},fps=5,monitors=2`,
        input: 'K7QM3XWP',
    });
    const page = await newPage(t, await startBrowser(t), options);
    await page.addInitScript(() => {
        const Real = window.WebSocket;
        window.WebSocket = class extends Real {
            constructor(...args) {
                super(...args);
                window.socket = this;
            }
        };
    });
    await openLink(page, `${oriel.origin}/#K7QM3XWP`);
    await waitForState(page, 'connected');
    await page.click('#view');
    return {oriel, page};
}

test('a monitor fills the window, and clicks on it hit', async t => {
    const {oriel, page} = await visit(t);
    await pressed(page, '');
    assert.deepEqual(await names(page), both);
    await page.click('#monitors [value="FAKE-2"]');
    await pressed(page, 'FAKE-2');
    const fitted = await shown(page);
    assert.deepEqual(
        [fitted.x, fitted.width, fitted.height, fitted.canvas, fitted.scrolls],
        [320, 320, 400, '640x400', false]
    );
    const frame = await page.locator('#screen').boundingBox();
    assert.ok(Math.abs(fitted.height * fitted.pixel - frame.height) < 1, 'as large as fits');
    // In the first monitor's place there is nothing to be hit.
    await page.mouse.click(fitted.left - 20, fitted.top + 50);
    const at = (x, y) => [
        fitted.left + (x - 320 + 0.5) * fitted.pixel,
        fitted.top + (y + 0.5) * fitted.pixel,
    ];
    await page.mouse.click(...at(333, 27));
    const events = await oriel.inputOnce('a click', list =>
        list.some(({type, buttons}) => type === 'pointer' && buttons === 1));
    const down = events.find(({buttons}) => buttons === 1);
    // A mouse's place is in whole px of the window.
    assert.ok(Math.abs(down.x - 333) <= 1 && Math.abs(down.y - 27) <= 1, `${down.x}, ${down.y}`);

    await page.click('#actual');
    const actual = await shown(page);
    assert.deepEqual([actual.x, actual.width, actual.pixel], [320, 320, 1]);
    await page.click('#larger');
    assert.deepEqual([(await shown(page)).x, (await shown(page)).pixel], [320, 2]);
    await page.click('#fit');
    await page.click('#monitors [value=""]');
    assert.ok(await showsAll(page));
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

test('the choice outlives a lost connection and an unplugged monitor', async t => {
    const {oriel, page} = await visit(t);
    await page.click('#monitors [value="FAKE-2"]');
    await page.evaluate(() => {
        document.querySelector('#status').dataset.state = 'cut';
        window.socket.close();
    });
    await waitForState(page, 'connected');
    await pressed(page, 'FAKE-2');
    assert.equal((await shown(page)).x, 320);

    const other = await admitted(oriel, {typed: 'K7QM3XWP'});
    other.tap(hostKeys.display);
    await page.waitForSelector('#monitors', {state: 'hidden'});
    assert.ok(await showsAll(page));
    other.tap(hostKeys.display);
    await page.waitForSelector('#monitors');
    await pressed(page, 'FAKE-2');
    assert.equal((await shown(page)).x, 320);
    assert.deepEqual(await names(page), both);
    await oriel.stop();
});

test('on a trackpad the pointer stays on the monitor', async t => {
    const {oriel, page} = await visit(t, {
        viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true,
    });
    await page.click('#monitors [value="FAKE-2"]');
    await page.click('#trackpad');
    const {left, top} = await shown(page);
    const fingers = await Fingers.of(page);
    const from = {x: left + 280, y: top + 100};
    for (let stroke = 0; stroke < 6; ++stroke) {
        await fingers.down(from);
        await fingers.move({x: left + 20, y: from.y});
        await fingers.up();
    }
    await fingers.tap(from);
    const events = await oriel.inputOnce('a click', list =>
        list.some(({type, buttons}) => type === 'pointer' && buttons === 1));
    assert.equal(events.find(({buttons}) => buttons === 1).x, 320);
    await oriel.stop();
});
