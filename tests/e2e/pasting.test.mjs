// The keys that paste, pictures, and what is too large: the clipboard beyond a text that comes by itself.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {connectPage, startBrowser} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {makePng, pixelsOf} from '../lib/png.mjs';
import {savedText, startDesktop, startEditor} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const text = 'Straße, café, 漢字, 🙂\nsecond line';
const permissions = ['clipboard-read', 'clipboard-write'];
const picture = makePng(60, 40);
const pixels = pixelsOf(60, 40);

/** Copies in another window of the same browser, by hand: that needs nobody's permission. */
async function copyElsewhere(page, words) {
    const other = await page.context().newPage();
    await other.setContent('<textarea></textarea>');
    await other.fill('textarea', words);
    await other.focus('textarea');
    await other.keyboard.press('Control+a');
    await other.keyboard.press('Control+c');
    await page.bringToFront();
    await other.close();
}

/** R, G, B of the picture in the browser's clipboard; null without one. */
async function pictureOf(page) {
    const bytes = await page.evaluate(async () => {
        const items = await navigator.clipboard.read();
        const item = items.find(({types}) => types.includes('image/png'));
        if (!item) return null;
        const bitmap = await createImageBitmap(await item.getType('image/png'));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const {data} = context.getImageData(0, 0, bitmap.width, bitmap.height);
        return [...data].filter((_, index) => index % 4 !== 3);
    });
    return bytes && Buffer.from(bytes);
}

test('without any permission, the keys that paste bring what they paste', async t => {
    const x = await startDesktop(t);
    const editor = await startEditor(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    for (const words of ['first ', text]) {
        await copyElsewhere(page, words);
        await page.focus('#screen canvas');
        await page.keyboard.press('Control+v');
    }
    await savedText(page, editor, `first ${text}`);
    assert.equal(await x.clipboard(), text);
    // What was entered since is meant, not what was copied before.
    await page.click('#clipboard');
    await page.fill('#clipboard-text', 'entered');
    await eventually(15000, "the host's clipboard", async () => (await x.clipboard()) === 'entered');
    await page.click('#clipboard');
    await page.keyboard.press('Control+v');
    await savedText(page, editor, `first ${text}entered`);
    await oriel.stop();
});

test('a picture that is copied on the host can be pasted by the viewer', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link, {permissions});
    x.copyPicture(t, picture);
    await eventually(15000, "the picture in the browser's clipboard", async () =>
        (await pictureOf(page))?.equals(pixels)
    );
    await page.click('#clipboard');
    assert.ok(await page.isVisible('#clipboard-picture'));
    x.copy(t, 'and a text');
    await page.waitForSelector('#clipboard-picture', {state: 'hidden'});
    await oriel.stop();
});

test('a picture that the viewer copied is pasted on the host', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link, {permissions});
    await page.evaluate(async bytes => {
        const blob = new Blob([new Uint8Array(bytes)], {type: 'image/png'});
        await navigator.clipboard.write([new ClipboardItem({'image/png': blob})]);
    }, [...picture]);
    await page.focus('#screen canvas');
    await page.keyboard.press('Control+v');
    await eventually(15000, "the picture in the host's clipboard", async () =>
        (await x.clipboardPicture())?.equals(pixels)
    );
    await oriel.stop();
});

test('what is too large is told, either way', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await page.click('#clipboard');
    await page.fill('#clipboard-text', 'x'.repeat(1100000));
    await page.waitForSelector('#too-large:not([hidden])');
    assert.match(await page.textContent('#too-large'), /too large/);
    await page.evaluate(() => (document.querySelector('#too-large').hidden = true)); // as in a while
    x.copy(t, 'y'.repeat(1100000));
    await page.waitForSelector('#too-large:not([hidden])');
    assert.equal(await x.clipboard(), 'y'.repeat(1100000));
    await oriel.stop();
});
