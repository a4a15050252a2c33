// A browser that refuses the WebSocket: the same visit, by requests alone.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    newPage,
    openLink,
    pointAt,
    refuseWebSockets,
    startBrowser,
    untilSame,
    waitForState,
} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {startRelay} from '../lib/relay.mjs';
import {startDesktop, startRecorder, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

/** Shares a desktop with programs, behind a network that can be cut. */
async function share(t, args = []) {
    const x = await startDesktop(t, {width: 800, height: 600});
    const [outside, inside] = [await freePort(), await freePort()];
    const relay = await startRelay(t, outside, inside);
    const listen = ['--listen', `127.0.0.1:${inside}`];
    const address = ['--public-url', `https://127.0.0.1:${outside}/`];
    const oriel = await startOriel(t, ['--display', x.display, ...listen, ...address, ...args], {
        home: x.env,
    });
    return {x, relay, oriel};
}

/** `page.paths` are those of its requests to the API. */
async function listeningPage(t) {
    const page = await newPage(t, await startBrowser(t));
    page.paths = [];
    page.on('request', request => {
        const {pathname} = new URL(request.url());
        if (pathname.startsWith('/api/')) page.paths.push(pathname);
    });
    return page;
}

/** A page without WebSockets that shows the desktop. */
async function connectRefused(t, oriel) {
    const page = await listeningPage(t);
    page.refusals = await refuseWebSockets(page);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    return page;
}

test('a viewer sees, types, clicks and copies', async t => {
    const {x, oriel} = await share(t);
    const terminal = await startTerminal(t, x);
    const page = await connectRefused(t, oriel);
    assert.equal((await oriel.event('viewer-connected')).control, true);
    assert.equal(await page.refusals(), 1, 'the WebSocket is tried first');
    assert.deepEqual(page.paths.slice(0, 3), ['/api/join', '/api/resume', '/api/stream']);
    await untilSame(page, x);

    await page.keyboard.type('by requests alone');
    await page.keyboard.press('Enter');
    await eventually(
        15000,
        'the text',
        async () => (await terminal.text()) === 'by requests alone\n'
    );
    const recorder = await startRecorder(t, x);
    const place = await pointAt(page, recorder.centre);
    await page.mouse.click(place.x, place.y);
    await recorder.until('the click', events => events.some(({type}) => type === 'ButtonRelease'));

    await page.click('#clipboard');
    const text = 'ß漢🙂x'.repeat(20000); // several requests
    await page.fill('#clipboard-text', text);
    await eventually(20000, "the host's clipboard", async () => (await x.clipboard()) === text);
    x.copy(t, 'from the host: é');
    await eventually(15000, 'the text in the panel', () =>
        page.evaluate(
            () => document.querySelector('#clipboard-text').value === 'from the host: é'
        )
    );
    assert.equal(await page.refusals(), 1);
    assert.equal(page.problems.length, 1, 'noVNC tells of the WebSocket');
    assert.match(page.problems[0], /Connection closed \(code: 1006\)/);
    await oriel.stop();
    await waitForState(page, 'ended', 'stopped');
});

test('the badge tells the round trip', async t => {
    const {oriel} = await share(t);
    const page = await connectRefused(t, oriel);
    await eventually(10000, 'a round trip', async () =>
        /^\d+ ms$/.test(await page.textContent('#state-short'))
    );
    await oriel.stop();
});

test('after a cut connection the page is back, by the way that it knows', async t => {
    const {x, relay, oriel} = await share(t);
    const page = await connectRefused(t, oriel);
    await oriel.event('viewer-connected');
    relay.cut();
    await oriel.event('viewer-disconnected');
    assert.equal((await oriel.event('viewer-connected')).viewer, 1);
    await waitForState(page, 'connected');
    await untilSame(page, x);
    assert.equal(await page.refusals(), 1, 'no WebSocket is tried again');
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop();
});

test('a kick is told', async t => {
    const {oriel} = await share(t);
    const page = await connectRefused(t, oriel);
    await oriel.event('viewer-connected');
    await oriel.act('--kick', '1');
    await waitForState(page, 'ended', 'removed');
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'kicked');
    await oriel.stop();
});

test('a page that is closed is gone at once', async t => {
    const {oriel} = await share(t);
    const page = await connectRefused(t, oriel);
    await oriel.event('viewer-connected');
    await page.close();
    assert.equal((await oriel.event('viewer-disconnected', 3000)).reason, 'left');
    await oriel.stop();
});

test('where the WebSocket opens, nothing else is asked for', async t => {
    const {oriel} = await share(t);
    const page = await listeningPage(t);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    assert.deepEqual(page.paths, ['/api/join']);
    await oriel.stop();
});
