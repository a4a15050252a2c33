// The page on a phone: upright, sideways, with fingers.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {newPage, startBrowser, toWindow, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop, startRecorder, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const phone = {
    viewport: {width: 360, height: 740},
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
};

/** Elements a person needs that don't fit the window, or fit no finger. */
function misfits(page, selectors) {
    return page.evaluate(
        list =>
            list.flatMap(selector => {
                const element = document.querySelector(selector);
                const box = element.getBoundingClientRect();
                const inside =
                    box.left >= 0 &&
                    box.right <= innerWidth + 0.5 &&
                    box.top >= 0 &&
                    box.bottom <= innerHeight + 0.5;
                const touchable =
                    element.tagName !== 'BUTTON' || (box.width >= 24 && box.height >= 24);
                return inside && touchable && box.width > 0
                    ? []
                    : [`${selector} ${JSON.stringify(box)}`];
            }),
        selectors
    );
}

test('join view and screen fit, upright and sideways', async t => {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), phone);
    await page.goto(oriel.share.link);
    assert.deepEqual(await misfits(page, ['#password', '#connect', '#status']), []);
    await page.tap('#connect');
    await waitForState(page, 'connected');
    for (const size of [
        {width: 360, height: 740},
        {width: 740, height: 360},
    ]) {
        await page.setViewportSize(size);
        await eventually(
            10000,
            'the picture to fit',
            async () =>
                (await misfits(page, ['#screen canvas', '#disconnect', '#keyboard'])).length === 0
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `no sideways scrolling, ${wide}`);
        const shape = await page.evaluate(() => {
            const element = document.querySelector('#screen canvas');
            const box = element.getBoundingClientRect();
            return box.width / box.height / (element.width / element.height);
        });
        assert.ok(Math.abs(shape - 1) < 0.02, 'not stretched');
    }
    await oriel.stop();
});

test('a tap clicks, the touch keyboard types', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), phone);
    await page.goto(oriel.share.link);
    await page.tap('#connect');
    await waitForState(page, 'connected');
    const place = await toWindow(page, recorder.centre);
    await page.touchscreen.tap(place.x, place.y);
    const click = await recorder.until('the tap', list =>
        list.some(event => event.type === 'ButtonRelease')
    );
    assert.deepEqual(click.map(event => event.button).filter(Boolean), [1, 1]);
    await page.tap('#keyboard');
    await page.keyboard.insertText('hi');
    await recorder.until('the letters', list =>
        list.some(event => event.type === 'KeyRelease' && event.keysym === 'i')
    );
    await oriel.stop();
});
