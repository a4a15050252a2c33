// Files in Chromium when something is in the way: a lost connection, a server in between, another panel.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {newPage, openLink, startBrowser, waitForState} from '../lib/browser.mjs';
import {digest, namesIn} from '../lib/files.mjs';
import {makeHome, startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {startRelay} from '../lib/relay.mjs';
import {eventually} from '../lib/wait.mjs';

const MIB = 1024 * 1024;

/** A page that sees the desktop through a network that can be cut. */
async function visit(t, {path = '', args = ['--take-files'], page: options} = {}) {
    const home = await makeHome(t);
    const folder = join(home.HOME, 'taken');
    mkdirSync(folder);
    const [outside, inside] = [await freePort(), await freePort()];
    const relay = await startRelay(t, outside, inside);
    const oriel = await startOriel(
        t,
        [
            ...['--listen', `127.0.0.1:${inside}`, '--public-url', `https://127.0.0.1:${outside}/`],
            ...['--files', folder, ...args],
        ],
        {home}
    );
    const page = await newPage(t, await startBrowser(t), options);
    await openLink(page, oriel.share.link.replace('/#', `/${path}#`));
    await waitForState(page, 'connected');
    const given = (name, bytes) => {
        writeFileSync(join(home.HOME, name), bytes);
        return join(home.HOME, name);
    };
    return {oriel, page, relay, folder, given};
}

const says = (page, name, words) =>
    page
        .locator('#files-list li', {hasText: name})
        .first()
        .locator('.file-state', {hasText: words})
        .waitFor();

test('what breaks with the connection is sent again, and what waits is not lost', async t => {
    const {oriel, page, relay, folder, given} = await visit(t);
    const big = randomBytes(60 * MIB);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const upload = throughput =>
        session.send('Network.emulateNetworkConditions', {
            offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: throughput,
        });
    await upload(4 * MIB);
    await page.setInputFiles('#files-input', [given('big.bin', big), given('next.txt', 'next')]);
    await eventually(20000, 'bytes on the disk', () =>
        namesIn(folder).some(name => statSync(join(folder, name)).size > MIB));
    await upload(-1);
    relay.cut();
    await waitForState(page, 'connected');
    await says(page, 'big.bin', 'Sent');
    await says(page, 'next.txt', 'Sent');
    assert.deepEqual(namesIn(folder), ['big.bin', 'next.txt']);
    assert.equal(digest(readFileSync(join(folder, 'big.bin'))), digest(big));
    const ends = oriel.log.filter(({event}) => event === 'file-ended').map(({reason}) => reason);
    assert.deepEqual(ends, ['withdrawn', 'done', 'done']);
    await oriel.stop();
});

test('while the host still has the last one, the next one waits', async t => {
    const {oriel, page, given} = await visit(t);
    let refused = 0;
    await page.route('**/api/files', (route, request) => {
        if (request.method() === 'POST' && refused++ === 0)
            return route.fulfill({status: 409, json: {reason: 'busy'}});
        return route.continue();
    });
    await page.setInputFiles('#files-input', given('a.txt', 'a'));
    await says(page, 'a.txt', 'Sent');
    assert.equal(refused, 2);
    await oriel.stop();
});

test('a way that passes no such file is named, and the host is not asked without end', async t => {
    const {oriel, page, given} = await visit(t);
    let asked = 0;
    let bring = route => route.fulfill({status: 413, body: '<h1>Too large</h1>'});
    await page.route('**/api/files', (route, request) => {
        if (request.method() !== 'POST') return bring(route);
        ++asked;
        return route.continue();
    });
    await page.setInputFiles('#files-input', given('a.txt', 'a'));
    await says(page, 'a.txt', 'A server on the way');
    assert.equal(asked, 1);
    assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
    bring = route => route.abort();
    await page.setInputFiles('#files-input', given('b.txt', 'b'));
    await says(page, 'b.txt', 'The connection broke');
    assert.equal(asked, 4);
    await oriel.stop();
});

test('an offer takes no panel away that is in use', async t => {
    const {oriel, page, given} = await visit(t);
    await page.click('#clipboard');
    await page.fill('#clipboard-text', 'half a');
    await oriel.act('--send-file', given('own.txt', 'x'));
    await page.waitForSelector('#files[data-news]');
    assert.equal(await page.isVisible('#files-panel'), false);
    await page.locator('#clipboard-text').pressSequentially(' word');
    assert.equal(await page.inputValue('#clipboard-text'), 'half a word');
    assert.match(await page.textContent('#files-said'), /own\.txt/);
    await page.click('#clipboard');
    await says(page, 'own.txt', 'sends you');
    assert.equal(await page.getAttribute('#files', 'data-news'), null);
    await page.click('#files');
    assert.equal(await page.isVisible('#files-panel'), false, 'closed by hand');
    await oriel.act('--send-file', given('other.txt', 'x'));
    await says(page, 'other.txt', 'sends you');
    await oriel.stop();
});

test('on a phone the panel that leads to the files has the dot', async t => {
    const {oriel, page, given} = await visit(t, {page: {viewport: {width: 390, height: 760}}});
    await page.click('#clipboard');
    await oriel.act('--send-file', given('own.txt', 'x'));
    await page.waitForSelector('#view[data-news]');
    await page.focus('#view');
    for (let tool = 0; tool < 12; ++tool) {
        await page.keyboard.press('ArrowRight');
        const id = await page.evaluate(() => document.activeElement.id);
        assert.ok(await page.isVisible(`#bar #${id}`), id);
    }
    await oriel.stop();
});

test('a page that only looks on is offered nothing', async t => {
    const {oriel, page, given} = await visit(t, {path: 'vnc.html?view_only=true'});
    assert.equal(await page.isVisible('#files'), false);
    await oriel.act('--send-file', given('own.txt', 'x'));
    await oriel.act('--kick', '1');
    await waitForState(page, 'ended', 'removed');
    assert.equal(await page.locator('#files-list li').count(), 0);
    await oriel.stop();
});

test('leaving the page with files on their way is asked about', async t => {
    const {oriel, page, given} = await visit(t, {args: []});
    await page.setInputFiles('#files-input', given('a.txt', 'a'));
    await says(page, 'a.txt', 'Waiting for the host');
    const asked = page.waitForEvent('dialog');
    page.evaluate(() => location.reload()).catch(() => {}); // it never says that it stayed
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await says(page, 'a.txt', 'Waiting for the host');
    await oriel.stop();
});
