// A visit from the click to its end, as the person in front of the browser and a script see it.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    connectPage,
    newPage,
    openLink,
    startBrowser,
    untilSame,
    waitForState,
} from '../lib/browser.mjs';
import {join, post} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {startRelay} from '../lib/relay.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {startDesktop, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

async function share(t, args = []) {
    const x = await startDesktop(t, {width: 800, height: 600});
    const oriel = await startOriel(t, ['--display', x.display, ...args], {home: x.env});
    return {x, oriel, browser: await startBrowser(t)};
}

test('a used link is refused, in the browser and on the raw socket', async t => {
    const {oriel, browser} = await share(t, ['--max-viewers', '2']);
    await connectPage(t, browser, oriel.share.link);
    const late = await newPage(t, browser);
    await openLink(late, oriel.share.link);
    await waitForState(late, 'ended', 'used');
    await assert.rejects(connectRfb(oriel, {password: oriel.password}), {securityResult: 1});
    assert.equal((await join(oriel)).status, 410);
    const {link} = await oriel.event('password');
    await connectPage(t, browser, link);
    await oriel.stop();
});

test('a wrong password is said, and the right one can be typed then', async t => {
    const {oriel, browser} = await share(t);
    const page = await newPage(t, browser);
    await page.goto(`${oriel.origin}/`);
    await page.fill('#password', 'WRONGPWD');
    await page.click('#connect');
    await waitForState(page, 'ended', 'wrong');
    await page.fill('#password', oriel.password.toLowerCase());
    await page.click('#connect');
    await waitForState(page, 'connected');
    await oriel.stop();
});

test('a password is read as people type it', async t => {
    const {oriel, browser} = await share(t, ['--max-viewers', '8']);
    let {password} = oriel;
    const writings = [
        text => text.toLowerCase(),
        text => `${text.slice(0, 4)}-${text.slice(4)}`,
        text => ` ${text.slice(0, 4).toLowerCase()} ${text.slice(4)} `,
        text => text.replaceAll('0', 'O').replaceAll('1', 'I'),
        text => text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
    ];
    for (const write of writings) {
        // Only with these two in it there is something to confuse.
        while (!/[01]/.test(password)) {
            await oriel.act('--renew');
            ({password} = await oriel.event('password'));
        }
        const page = await newPage(t, browser);
        await page.goto(`${oriel.origin}/`);
        await page.fill('#password', write(password));
        await page.click('#connect');
        await waitForState(page, 'connected');
        ({password} = await oriel.event('password'));
    }
    await oriel.stop();
});

test('the lobby is usable before what shows the desktop is there', async t => {
    const {oriel, browser} = await share(t);
    const page = await newPage(t, browser);
    let letGo;
    const wanted = new Promise(resolve => (letGo = resolve));
    await page.route('**/assets/viewer-*', async route => {
        await wanted;
        await route.continue();
    });
    const asked = page.waitForRequest('**/assets/viewer-*');
    await page.goto(oriel.share.link, {waitUntil: 'domcontentloaded'});
    await asked;
    assert.equal(await page.inputValue('#password'), oriel.password);
    await page.click('#connect');
    await waitForState(page, 'connecting');
    letGo();
    await waitForState(page, 'connected');
    await oriel.stop();
});

test('opening the link spends nothing; only the click does', async t => {
    const {oriel, browser} = await share(t);
    for (let i = 0; i < 3; ++i) {
        const preview = await newPage(t, browser);
        await preview.goto(oriel.share.link);
        await preview.waitForLoadState('networkidle');
        await preview.reload();
    }
    await connectPage(t, browser, oriel.share.link);
    await oriel.stop();
});

test('with consent the page waits, comes in on --allow, and is told on --refuse', async t => {
    const {oriel, browser} = await share(t, ['--consent', '--max-viewers', '2']);
    const first = await newPage(t, browser);
    await openLink(first, oriel.share.link);
    const asks = await oriel.event('viewer-asks');
    assert.match(asks.agent, /Chrom/);
    assert.equal(await first.getAttribute('#status', 'data-state'), 'connecting');
    await oriel.act('--allow', String(asks.viewer));
    await waitForState(first, 'connected');
    const second = await newPage(t, browser);
    await openLink(second, (await oriel.event('password')).link);
    await oriel.act('--refuse', String((await oriel.event('viewer-asks')).viewer));
    await waitForState(second, 'ended', 'refused');
    assert.equal(await first.getAttribute('#status', 'data-state'), 'connected');
    await oriel.stop();
});

test('a person who gives up waiting is not asked for any longer', async t => {
    const {oriel, browser} = await share(t, ['--consent']);
    const page = await newPage(t, browser);
    await openLink(page, oriel.share.link);
    await oriel.event('viewer-asks');
    await page.close();
    assert.equal((await oriel.event('password')).reason, 'renewed');
    assert.equal((await oriel.act('--allow', '1')).code, 1);
    await oriel.stop();
});

