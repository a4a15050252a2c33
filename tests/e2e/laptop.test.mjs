// Typing on a laptop: what the browser composes, what it keeps, what must not stay pressed.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    Keyboard,
    newPage,
    openLink,
    pointAt,
    startBrowser,
    waitForState,
} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {arrives} from '../lib/typed.mjs';
import {startDesktop, startRecorder, startTerminal} from '../lib/xserver.mjs';

async function visit(t, startProgram, {init, options} = {}) {
    const x = await startDesktop(t);
    const program = await startProgram(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), options);
    if (init) await page.addInitScript(init);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    const session = await page.context().newCDPSession(page);
    const keys = () =>
        program
            .events()
            .filter(({keysym}) => keysym)
            .map(({type, keysym}) => (type === 'KeyPress' ? '+' : '-') + keysym);
    return {x, program, oriel, page, session, keys};
}

const hasPicture = page => page.evaluate(() => document.activeElement.tagName === 'CANVAS');

test('dead keys and input methods compose on the picture', async t => {
    const {program, oriel, page, session} = await visit(t, startTerminal);
    const keyboard = await Keyboard.of(page);
    const compose = text =>
        session.send('Input.imeSetComposition', {
            text,
            selectionStart: text.length,
            selectionEnd: text.length,
        });
    const raw = (type, key, code, more) =>
        session.send('Input.dispatchKeyEvent', {type, key, code, ...more});

    await page.keyboard.type('caf');
    // A dead key as Chromium tells of it on a Mac: the accent is composed, then becomes a letter.
    await raw('rawKeyDown', 'Dead', 'BracketLeft');
    await compose('´');
    await raw('keyUp', 'Dead', 'BracketLeft');
    await raw('rawKeyDown', 'e', 'KeyE', {windowsVirtualKeyCode: 229});
    await session.send('Input.insertText', {text: 'é'});
    await raw('keyUp', 'e', 'KeyE');
    await page.keyboard.type(' ');
    // And as on Windows: the letter after it is another one, which it writes.
    await raw('rawKeyDown', 'Dead', 'BracketLeft');
    await raw('keyUp', 'Dead', 'BracketLeft');
    await keyboard.press('ô', 'KeyO');
    await page.keyboard.type(' o ');

    await raw('rawKeyDown', 'Process', 'KeyK', {windowsVirtualKeyCode: 229});
    await compose('か');
    assert.equal(await page.textContent('#composing'), 'か');
    await compose('漢字');
    await session.send('Input.insertText', {text: '漢字'});
    await raw('keyUp', 'k', 'KeyK');
    await page.keyboard.press('Enter');
    await arrives(program, 'café ô o 漢字\n');
    assert.equal(await page.isVisible('#composing'), false);
    assert.ok(await hasPicture(page));
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

test('where the picture cannot compose, the text bar does', async t => {
    const {program, oriel, page, session} = await visit(t, startTerminal, {
        init: () => delete window.EditContext,
    });
    await session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'Process',
        code: 'KeyK',
        windowsVirtualKeyCode: 229,
    });
    await page.waitForSelector('#text-bar:not([hidden])');
    await session.send('Input.imeSetComposition', {text: '漢', selectionStart: 1, selectionEnd: 1});
    await session.send('Input.insertText', {text: '漢'});
    await page.keyboard.press('Enter');
    await arrives(program, '漢\n');
    await page.keyboard.press('Escape');
    assert.ok(await hasPicture(page));
    await oriel.stop();
});

test("a Mac's Command key is Ctrl or Super, as chosen, and is not left down", async t => {
    const {program, oriel, page, keys} = await visit(t, startRecorder, {
        init: () => Object.defineProperty(Navigator.prototype, 'platform', {value: 'MacIntel'}),
    });
    await page.keyboard.press('Meta+c');
    await program.until('Ctrl+C', () => keys().length === 4);
    assert.deepEqual(keys(), ['+Control_L', '+c', '-c', '-Control_L']);
    await page.click('#keys');
    await page.click('#command >> text=Super');
    await page.click('#keys');
    await page.keyboard.press('Meta+v');
    await program.until('Super+V', () => keys().length === 8);
    assert.deepEqual(keys().slice(4), ['+Super_L', '+v', '-v', '-Super_L']);
    await page.keyboard.down('Meta');
    await program.until('Super', () => keys().length === 9);
    await page.evaluate(() => document.activeElement.blur());
    await program.until('it to be let go', () => keys().at(-1) === '-Super_L');
    await oriel.stop();
});

