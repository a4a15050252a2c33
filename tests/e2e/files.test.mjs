// Files in Chromium, both ways: chosen, dropped, offered, refused, cancelled.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {connectPage, startBrowser, waitForState} from '../lib/browser.mjs';
import {digest, namesIn} from '../lib/files.mjs';
import {makeHome, startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';

const MIB = 1024 * 1024;

async function visit(t, args = ['--take-files'], pageOptions) {
    const home = await makeHome(t);
    const folder = join(home.HOME, 'taken');
    mkdirSync(folder);
    const oriel = await startOriel(t, ['--files', folder, ...args], {home});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link, pageOptions);
    const given = name => join(home.HOME, name);
    return {oriel, page, folder, given};
}

const choose = (page, files) => page.setInputFiles('#files-input', files);
const row = (page, name) => page.locator('#files-list li', {hasText: name});
/** The newest row of that name says so. */
const says = (page, name, words) =>
    row(page, name).first().locator('.file-state', {hasText: words}).waitFor();

/** What a file manager's drag looks like to the page. */
const drag = (page, names) =>
    page.evaluateHandle(list => {
        const data = new DataTransfer();
        for (const [name, text] of list) data.items.add(new File([text], name));
        return data;
    }, names);

test('chosen files are on the host, and the panel says so', async t => {
    const {oriel, page, folder, given} = await visit(t);
    const big = randomBytes(30 * MIB);
    writeFileSync(given('big.bin'), big);
    writeFileSync(given('Grüße.txt'), 'hello');
    writeFileSync(join(folder, 'Grüße.txt'), 'there already');
    await page.click('#files');
    const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.click('#files-send'),
    ]);
    assert.equal(chooser.isMultiple(), true);
    await chooser.setFiles([given('big.bin'), given('Grüße.txt')]);
    await says(page, 'big.bin', 'Sent');
    await says(page, 'Grüße.txt', 'Sent as Grüße (2).txt');
    assert.match(await row(page, 'big.bin').textContent(), /31.5 MB/);
    assert.equal(await page.textContent('#files-said'), 'Grüße.txt: Sent as Grüße (2).txt');
    assert.equal(digest(readFileSync(join(folder, 'big.bin'))), digest(big));
    assert.equal(readFileSync(join(folder, 'Grüße.txt'), 'utf8'), 'there already');
    assert.equal(readFileSync(join(folder, 'Grüße (2).txt'), 'utf8'), 'hello');
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

test('dropped files are sent, and the page never goes to one', async t => {
    const {oriel, page, folder} = await visit(t);
    const data = await drag(page, [['dropped.txt', 'from outside']]);
    await page.dispatchEvent('#screen', 'dragenter', {dataTransfer: data});
    await page.waitForSelector('#drop');
    await page.dispatchEvent('#screen', 'dragleave', {dataTransfer: data});
    await page.waitForSelector('#drop', {state: 'hidden'});
    await page.dispatchEvent('#screen', 'dragenter', {dataTransfer: data});
    await page.dispatchEvent('#screen', 'drop', {dataTransfer: data});
    await says(page, 'dropped.txt', 'Sent');
    assert.equal(await page.isVisible('#drop'), false);
    assert.equal(readFileSync(join(folder, 'dropped.txt'), 'utf8'), 'from outside');
    await oriel.stop();
});

test('who may only look has nothing to send with, and a drop does nothing', async t => {
    const {oriel, page, folder} = await visit(t, ['--view-only']);
    assert.equal(await page.isVisible('#files'), false);
    const data = await drag(page, [['dropped.txt', 'x']]);
    const isTaken = await page.evaluate(dataTransfer => {
        const drop = new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true});
        document.querySelector('#screen').dispatchEvent(drop);
        return drop.defaultPrevented;
    }, data);
    assert.equal(isTaken, true, 'the browser would open it');
    assert.equal(await page.isVisible('#files-panel'), false);
    assert.deepEqual(namesIn(folder), []);
    await oriel.stop();
});

test('the host is asked; its no, its limit and its change of mind are told', async t => {
    const {oriel, page, folder, given} = await visit(t, ['--file-limit', '100']);
    writeFileSync(given('no.txt'), 'x');
    await choose(page, given('no.txt'));
    await says(page, 'no.txt', 'Waiting for the host');
    const asked = await oriel.event('file-asks');
    assert.deepEqual([asked.name, asked.size], ['no.txt', 1]);
    await oriel.act('--refuse-file', String(asked.file));
    await says(page, 'no.txt', 'did not take');

    writeFileSync(given('large.bin'), '');
    truncateSync(given('large.bin'), 101 * MIB);
    await choose(page, given('large.bin'));
    await says(page, 'large.bin', 'up to 104 MB');

    writeFileSync(given('slow.bin'), randomBytes(90 * MIB));
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
        offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4 * MIB,
    });
    await choose(page, given('slow.bin'));
    const {file} = await oriel.event('file-asks');
    await oriel.act('--take', String(file));
    await says(page, 'slow.bin', 'Sending');
    await eventually(20000, 'bytes on the disk', () =>
        namesIn(folder).some(name => statSync(join(folder, name)).size > MIB));
    assert.ok(await row(page, 'slow.bin').locator('progress').isVisible());
    await oriel.act('--cancel-file', String(file));
    await says(page, 'slow.bin', 'The host cancelled');
    await eventually(5000, 'nothing left', () => namesIn(folder).length === 0);

    await choose(page, given('slow.bin'));
    const again = await oriel.event('file-asks');
    await oriel.act('--take', String(again.file));
    await says(page, 'slow.bin', 'Sending');
    await row(page, 'slow.bin').first().locator('button', {hasText: 'Cancel'}).click();
    await says(page, 'slow.bin', 'Cancelled');
    await eventually(5000, 'nothing left', () => namesIn(folder).length === 0);
    await eventually(5000, 'the event', () => oriel.log.at(-1).reason === 'withdrawn');
    assert.deepEqual(page.problems.filter(text => !/Failed to load resource/.test(text)), []);
    await oriel.stop();
});

test('what the host sends is offered, and downloaded as it is', async t => {
    const {oriel, page, given} = await visit(t);
    const bytes = randomBytes(5 * MIB);
    writeFileSync(given('Bericht ü.pdf'), bytes);
    await oriel.act('--send-file', given('Bericht ü.pdf'));
    await says(page, 'Bericht', 'sends you');
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        row(page, 'Bericht').locator('button', {hasText: 'Download'}).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'Bericht ü.pdf');
    assert.equal(digest(readFileSync(await download.path())), digest(bytes));
    await says(page, 'Bericht', 'Downloaded');
    assert.equal((await oriel.event('file-ended')).reason, 'done');

    await oriel.act('--send-file', given('Bericht ü.pdf'));
    await row(page, 'Bericht').first().locator('button', {hasText: 'No, thanks'}).click();
    assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');

    await oriel.act('--send-file', given('Bericht ü.pdf'));
    await says(page, 'Bericht', 'sends you');
    await page.reload();
    await waitForState(page, 'connected');
    await says(page, 'Bericht', 'sends you');
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});
