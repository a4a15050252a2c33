// The page for everybody: with a screen reader, by keyboard alone, without motion.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';

import {connectPage, newPage, startBrowser, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {openToViews, views} from '../lib/views.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const laptop = {viewport: {width: 1280, height: 800}};
const phone = {viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true};

function share(t) {
    const {args, password} = openToViews;
    return startOriel(t, args, {input: password});
}

/** What axe-core finds serious or critical on the page as it is, a line each. */
async function findings(page, rules) {
    // By the debugger: the page's own policy forbids foreign scripts.
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const {violations} = await page.evaluate(
        only => window.axe.run({
            resultTypes: ['violations'],
            ...(only && {runOnly: {type: 'rule', values: only}}),
        }),
        rules
    );
    return violations
        .filter(({impact}) => impact === 'serious' || impact === 'critical')
        .flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
            `${id}: ${html} ${failureSummary}`));
}

/** Dark differs in its colours only, and Arabic not in these. */
async function findingsInBoth(page) {
    if ((await page.getAttribute('html', 'dir')) === 'rtl') return findings(page);
    const light = await findings(page);
    await page.emulateMedia({colorScheme: 'dark'});
    const dark = await findings(page, ['color-contrast']);
    await page.emulateMedia({colorScheme: 'light'});
    return [...light, ...dark.map(line => `dark: ${line}`)];
}

test('axe-core finds what is wrong', async t => {
    const page = await newPage(t, await startBrowser(t));
    await page.setContent('<html><body><input><p style="color:#999">pale</p></body></html>');
    const found = (await findings(page)).map(line => line.split(':')[0]);
    assert.ok(found.includes('label') && found.includes('color-contrast'), found.join());
});

for (const [name, options] of Object.entries({
    laptop,
    phone,
    'phone in Arabic': {...phone, locale: 'ar'},
})) {
    test(`axe-core finds nothing serious in any view: ${name}`, async t => {
        const oriel = await share(t);
        const page = await newPage(t, await startBrowser(t), options);
        const all = [];
        let count = 0;
        for await (const view of views(page, {...openToViews, origin: oriel.origin})) {
            all.push(...(await findingsInBoth(page)).map(line => `${view}: ${line}`));
            ++count;
        }
        assert.deepEqual(all, []);
        assert.ok(count > 20, `${count} views`);
        await oriel.stop();
    });
}

/** What can be operated now, and what Tab reaches on its way round, by id or words. */
async function tabRound(page) {
    const wanted = await page.$$eval('button, input, select, textarea, a[href]', list =>
        list
            .filter(element => element.checkVisibility({visibilityProperty: true}))
            .filter(element => !element.disabled && !element.closest('[inert]'))
            .map(element => element.id || element.textContent));
    const reached = [];
    const unseen = [];
    for (let step = 0; step < wanted.length + 2; ++step) {
        await page.keyboard.press('Tab');
        const [name, outlined] = await page.evaluate(() => {
            const element = document.activeElement;
            const {outlineStyle, outlineWidth} = getComputedStyle(element);
            const shown = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
            return [element.id || element.textContent, shown];
        });
        reached.push(name);
        if (!outlined && wanted.includes(name)) unseen.push(name);
    }
    return {missed: wanted.filter(name => !reached.includes(name)), unseen, count: wanted.length};
}

async function assertTabRound(page, least) {
    const {missed, unseen, count} = await tabRound(page);
    assert.deepEqual({missed, unseen}, {missed: [], unseen: []});
    assert.ok(count >= least, `${count} to reach`);
}

const hasPicture = page => page.evaluate(() => document.activeElement.tagName === 'CANVAS');

test('the keyboard alone joins', async t => {
    const oriel = await startOriel(t);
    const page = await newPage(t, await startBrowser(t));
    await page.goto(`${oriel.origin}/`);
    await assertTabRound(page, 4);
    await page.focus('#password');
    await page.keyboard.type(oriel.password);
    await page.keyboard.press('Enter');
    await waitForState(page, 'connected');
    assert.ok(await hasPicture(page));
    await oriel.stop();
});

test('the keyboard alone reaches every tool and panel, and Escape leads back', async t => {
    const oriel = await startOriel(t);
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const panels = {
        'state': 'state-panel',
        'view': 'view-panel',
        'keys': 'keys-panel',
        'clipboard': 'clipboard-panel',
        'keyboard': 'text-bar',
    };
    for (const [tool, panel] of Object.entries(panels)) {
        await page.keyboard.press('Control+Alt+Shift');
        while ((await page.evaluate(() => document.activeElement.id)) !== tool)
            await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await page.waitForSelector(`#${panel}`);
        await assertTabRound(page, 7);
        await page.focus(tool === 'keyboard' ? '#typing' : `#${tool}`);
        await page.keyboard.press('Escape');
        assert.equal(await page.isVisible(`#${panel}`), false, panel);
        assert.ok(await hasPicture(page), `from ${panel}`);
    }
    await oriel.stop();
});

test('nothing moves for a person who wants that', async t => {
    const oriel = await share(t);
    const page = await newPage(t, await startBrowser(t), {reducedMotion: 'reduce'});
    await page.route('**/api/join', () => {}); // no answer: the page goes on waiting
    await page.goto(oriel.share.link);
    await page.fill('#password', openToViews.password);
    await page.click('#connect');
    await waitForState(page, 'connecting');
    const moving = () => page.evaluate(() => document.getAnimations().length);
    assert.equal(await moving(), 0);
    await page.emulateMedia({reducedMotion: 'no-preference'});
    await page.waitForFunction(() => document.getAnimations().length > 0);
    await oriel.stop();
});
