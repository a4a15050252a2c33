// Copied here, pasted there, both ways and with Unicode.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {connectPage, startBrowser} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {savedText, startDesktop, startEditor} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const text = 'Straße, café, 漢字, 🙂\nsecond line';
const permissions = ['clipboard-read', 'clipboard-write'];

test("what is copied on the host is in the viewer's clipboard", async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link, {permissions});
    x.copy(t, text);
    await eventually(15000, 'the text in the panel', () =>
        page.evaluate(wanted => document.querySelector('#clipboard-text').value === wanted, text)
    );
    await eventually(15000, 'the text in the browser', () =>
        page.evaluate(async wanted => (await navigator.clipboard.readText()) === wanted, text)
    );
    await oriel.stop();
});

test('what the viewer puts into the panel can be pasted on the host', async t => {
    const x = await startDesktop(t);
    const editor = await startEditor(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await page.click('#clipboard');
    await page.fill('#clipboard-text', text);
    await eventually(15000, "the host's clipboard", async () => (await x.clipboard()) === text);
    await page.click('#clipboard');
    await page.keyboard.press('Control+v');
    await savedText(page, editor, text);
    await oriel.stop();
});

test('what the viewer has copied is there when it comes, where the browser allows it', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const browser = await startBrowser(t);
    const context = await browser.newContext({ignoreHTTPSErrors: true, permissions});
    atEnd(t, () => context.close().catch(() => {}));
    const page = await context.newPage();
    await page.goto(oriel.share.link);
    await page.evaluate(wanted => navigator.clipboard.writeText(wanted), 'brought along: 漢 🙂');
    await page.click('#connect');
    await eventually(
        15000,
        "the host's clipboard",
        async () => (await x.clipboard()) === 'brought along: 漢 🙂'
    );
    await oriel.stop();
});

test('a large text passes, one beyond the limit stays away', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const large = 'ß漢🙂x'.repeat(20000);
    await page.click('#clipboard');
    await page.fill('#clipboard-text', large);
    await eventually(20000, 'the large text', async () => (await x.clipboard()) === large);
    const huge = x.copy(t, 'y'.repeat(1100000));
    await eventually(15000, 'Oriel to look at the huge text', () =>
        /request number 2/.test(huge.stderr)
    );
    x.copy(t, 'small again');
    await eventually(15000, 'the small one', () =>
        page.evaluate(() => document.querySelector('#clipboard-text').value === 'small again')
    );
    await oriel.stop();
});

for (const option of ['--no-clipboard', '--view-only']) {
    test(`with ${option} nothing passes and nothing is offered`, async t => {
        const x = await startDesktop(t);
        const oriel = await startOriel(t, ['--display', x.display, option], {home: x.env});
        const page = await connectPage(t, await startBrowser(t), oriel.share.link, {permissions});
        assert.ok(!(await page.isVisible('#clipboard')));
        x.copy(t, 'secret of the host');
        await eventually(
            10000,
            'the copy',
            async () => (await x.clipboard()) === 'secret of the host'
        );
        await x.run('xsetroot', ['-solid', '#224466']);
        await eventually(10000, 'the new colour', () =>
            page.evaluate(
                () =>
                    document
                        .querySelector('#screen canvas')
                        .getContext('2d')
                        .getImageData(3, 3, 1, 1).data[2] === 0x66
            )
        );
        assert.equal(await page.inputValue('#clipboard-text'), '');
        await oriel.stop();
    });
}
