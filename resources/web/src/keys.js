// The panel of keys that a browser or a phone can't send: chords, and modifiers to hold down.

import {$} from './dom.js';
import {KEYS} from './keysyms.js';

/** Names of keys are what stands on them, in every language. */
const CHORDS = [
    ['Ctrl+Alt+Del', 'control', 'alt', 'delete'],
    ['Esc', 'escape'],
    ['Tab', 'tab'],
    ['Super', 'super'],
    ['Alt+Tab', 'alt', 'tab'],
    ['Alt+F4', 'alt', 'f4'],
    ['Ctrl+Esc', 'control', 'escape'],
    ['Ctrl+W', 'control', 'w'],
    ['Ctrl+T', 'control', 't'],
    ['Ctrl+N', 'control', 'n'],
    ['Print', 'print'],
    ['F11', 'f11'],
];

const HOLDS = [['Ctrl', 'control'], ['Alt', 'alt'], ['Shift', 'shift'], ['Super', 'super']];

export class KeysPanel {
    /** @type {Map<HTMLButtonElement, import('./keysyms.js').Key>} */
    #held = new Map();

    /** @param {(keysym: number, code: string, down: boolean) => void} send */
    constructor(send) {
        this.send = send;
        // The focus stays where it is, on the picture or a phone's keyboard.
        $('keys-panel').addEventListener('mousedown', event => event.preventDefault());
        for (const [label, ...names] of CHORDS)
            $('chords').append(chip(label, () => this.#press(names.map(name => KEYS[name]))));
        for (const [label, name] of HOLDS) {
            const button = chip(label, () => this.#toggle(button, KEYS[name]));
            button.setAttribute('aria-pressed', 'false');
            $('holds').append(button);
        }
    }

    /** The connection is gone, and the host has let go of everything by itself. */
    forget() {
        for (const button of this.#held.keys())
            button.setAttribute('aria-pressed', 'false');
        this.#held.clear();
    }

    #press(keys) {
        for (const [keysym, code] of keys)
            this.send(keysym, code, true);
        for (const [keysym, code] of [...keys].reverse())
            this.send(keysym, code, false);
    }

    #toggle(button, key) {
        const down = !this.#held.has(button);
        if (down)
            this.#held.set(button, key);
        else
            this.#held.delete(button);
        button.setAttribute('aria-pressed', String(down));
        this.send(...key, down);
    }
}

function chip(label, action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip';
    button.textContent = label;
    button.addEventListener('click', action);
    return button;
}
