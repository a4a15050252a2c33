// What the viewer types arrives in real programs, whatever the layouts on both sides.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    Keyboard,
    connectPage,
    newPage,
    openLink,
    startBrowser,
    waitForState,
} from '../lib/browser.mjs';
import {admitted} from '../lib/fake.mjs';
import {characters, layout} from '../lib/layouts.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {encoding} from '../lib/rfb.mjs';
import {startDesktop, startEditor, startRecorder, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const keysym = {enter: 0xff0d, control: 0xffe3, shift: 0xffe1};

/** Waits for the line, and says what came instead. */
async function arrives(program, text, what = 'the text') {
    let now;
    await eventually(
        20000,
        () => `${what}: ${JSON.stringify(text)}, not ${JSON.stringify(now)}`,
        async () => (now = await program.text()) === text
    );
}

for (const host of ['us', 'de', 'fr']) {
    test(`the host's layout is ${host}`, async t => {
        const x = await startDesktop(t);
        await x.layout(host);
        const terminal = await startTerminal(t, x);
        const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
        const page = await connectPage(t, await startBrowser(t), oriel.share.link);
        const keyboard = await Keyboard.of(page);
        let typed = '';
        for (const viewer of ['us', 'de', 'fr']) {
            const line = `${characters(viewer)} The quick brown fox.`;
            await keyboard.type(line, layout(viewer));
            await keyboard.press('Enter', 'Enter');
            typed += `${line}\n`;
            await arrives(terminal, typed, `typed on ${viewer}`);
        }
        assert.deepEqual(page.problems, []);
        await oriel.stop();
    });
}

test('text on no key of the layout arrives in a terminal and in an editor', async t => {
    const text = 'é ß € 漢 🙂 ñ ł Ж あ ½ 😀';
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const browser = await startBrowser(t);
    const page = await newPage(t, browser, {hasTouch: true});
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    // Phones and input methods write whole texts into a field, not key presses.
    await page.click('#keyboard');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    await arrives(terminal, `${text}\n`);

    const editor = await startEditor(t, x);
    await page.keyboard.insertText(text);
    await page.keyboard.press('Backspace');
    await page.keyboard.insertText('!');
    await page.evaluate(() => document.querySelector('#screen canvas').focus());
    await (await Keyboard.of(page)).press('s', 'KeyS', [['Control', 'ControlLeft', 1]]);
    await arrives(editor, `${[...text].slice(0, -1).join('')}!`);
    await oriel.stop();
});

test('a keyboard that writes 漢 itself', async t => {
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const keyboard = await Keyboard.of(page);
    for (const character of 'é漢ß') await keyboard.press(character, '');
    await keyboard.press('Enter', 'Enter');
    await arrives(terminal, 'é漢ß\n');
    await oriel.stop();
});

test("a raw client's keysyms arrive, in order and at speed", async t => {
    const text = 'aäA€ß漢🙂Ωя→'.repeat(8);
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    for (const character of text) {
        const point = character.codePointAt(0);
        client.tap(point < 0x100 ? point : 0x01000000 + point);
    }
    client.tap(keysym.enter);
    await arrives(terminal, `${text}\n`);
    await oriel.stop();
});

test('chords and held keys', async t => {
    const x = await startDesktop(t);
    const editor = await startEditor(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await page.keyboard.type('one two');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+v');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Control+x');
    await page.keyboard.type('THREE');
    await page.keyboard.press('Control+s');
    await arrives(editor, 'one two\nTHREE');
    await oriel.stop();
});

test('function, arrow, keypad and modifier keys are what they are', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const keys = {
        F1: 'F1',
        F11: 'F11',
        ArrowUp: 'Up',
        PageDown: 'Next',
        Insert: 'Insert',
        Delete: 'Delete',
        Escape: 'Escape',
        ShiftRight: 'Shift_R',
        ControlRight: 'Control_R',
        Tab: 'Tab',
        NumpadMultiply: 'KP_Multiply',
        CapsLock: 'Caps_Lock',
    };
    for (const key of Object.keys(keys)) await page.keyboard.press(key);
    await page.keyboard.press('CapsLock');
    const events = await recorder.until(
        'all keys',
        list => list.filter(event => event.type === 'KeyRelease').length > Object.keys(keys).length
    );
    assert.deepEqual(
        events.filter(event => event.type === 'KeyPress').map(event => event.keysym),
        [...Object.values(keys), 'Caps_Lock']
    );
    await oriel.stop();
});

test('the layout changes while somebody types', async t => {
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel, {encodings: [encoding.raw, encoding.qemuKeys]});
    let typed = '';
    for (const name of ['de', 'fr', 'us']) {
        await x.layout(name);
        for (const character of 'zyqaw;m@{') client.tap(character.codePointAt(0));
        client.tap(keysym.enter);
        typed += 'zyqaw;m@{\n';
        await arrives(terminal, typed, `on ${name}`);
    }
    await oriel.stop();
});

test('borrowed keys are given back', async t => {
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const map = async () => (await x.run('xmodmap', ['-pke'])).stdout;
    const before = await map();
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    for (const character of '漢字🙂Ж') client.tap(0x01000000 + character.codePointAt(0));
    client.tap(keysym.enter);
    await arrives(terminal, '漢字🙂Ж\n');
    await oriel.stop();
    await eventually(5000, 'the keys to be as before', async () => (await map()) === before);
});