test('chords of the menu', async t => {
    const {program, oriel, page, keys} = await visit(t, startRecorder);
    await page.click('#keys');
    await page.click('#chords >> text="Ctrl+W"');
    await program.until('Ctrl+W', () => keys().length === 4);
    assert.deepEqual(keys(), ['+Control_L', '+w', '-w', '-Control_L']);
    await page.click('#chords >> text="Ctrl+Shift+T"');
    await program.until('Ctrl+Shift+T', () => keys().length === 10);
    assert.deepEqual(
        keys().slice(4).map(key => key.toLowerCase()),
        ['+control_l', '+shift_l', '+t', '-t', '-shift_l', '-control_l']
    );
    await page.click('#chords >> text="F11"');
    await program.until('F11', () => keys().at(-1) === '-F11');
    assert.ok(await hasPicture(page), 'the picture kept the keyboard');
    await oriel.stop();
});

test('a modifier of the row counts for the next key or click on the picture', async t => {
    const {program, oriel, page, keys} = await visit(t, startRecorder);
    await page.click('#keyboard');
    const place = await pointAt(page, program.centre);
    await page.mouse.click(place.x, place.y); // the picture has the keyboard again
    await page.click('#key-row >> text="Ctrl"');
    await page.keyboard.press('a');
    await program.until('Ctrl+A', () => keys().length === 4);
    assert.deepEqual(keys(), ['+Control_L', '+a', '-a', '-Control_L']);
    await page.click('#key-row >> text="Ctrl"');
    await pointAt(page, program.centre);
    await page.mouse.down();
    await page.mouse.up();
    const events = await program.until('Ctrl and a click', () => keys().length === 6);
    assert.deepEqual(
        events.slice(-4).map(({type, keysym, button}) => [type, keysym ?? button]),
        [
            ['KeyPress', 'Control_L'],
            ['ButtonPress', 1],
            ['ButtonRelease', 1],
            ['KeyRelease', 'Control_L'],
        ]
    );
    assert.equal(await page.locator('#key-row [aria-pressed=true]').count(), 0);
    await oriel.stop();
});

test('nothing stays down when the window or the picture loses the keyboard', async t => {
    const {program, oriel, page, keys} = await visit(t, startRecorder);
    await page.keyboard.down('Shift');
    await page.keyboard.down('Control');
    await program.until('two keys', () => keys().length === 2);
    await page.click('#clipboard'); // there is something to type into, so it takes the keyboard
    await program.until('both up', () => keys().length === 4);
    await page.keyboard.up('Control');
    await page.keyboard.up('Shift');
    await page.click('#clipboard');

    const place = await pointAt(page, program.centre);
    await page.mouse.down();
    await page.mouse.move(place.x + 10, place.y);
    await program.until('a button', list => list.some(({button}) => button === 1));
    await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', {value: true, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    });
    const events = await program.until('the button up', list =>
        list.some(({type}) => type === 'ButtonRelease'));
    const [down, up] = events.filter(({button}) => button);
    assert.ok(up.x >= down.x && up.x < down.x + 20, 'where the mouse was');
    await oriel.stop();
});

test('the keyboard alone leads to the tools and back', async t => {
    const {program, oriel, page, keys} = await visit(t, startRecorder);
    await page.keyboard.down('Control');
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    assert.equal(await page.evaluate(() => document.activeElement.closest('#bar') !== null), true);
    for (const key of ['Shift', 'Alt', 'Control']) await page.keyboard.up(key);
    await program.until('all let go', () => keys().length === 4);
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.closest('#bar') !== null), true);
    await page.keyboard.press('Escape');
    assert.ok(await hasPicture(page));
    await page.keyboard.press('a');
    await program.until('a key', () => keys().at(-1) === '-a');
    await oriel.stop();
});

test('full screen takes the keys that the browser would keep', async t => {
    const {oriel, page} = await visit(t, startTerminal, {
        init: () => {
            window.locks = [];
            const keyboard = {
                lock: async () => window.locks.push('lock'),
                unlock: () => window.locks.push('unlock'),
            };
            Object.defineProperty(Navigator.prototype, 'keyboard', {value: keyboard});
        },
    });
    await page.click('#full-screen');
    await page.waitForFunction(() => window.locks.at(-1) === 'lock');
    assert.ok(await hasPicture(page));
    await page.click('#full-screen');
    await page.waitForFunction(() => window.locks.at(-1) === 'unlock');
    await oriel.stop();
});
