// Typing on a phone: whole words of any script, and keys for what is no text.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {newPage, openLink, startBrowser, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {arrives} from '../lib/typed.mjs';
import {startDesktop, startEditor, startRecorder, startTerminal} from '../lib/xserver.mjs';

const phone = {
    viewport: {width: 390, height: 844},
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 3,
};

async function visit(t, startProgram) {
    const x = await startDesktop(t);
    const program = await startProgram(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await newPage(t, await startBrowser(t), phone);
    await openLink(page, oriel.share.link);
    await waitForState(page, 'connected');
    await page.tap('#keyboard');
    const session = await page.context().newCDPSession(page);
    return {x, program, oriel, page, ime: new InputMethod(session)};
}

/** What a phone's keyboard does: a word is composed piece by piece, then put down. */
class InputMethod {
    #session;

    constructor(session) {
        this.#session = session;
    }

    compose(text) {
        const end = text.length;
        return this.#session.send('Input.imeSetComposition', {
            text,
            selectionStart: end,
            selectionEnd: end,
        });
    }

    commit(text) {
        return this.#session.send('Input.insertText', {text});
    }

    /** Composes `steps`, of which the last is put down. */
    async word(...steps) {
        for (const step of steps) await this.compose(step);
        await this.commit(steps.at(-1));
    }
}

/** A key of the row; those far to the right are scrolled to. */
const key = (page, name) => page.locator('#key-row').getByText(name, {exact: true}).tap();

test('composed words of many scripts arrive as they were put down', async t => {
    const {program, oriel, page, ime} = await visit(t, startTerminal);
    const words = [
        ['G', 'Gr', 'Gru', 'Grüße'], // corrected when it was finished
        ['К', 'Ка', 'Кар', 'Карта'],
        ['γ', 'γλ', 'γλώσσα'],
        ['س', 'سل', 'سلام'],
        ['न', 'नम', 'नमस्ते'],
        ['k', 'ka', 'kan', 'かん', '漢字'],
        ['ㅎ', '하', '한', '한국'],
        ['שלום'],
        ['🙂'],
    ];
    for (const steps of words) {
        await ime.word(...steps);
        await ime.commit(' ');
    }
    await page.keyboard.press('Enter');
    await arrives(program, `${words.map(steps => steps.at(-1)).join(' ')} \n`);
    assert.equal((await page.inputValue('#typing')).replaceAll('\u200b', ''), '', 'a new line');
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

test('a word is sent when it is finished, not while it grows', async t => {
    const {program, oriel, ime} = await visit(t, startRecorder);
    const typed = () =>
        program.events().filter(({type}) => type === 'KeyPress').map(({keysym}) => keysym);
    await ime.compose('wr');
    await ime.compose('wrong');
    await ime.compose('ri');
    await ime.commit('right');
    await program.until('the word', () => typed().length >= 5);
    assert.deepEqual(typed(), [...'right']);
    await oriel.stop();
});

test('corrections take back what was sent, a backspace goes on beyond it', async t => {
    const {program, oriel, page, ime} = await visit(t, startEditor);
    await ime.word('teh');
    // A keyboard that corrects the word before the space.
    await page.evaluate(() => {
        const field = document.querySelector('#typing');
        field.value = field.value.replace('teh', 'the ');
        field.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText'}));
    });
    await ime.commit('cat');
    for (let count = 0; count < 3; count++) await page.keyboard.press('Backspace');
    await ime.commit('dog');
    // The field forgets what it held; the desktop's text is still to be deleted.
    await page.evaluate(() => document.querySelector('#typing').blur());
    await page.tap('#typing');
    await page.keyboard.press('Backspace');
    // So do keyboards that tell of no key but change the field.
    await page.evaluate(() => document.execCommand('delete'));
    await ime.commit('uck');
    await key(page, 'Ctrl');
    await ime.commit('s');
    await arrives(program, 'the duck');
    await oriel.stop();
});

test('keys of the row; modifiers for one key, and locked', async t => {
    const {program, oriel, page, ime} = await visit(t, startRecorder);
    const events = () =>
        program
            .events()
            .filter(({keysym}) => keysym)
            .map(({type, keysym}) => (type === 'KeyPress' ? '+' : '-') + keysym);
    let seen = 0;
    const expect = async (what, ...expected) => {
        await program.until(what, () => events().length >= seen + expected.length);
        assert.deepEqual(events().slice(seen), expected, what);
        seen += expected.length;
    };
    const rowKeys = {
        Esc: 'Escape', Tab: 'Tab', '←': 'Left', '↑': 'Up', '↓': 'Down', '→': 'Right',
        Home: 'Home', End: 'End', F1: 'F1', F12: 'F12',
    };
    for (const [label, keysym] of Object.entries(rowKeys)) {
        await key(page, label);
        await expect(label, `+${keysym}`, `-${keysym}`);
    }
    await ime.compose('no');
    await key(page, 'Tab');
    await expect('what was composed goes first', '+n', '-n', '+o', '-o', '+Tab', '-Tab');
    await ime.compose('x');
    await key(page, 'Ctrl');
    await expect('Ctrl goes down', '+x', '-x', '+Control_L');
    await ime.compose('C'); // a keyboard that composes, and begins with a capital
    await expect('Ctrl+C at once', '+c', '-c', '-Control_L');
    await ime.commit('');
    await key(page, 'Alt');
    await key(page, '→');
    await expect('Alt+Right', '+Alt_L', '+Right', '-Right', '-Alt_L');
    await page.locator('#key-row').getByText('Ctrl', {exact: true}).click({clickCount: 2});
    assert.equal(await page.locator('#key-row .locked').textContent(), 'Ctrl');
    await key(page, 'Tab');
    await key(page, 'Tab');
    await expect('locked', '+Control_L', '+Tab', '-Tab', '+Tab', '-Tab');
    await key(page, 'Ctrl');
    await expect('unlocked', '-Control_L');
    assert.equal(
        await page.evaluate(() => document.activeElement.id),
        'typing',
        "the phone's keyboard stayed"
    );
    await oriel.stop();
});

test('the picture and the bar share the window, and the keyboard leaves by its button', async t => {
    const {oriel, page} = await visit(t, startTerminal);
    const boxes = await page.evaluate(() =>
        ['#screen', '#text-bar', '#typing'].map(name => {
            const {top, bottom, height} = document.querySelector(name).getBoundingClientRect();
            return {top, bottom, height};
        })
    );
    assert.ok(boxes[0].bottom <= boxes[1].top, 'nothing covers the picture');
    assert.ok(boxes[1].bottom <= 844);
    assert.ok(boxes[2].height >= 44);
    await page.tap('#keyboard');
    assert.equal(await page.isVisible('#text-bar'), false);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
    await oriel.stop();
});
