// The page in the viewer's language, read from the left or from the right.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {newPage, openLink, startBrowser, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';

const textsOf = tag => JSON.parse(
    readFileSync(new URL(`../../translations/web/${tag}.json`, import.meta.url), 'utf8'));
const phone = {viewport: {width: 360, height: 740}, hasTouch: true, isMobile: true};

async function open(t, options) {
    const oriel = await startOriel(t);
    const page = await newPage(t, await startBrowser(t), options);
    return {oriel, page};
}

const connectSays = (page, words) =>
    page.waitForFunction(wanted => document.querySelector('#connect').textContent === wanted, words);

for (const [locale, tag] of [
    ['ar-EG', 'ar'],
    ['pt-PT', 'pt-BR'],
    ['zh-HK', 'zh-Hant'],
]) {
    test(`a person with ${locale} reads ${tag}, and nothing else is fetched`, async t => {
        const {oriel, page} = await open(t, {locale});
        const fetched = [];
        page.on('request', request => {
            const name = /assets\/(.+)-\w{8}\.js$/.exec(request.url())?.[1];
            if (/^\w\w(-\w+)?$/.test(name)) fetched.push(name);
        });
        await page.goto(oriel.share.link);
        const texts = textsOf(tag);
        await connectSays(page, texts['lobby.connect']);
        assert.equal(await page.getAttribute('html', 'lang'), tag);
        assert.equal(await page.getAttribute('html', 'dir'), tag === 'ar' ? 'rtl' : 'ltr');
        assert.equal(await page.inputValue('#language'), tag);
        assert.equal(
            await page.textContent('#status'),
            `${texts['idle.ready']} ${texts['idle.ready.next']}`
        );
        assert.deepEqual(fetched, [tag]);
        assert.deepEqual(page.problems, []);
        await oriel.stop();
    });
}

test('another language is a choice, taken at once and remembered', async t => {
    const {oriel, page} = await open(t);
    await page.goto(oriel.share.link);
    await connectSays(page, 'Connect');
    await page.selectOption('#language', 'he');
    await connectSays(page, textsOf('he')['lobby.connect']);
    assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
    assert.equal(await page.inputValue('#password'), oriel.password, 'still there');
    await page.reload();
    await connectSays(page, textsOf('he')['lobby.connect']);
    await page.selectOption('#language', 'en');
    await connectSays(page, 'Connect');
    assert.equal(await page.getAttribute('html', 'dir'), 'ltr');
    await oriel.stop();
});

test('the desktop does not wait for the language, and what is there is said in it later', async t => {
    const {oriel, page} = await open(t, {locale: 'fr'});
    let letGo;
    const wanted = new Promise(resolve => (letGo = resolve));
    await page.route('**/assets/fr-*', async route => {
        await wanted;
        await route.continue();
    });
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).opacity), '1');
    letGo();
    await page.waitForSelector('html[lang=fr]');
    assert.equal(await page.getAttribute('#disconnect', 'title'), textsOf('fr')['bar.disconnect']);
    await oriel.stop();
});

test('a language that does not arrive is English', async t => {
    const {oriel, page} = await open(t, {locale: 'ja'});
    await page.route('**/assets/ja-*', route => route.abort());
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.getAttribute('#disconnect', 'title'), 'Disconnect');
    await oriel.stop();
});

test('from right to left all is mirrored but the picture, the password and keys', async t => {
    const {oriel, page} = await open(t, {locale: 'he', ...phone});
    await page.goto(oriel.share.link);
    await page.waitForSelector('html[dir=rtl]');
    const direction = name =>
        page.evaluate(id => getComputedStyle(document.querySelector(id)).direction, name);
    assert.equal(await direction('#status'), 'rtl');
    assert.equal(await direction('#password'), 'ltr');
    await page.tap('#connect');
    await waitForState(page, 'connected');
    await page.tap('#keyboard');
    assert.equal(await direction('#screen'), 'ltr');
    assert.equal(await direction('#key-row'), 'ltr');
    const box = id => page.locator(id).boundingBox();
    assert.ok((await box('#state')).x > (await box('#disconnect')).x, 'the bar begins at the right');
    const row = page.locator('#key-row button');
    assert.ok((await row.first().boundingBox()).x < (await row.nth(1).boundingBox()).x);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    // The arrow keys go where they point to.
    await page.focus('#view');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'keyboard');
    await oriel.stop();
});

/** Says the page in this language, also where the choice of one is not to be seen. */
async function speak(page, tag) {
    await page.$eval('#language', (select, value) => {
        select.value = value;
        select.dispatchEvent(new Event('change'));
    }, tag);
    await page.waitForSelector(`html[lang="${tag}"]`);
}

/** What has no room in the window, or not for its own words. */
const cramped = page => page.$$eval('button, h1, #status, label, footer *, dt, dd', list =>
    list
        .filter(element => element.checkVisibility() && !element.closest('#key-row'))
        .filter(element => {
            const {left, right} = element.getBoundingClientRect();
            const outside = left < -0.5 || right > innerWidth + 0.5;
            const inline = element.clientWidth === 0;
            return outside || (!inline && element.scrollWidth > element.clientWidth + 1);
        })
        .map(element => element.outerHTML.slice(0, 80)));

for (const [name, options] of Object.entries({
    'a phone': phone,
    'the narrowest bar with words': {viewport: {width: 960, height: 700}},
})) {
    test(`every language has room: ${name}`, async t => {
        const {oriel, page} = await open(t, options);
        const tight = [];
        const check = async (tags, view) => {
            for (const tag of tags) {
                await speak(page, tag);
                tight.push(...(await cramped(page)).map(what => `${tag} ${view}: ${what}`));
            }
        };
        await page.goto(oriel.share.link);
        const tags = await page.$$eval('#language option', list => list.map(({value}) => value));
        assert.equal(tags.length, 18);
        await check(tags, 'lobby');
        await page.click('#connect');
        await waitForState(page, 'connected');
        for (const panel of ['view', 'state']) {
            await page.click(`#${panel}`);
            await check(tags, panel);
        }
        assert.deepEqual(tight, []);
        await oriel.stop();
    });
}
