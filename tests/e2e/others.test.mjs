// Who uses the desktop beside oneself: other viewers, and the person who sits before it.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {connectPage, pointAt, startBrowser} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';
import {startDesktop} from '../lib/xserver.mjs';

async function share(t) {
    const x = await startDesktop(t);
    const oriel = await startOriel(
        t,
        ['--display', x.display, '--password-file', '-', '--max-viewers', '3'],
        {home: x.env, input: 'K7QM3XWP'}
    );
    return {x, oriel, link: `${oriel.origin}/#K7QM3XWP`, browser: await startBrowser(t)};
}

const otherCount = (page, count) =>
    page.waitForFunction(
        wanted => {
            const mark = document.querySelector('#others');
            const {count} = document.querySelector('#others-short').dataset;
            return wanted ? count === String(wanted) && !mark.hidden : mark.hidden;
        },
        count
    );

test('each viewer sees how many others there are, quietly', async t => {
    const {oriel, link, browser} = await share(t);
    const first = await connectPage(t, browser, link);
    assert.equal(await first.isVisible('#others'), false);
    const second = await connectPage(t, browser, link);
    await otherCount(first, 1);
    await otherCount(second, 1);
    assert.match(await first.textContent('#others-said'), /\b1\b/);
    assert.equal(await first.evaluate(() => document.activeElement.tagName), 'CANVAS');
    await first.click('#state');
    assert.equal(await first.textContent('#others-watching'), '1');
    assert.equal(await first.textContent('#others-controlling'), '1');
    await second.click('#disconnect');
    await otherCount(first, 0);
    assert.equal(await first.isVisible('#others-list'), false);
    assert.deepEqual(first.problems, []);
    await oriel.stop();
});

test('the host\'s own mouse is told, a viewer\'s is not', async t => {
    const {x, oriel, link, browser} = await share(t);
    const page = await connectPage(t, browser, link);
    const watcher = await connectPage(t, browser, link);
    const mark = page.locator('#host-mouse');
    // By now the host has told what it had to tell of the pointer it began with.
    await otherCount(page, 1);
    for (let step = 0; step < 20; ++step) await pointAt(page, {x: 100 + 20 * step, y: 300});
    await eventually(10000, 'the viewer\'s last move', async () =>
        /x:(479|480|481) y:(299|300|301) /.test((await x.run('xdotool', ['getmouselocation'])).stdout));
    assert.equal(await mark.isVisible(), false);
    assert.equal(await watcher.isVisible('#host-mouse'), false, 'other viewers are no host');
    let isSeen = false;
    const moving = (async () => {
        for (let step = 0; !isSeen; ++step) // relative: as a mouse does it, not a program
            await x.run('xdotool', ['mousemove_relative', '--', step % 100 < 50 ? '1' : '-1', '0']);
    })();
    try {
        await mark.waitFor({state: 'visible'});
        await watcher.locator('#host-mouse').waitFor({state: 'visible'});
    } finally {
        isSeen = true;
        await moving;
    }
    await mark.waitFor({state: 'hidden'});
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});
