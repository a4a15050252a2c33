// More of the page in the other engines: files both ways, the paste keys, and the page for who can't
// see or has no mouse.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';

import {toWindow} from '../lib/browser.mjs';
import {engines} from '../lib/engines.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function visit(t, page) {
    const x = await startDesktop(t, {width: 800, height: 600});
    const folder = join(x.env.HOME, 'taken');
    await mkdir(folder);
    const args = ['--display', x.display, '--take-files', '--files', folder];
    const oriel = await startOriel(t, args, {home: x.env});
    await page.goto(oriel.share.link);
    return {x, oriel, folder};
}

async function connect(page) {
    await page.click('#connect');
    await page.untilState('connected');
}

/** What axe-core finds serious or critical. As code of its own: the page's policy forbids eval. */
async function findings(page) {
    const found = await page.evaluate(`async () => {
        ${axe};
        const {violations} = await window.axe.run({resultTypes: ['violations']});
        return violations.filter(({impact}) => impact === 'serious' || impact === 'critical')
            .map(({id, nodes}) => id + ': ' + nodes.map(({html}) => html).join(' '));
    }`);
    return found;
}

const rowSays = (page, name, words) =>
    eventually(20000, `${name}: ${words}`, () =>
        page.evaluate(
            (named, said) =>
                [...document.querySelectorAll('#files-list li')].some(
                    ({textContent}) => textContent.includes(named) && textContent.includes(said)
                ),
            name,
            words
        ));

for (const [name, {start, skip}] of Object.entries(engines)) {
    test(`${name}: files go both ways`, {skip}, async t => {
        const page = await start(t);
        const {x, oriel, folder} = await visit(t, page);
        await connect(page);
        await page.evaluate(() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['from outside: ü'], 'dropped ü.txt'));
            const drop = new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true});
            document.querySelector('#screen').dispatchEvent(drop);
        });
        await rowSays(page, 'dropped ü.txt', 'Sent');
        assert.equal(readFileSync(join(folder, 'dropped ü.txt'), 'utf8'), 'from outside: ü');
        assert.equal((await oriel.event('file-ended')).reason, 'done');

        const own = join(x.env.HOME, 'own ü.bin');
        writeFileSync(own, Buffer.alloc(3_000_000, 'own'));
        await oriel.act('--send-file', own);
        await rowSays(page, 'own ü.bin', 'sends you');
        await page.click('#files-list button');
        await rowSays(page, 'own ü.bin', 'Downloaded');
        assert.equal((await oriel.event('file-ended')).reason, 'done');
        await oriel.stop();
    });

    test(`${name}: what was copied is pasted by the keys, without a permission`, {skip}, async t => {
        const page = await start(t);
        const {x, oriel} = await visit(t, page);
        await connect(page);
        const text = 'copied by the viewer: Straße 漢字';
        await page.evaluate(value => {
            const field = document.createElement('textarea');
            field.value = value;
            document.body.append(field);
            field.select();
        }, text);
        await page.press('Control', 'c');
        await page.evaluate(() => document.body.lastElementChild.remove());
        await page.clickAt(await toWindow(page, {x: 400, y: 300}));
        await page.press('Control', 'v');
        await eventually(15000, "the host's clipboard", async () => (await x.clipboard()) === text);
        await oriel.stop();
    });

    test(`${name}: axe-core finds nothing serious, and keys lead to the tools and back`, {skip}, async t => {
        const page = await start(t);
        const {oriel} = await visit(t, page);
        assert.deepEqual(await findings(page), []);
        await connect(page);
        await page.press('Control', 'Alt', 'Shift');
        assert.notEqual(await page.evaluate(() => document.activeElement.closest('#bar')), null);
        for (const panel of ['state', 'view', 'keys', 'files', 'clipboard']) {
            await eventually(5000, `the way to ${panel}`, async () => {
                if (await page.evaluate(id => document.activeElement.id === id, panel)) return true;
                await page.press('ArrowRight');
                return false;
            });
            await page.press('Enter');
            assert.deepEqual(await findings(page), [], panel);
        }
        await page.press('Escape');
        assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
        await oriel.stop();
    });
}
