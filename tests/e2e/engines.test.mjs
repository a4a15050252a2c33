// The same visit in the other engines, by the WebSocket and where that is refused. Touch, gestures
// and the clipboard's permissions are Chromium's tests: neither driver has them.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {refuse, toWindow, untilSame} from '../lib/browser.mjs';
import {engines} from '../lib/engines.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {startRelay} from '../lib/relay.mjs';
import {startDesktop, startRecorder, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

/** Shares a desktop with programs, behind a network that can be cut. */
async function share(t) {
    const x = await startDesktop(t, {width: 800, height: 600});
    const [outside, inside] = [await freePort(), await freePort()];
    const relay = await startRelay(t, outside, inside);
    const listen = ['--listen', `127.0.0.1:${inside}`];
    const address = ['--public-url', `https://127.0.0.1:${outside}/`];
    const oriel = await startOriel(t, ['--display', x.display, ...listen, ...address], {
        home: x.env,
    });
    return {x, relay, oriel};
}

async function visit(t, page, {refused}) {
    const {x, relay, oriel} = await share(t);
    const terminal = await startTerminal(t, x);
    const {origin} = new URL(oriel.share.link);
    await page.goto(`${origin}/`);
    if (refused) await page.evaluate(refuse);
    await page.fill('#password', 'WRONGPWD');
    await page.click('#connect');
    await page.untilState('ended', 'wrong');
    await page.fill('#password', oriel.password);
    await page.click('#connect');
    await page.untilState('connected');
    await untilSame(page, x);

    await page.type('typed here');
    await page.press('Enter');
    await eventually(15000, 'the text', async () => (await terminal.text()) === 'typed here\n');
    const recorder = await startRecorder(t, x);
    await page.clickAt(await toWindow(page, recorder.centre));
    await recorder.until('the click', events => events.some(({type}) => type === 'ButtonRelease'));

    await page.click('#clipboard');
    const text = 'copied there: Straße 漢字 🙂';
    await page.fill('#clipboard-text', text);
    await eventually(15000, "the host's clipboard", async () => (await x.clipboard()) === text);
    x.copy(t, 'copied here: é');
    await eventually(15000, 'the text in the panel', () =>
        page.evaluate(() => document.querySelector('#clipboard-text').value === 'copied here: é')
    );

    await oriel.event('viewer-connected');
    relay.cut();
    await oriel.event('viewer-disconnected');
    assert.equal((await oriel.event('viewer-connected')).viewer, 1);
    await page.untilState('connected');
    await untilSame(page, x);
    if (refused) assert.equal(await page.evaluate(() => window.refusals), 1);
    return oriel;
}

for (const [name, {start, skip}] of Object.entries(engines)) {
    test(`${name}: join, see, type, click, copy, reconnect, be removed`, {skip}, async t => {
        const page = await start(t);
        const oriel = await visit(t, page, {refused: false});
        await oriel.act('--kick', '1');
        await page.untilState('ended', 'removed');
        await oriel.stop();
    });

    test(`${name} without WebSockets: the same, until sharing stops`, {skip}, async t => {
        const page = await start(t);
        const oriel = await visit(t, page, {refused: true});
        await oriel.stop();
        await page.untilState('ended', 'stopped');
    });
}
