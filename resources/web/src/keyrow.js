// The row of keys that a phone's keyboard lacks.

import {$} from './dom.js';
import {setDescription, setLabel} from './i18n.js';
import {KEYS} from './keysyms.js';

/** Names of keys are what stands on them, in every language; signs have one that can be said. */
const MODIFIERS = [['Ctrl', 'control'], ['Alt', 'alt'], ['AltGr', 'altGr'], ['Super', 'super'],
    ['Shift', 'shift']];
const FIRST = [['Esc', 'escape'], ['Tab', 'tab']];
const OTHERS = [
    ['←', 'left', 'keys.left'], ['↑', 'up', 'keys.up'],
    ['↓', 'down', 'keys.down'], ['→', 'right', 'keys.right'],
    ['Home', 'home'], ['End', 'end'], ['PgUp', 'pageUp'], ['PgDn', 'pageDown'],
    ['Ins', 'insert'], ['Del', 'delete'],
    ...Array.from({length: 12}, (_, index) => [`F${index + 1}`, `f${index + 1}`]),
];
const HOLD = 450; // ms until a held key repeats
const REPEAT = 60; // ms

export class KeyRow {
    #press;
    #modifiers;
    #timer = 0;
    #repeated = false;

    /**
     * @param {(keysym: number, code: string) => void} press a key down and up
     * @param {import('./modifiers.js').Modifiers} modifiers
     */
    constructor(press, modifiers) {
        this.#press = press;
        this.#modifiers = modifiers;
        const row = $('key-row');
        // The focus stays where it is, on the picture or a phone's keyboard.
        row.addEventListener('mousedown', event => event.preventDefault());
        row.append(...FIRST.map(key => this.#key(...key)),
            ...MODIFIERS.map(key => this.#modifier(...key)), ...OTHERS.map(key => this.#key(...key)));
    }

    #key(label, name, spoken) {
        const button = makeButton(label, () => {
            if (!this.#repeated)
                this.#send(name);
        });
        if (spoken)
            setLabel(button, spoken);
        button.addEventListener('pointerdown', () => {
            this.#repeated = false;
            this.#timer = setTimeout(() => this.#repeat(name), HOLD);
        });
        for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
            button.addEventListener(end, () => clearTimeout(this.#timer));
        button.addEventListener('keydown', () => (this.#repeated = false));
        return button;
    }

    #repeat(name) {
        this.#repeated = true;
        this.#send(name);
        this.#timer = setTimeout(() => this.#repeat(name), REPEAT);
    }

    #send(name) {
        this.#press(...KEYS[name]);
        this.#modifiers.used();
    }

    #modifier(label, name) {
        const button = makeButton(label, event => this.#modifiers.tap(name, event.timeStamp));
        const show = () => {
            const state = this.#modifiers.state(name);
            button.setAttribute('aria-pressed', String(state !== 'up'));
            button.classList.toggle('locked', state === 'locked');
            setDescription(button, state === 'locked' ? 'keys.locked' : 'keys.lock');
        };
        this.#modifiers.addEventListener('change', show);
        show();
        return button;
    }
}

function makeButton(label, action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip';
    button.textContent = label;
    button.addEventListener('click', action);
    return button;
}
