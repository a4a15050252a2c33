// The state of the connection at a glance: measured, quiet, and nothing at rest.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {connectPage, newPage, openLink, startBrowser, untilSame, waitForState}
    from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

async function share(t) {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    return {x, oriel: await startOriel(t, ['--display', x.display], {home: x.env})};
}

const isQuestion = request => request.method() === 'HEAD';

test('the badge tells the round trip, the panel what comes', async t => {
    const {x, oriel} = await share(t);
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const short = () => page.textContent('#state-short');
    await eventually(10000, 'a round trip', async () => /^\d+ ms$/.test(await short()));
    assert.ok(parseInt(await short(), 10) < 500, 'on this machine');
    assert.match(await page.getAttribute('#state', 'aria-label'), /\d+ ms/);
    assert.equal(await page.getAttribute('#state', 'aria-live'), null, 'it interrupts nobody');

    await page.click('#state');
    assert.equal(await page.getAttribute('#state', 'aria-expanded'), 'true');
    let colour = 0;
    await eventually(15000, 'pictures and bytes', async () => {
        await x.run('xsetroot', ['-solid', `#${String(100000 + (colour += 7)).slice(0, 6)}`]);
        const [frames, rate, graph] = await page.evaluate(() => [
            parseInt(document.querySelector('#state-frames').textContent, 10),
            parseFloat(document.querySelector('#state-rate').textContent),
            document.querySelector('#graph-frames').getAttribute('d'),
        ]);
        return frames > 0 && rate > 0 && /^M.*L/.test(graph);
    });
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

test('a slow answer is told as one', async t => {
    const {oriel} = await share(t);
    const page = await newPage(t, await startBrowser(t));
    await page.addInitScript(() => {
        const real = performance.getEntriesByName.bind(performance);
        performance.getEntriesByName = name =>
            name.endsWith('licences.txt')
                ? [{requestStart: 10, responseStart: window.answer}]
                : real(name);
        window.answer = 260;
    });
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    await page.click('#state');
    const line = wanted =>
        page.waitForSelector(`#state[data-line="${wanted}"]`);
    await line('poor');
    await page.evaluate(() => (window.answer = 110));
    await line('fair');
    await page.evaluate(() => (window.answer = 30));
    await line('good');
    assert.equal(await page.textContent('#state-round-trip'), '20 ms');
    await oriel.stop();
});

test('a desktop at rest is asked nothing', async t => {
    const {x, oriel} = await share(t);
    const page = await newPage(t, await startBrowser(t));
    await page.clock.install();
    const questions = [];
    page.on('request', request => isQuestion(request) && questions.push(request.url()));
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    await untilSame(page, x);
    await page.clock.runFor(12000); // what came with the first picture is long ago
    await eventually(5000, 'the first questions', () => questions.length > 0);
    const before = questions.length;
    await page.clock.runFor(60000);
    assert.equal(questions.length, before);
    await page.click('#state');
    await page.clock.runFor(1000);
    await eventually(5000, 'a question for who looks', () => questions.length > before);
    await oriel.stop();
});