test('a kick is told and lets nobody back', async t => {
    const {oriel, browser} = await share(t);
    const page = await connectPage(t, browser, oriel.share.link);
    await oriel.event('viewer-connected');
    await oriel.act('--kick', '1');
    await waitForState(page, 'ended', 'removed');
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'kicked');
    await page.reload();
    await page.waitForSelector('#status', {state: 'attached'});
    await eventually(10000, 'the page to give up', async () =>
        ['idle', 'ended'].includes(await page.getAttribute('#status', 'data-state'))
    );
    assert.ok(!oriel.hasEvent('viewer-connected'));
    await oriel.stop();
});

test('--stop is told', async t => {
    const {oriel, browser} = await share(t);
    const page = await connectPage(t, browser, oriel.share.link);
    assert.equal((await oriel.act('--stop')).code, 0);
    await oriel.ended({code: 0, reason: 'user'});
    await waitForState(page, 'ended', 'stopped');
});

test('inactivity: the warning covers nothing, a key takes it back, then all ends', async t => {
    const {oriel, browser} = await share(t, ['--timeout', '0.15']);
    const page = await connectPage(t, browser, oriel.share.link);
    const warning = page.locator('#inactivity');
    await warning.waitFor({state: 'visible'});
    assert.equal(await page.getAttribute('#status', 'data-state'), 'connected');
    const free = await page.evaluate(() => {
        const element = document.querySelector('#screen canvas');
        const box = element.getBoundingClientRect();
        return [
            [0.5, 0.02],
            [0.5, 0.5],
            [0.5, 0.98],
            [0.02, 0.02],
            [0.98, 0.98],
        ].every(
            ([px, py]) =>
                document.elementFromPoint(box.left + px * box.width, box.top + py * box.height) ===
                element
        );
    });
    assert.ok(free, 'the picture is free');
    await page.keyboard.press('Shift');
    await warning.waitFor({state: 'hidden'});
    await warning.waitFor({state: 'visible'});
    await waitForState(page, 'ended', 'inactivity');
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'inactivity');
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('who may only look takes the warning back by its button', async t => {
    const {oriel, browser} = await share(t, ['--timeout', '0.2', '--view-only']);
    const page = await connectPage(t, browser, oriel.share.link);
    const warning = page.locator('#inactivity');
    await warning.waitFor({state: 'visible'});
    assert.match(await page.textContent('#time-left'), /0:0[123]/);
    const button = await page.$('#here');
    await page.waitForFunction(() => /0:02/.test(document.querySelector('#time-left').textContent));
    await button.click(); // told anew every second, it is the same button still
    await warning.waitFor({state: 'hidden'});
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
    await warning.waitFor({state: 'visible'});
    await waitForState(page, 'ended', 'inactivity');
    assert.deepEqual(page.problems, []);
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('an expired link is told to the one who had it open', async t => {
    const {oriel, browser} = await share(t, ['--expire', '0.1']);
    const page = await newPage(t, browser);
    await page.goto(oriel.share.link);
    await oriel.ended({code: 0, reason: 'expired'});
    await page.click('#connect');
    await eventually(
        15000,
        'an end',
        async () => (await page.getAttribute('#status', 'data-state')) === 'ended'
    );
});

test('after a cut connection the page is back without a new password', async t => {
    const x = await startDesktop(t, {width: 800, height: 600});
    const terminal = await startTerminal(t, x);
    const [outside, inside] = [await freePort(), await freePort()];
    const relay = await startRelay(t, outside, inside);
    const oriel = await startOriel(
        t,
        [
            '--display',
            x.display,
            '--listen',
            `127.0.0.1:${inside}`,
            '--public-url',
            `https://127.0.0.1:${outside}/`,
        ],
        {home: x.env}
    );
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await oriel.event('viewer-connected');
    for (const away of [0, 1500]) {
        relay.down = away > 0;
        relay.cut();
        await oriel.event('viewer-disconnected');
        await waitForState(page, 'reconnecting');
        setTimeout(() => {
            relay.down = false;
        }, away);
        await waitForState(page, 'connected');
        assert.equal((await oriel.event('viewer-connected')).viewer, 1);
    }
    await page.keyboard.type('back again');
    await page.keyboard.press('Enter');
    await eventually(15000, 'the text', async () => (await terminal.text()) === 'back again\n');
    await untilSame(page, x);
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop();
});

test('a reload comes back by itself', async t => {
    const {oriel, browser} = await share(t);
    const page = await connectPage(t, browser, oriel.share.link);
    await page.reload();
    await waitForState(page, 'connected');
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop();
});

test('the Disconnect button frees the slot', async t => {
    const {oriel, browser} = await share(t);
    const page = await connectPage(t, browser, oriel.share.link);
    await page.click('#disconnect');
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    const {reason, link} = await oriel.event('password');
    assert.equal(reason, 'renewed');
    await connectPage(t, browser, link);
    await oriel.stop();
});

test("vnc.html speaks VNC Authentication and honours noVNC's parameters", async t => {
    const {oriel, browser} = await share(t);
    const page = await newPage(t, browser);
    await page.goto(
        `${oriel.origin}/vnc.html?path=websockify&autoconnect=1&view_only=1` +
            `#password=${oriel.password}`
    );
    await waitForState(page, 'connected');
    await page.close();
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    assert.equal((await oriel.event('password')).reason, 'renewed', 'no ticket, no kept slot');
    assert.equal((await post(oriel, 'resume', {resume: 'x'})).status, 410);
    await oriel.stop();
});
