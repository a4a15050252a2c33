// Caps Lock and Num Lock: the host's follow the viewer's, and what is typed is what is meant.
import {test} from 'node:test';

import {connectPage, startBrowser} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {arrives} from '../lib/typed.mjs';
import {startDesktop, startTerminal} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

/** A key on a keyboard whose locks the test sets: no driver of browsers has such. */
const press = (page, key, code, locks = {}) =>
    page.evaluate(
        ({key: name, code: place, caps = false, num = false}) => {
            for (const type of ['keydown', 'keyup']) {
                document.querySelector('#screen canvas').dispatchEvent(
                    new KeyboardEvent(type, {
                        key: name, code: place, bubbles: true, cancelable: true,
                        modifierCapsLock: caps, modifierNumLock: num,
                    })
                );
            }
        },
        {key, code, ...locks}
    );

async function visit(t) {
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const type = async (text, locks) => {
        for (const letter of text) await press(page, letter, `Key${letter.toUpperCase()}`, locks);
        await press(page, 'Enter', 'Enter', locks);
    };
    const isOn = async lock =>
        new RegExp(`${lock} Lock: +on`).test((await x.run('xset', ['q'])).stdout);
    const becomes = (lock, on) =>
        eventually(10000, `${lock} Lock ${on ? 'on' : 'off'}`, async () => (await isOn(lock)) === on);
    return {x, terminal, oriel, page, type, isOn, becomes};
}

test('Caps Lock at the viewer gives capitals once, and is the host\'s, too', async t => {
    const {terminal, oriel, page, type, becomes} = await visit(t);
    await type('ABC', {caps: true});
    await arrives(terminal, 'ABC\n');
    await becomes('Caps', true);
    await type('ab', {caps: false}); // switched off where the page did not see it
    await arrives(terminal, 'ABC\nab\n');
    await becomes('Caps', false);
    await press(page, 'CapsLock', 'CapsLock', {caps: true});
    await becomes('Caps', true);
    await type('D', {caps: true});
    await arrives(terminal, 'ABC\nab\nD\n');
    await becomes('Caps', true);
    await oriel.stop();
});

test('a lock that differs on the host is put right by typing', async t => {
    const {x, terminal, oriel, page, isOn, becomes} = await visit(t);
    await x.run('xdotool', ['key', 'Caps_Lock']);
    await becomes('Caps', true);
    let typed = '';
    // The first may be pressed before the page has heard of it, and is right all the same.
    await eventually(10000, 'Caps Lock off', async () => {
        await press(page, 'a', 'KeyA');
        typed += 'a';
        return !(await isOn('Caps'));
    });
    await press(page, 'Enter', 'Enter');
    await arrives(terminal, `${typed}\n`);
    await oriel.stop();
});

test('Num Lock decides what the keypad means', async t => {
    const {terminal, oriel, page, becomes} = await visit(t);
    await press(page, '7', 'Numpad7', {num: true});
    await press(page, 'Enter', 'NumpadEnter', {num: true});
    await arrives(terminal, '7\n');
    await becomes('Num', true);
    await press(page, 'b', 'KeyB', {num: false});
    await press(page, 'Enter', 'Enter', {num: false});
    await arrives(terminal, '7\nb\n');
    await becomes('Num', false);
    await oriel.stop();
});
