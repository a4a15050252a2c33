// The panel of chords that a browser, or the system it runs on, keeps for itself.

import {$} from './dom.js';
import {KEYS} from './keysyms.js';
import {keepChoice, keptChoice} from './storage.js';

/** Names of keys are what stands on them, in every language. */
const CHORDS = [
    ['Ctrl+Alt+Del', 'control', 'alt', 'delete'],
    ['Alt+Tab', 'alt', 'tab'],
    ['Alt+F4', 'alt', 'f4'],
    ['Super', 'super'],
    ['Super+L', 'super', 'l'],
    ['Print', 'print'],
    ['Alt+Print', 'alt', 'print'],
    ['Ctrl+W', 'control', 'w'],
    ['Ctrl+T', 'control', 't'],
    ['Ctrl+N', 'control', 'n'],
    ['Ctrl+Shift+T', 'control', 'shift', 't'],
    ['Ctrl+Tab', 'control', 'tab'],
    ['Ctrl+Q', 'control', 'q'],
    ['Ctrl+Esc', 'control', 'escape'],
    ['Ctrl+Shift+Esc', 'control', 'shift', 'escape'],
    ['Alt+F2', 'alt', 'f2'],
    ['F11', 'f11'],
    ['Esc', 'escape'],
];

export class KeysPanel {
    /**
     * @param {(keysym: number, code: string, down: boolean) => void} send
     * @param {object} command
     * @param {boolean} command.mac whether there is a Command key
     * @param {(key: 'control' | 'super') => void} command.choose what it is on the desktop
     */
    constructor(send, {mac, choose}) {
        // The focus stays where it is, on the picture or a phone's keyboard.
        $('keys-panel').addEventListener('mousedown', event => event.preventDefault());
        for (const [label, ...names] of CHORDS) {
            const button = document.createElement('button');
            button.type = 'button';
            button.className = 'chip';
            button.textContent = label;
            button.addEventListener('click', () => press(send, names.map(name => KEYS[name])));
            $('chords').append(button);
        }
        $('command').hidden = !mac;
        const show = key => {
            for (const button of $('command').querySelectorAll('button'))
                button.setAttribute('aria-pressed', String(button.value === key));
            choose(key);
        };
        $('command').addEventListener('click', ({target: {value}}) => {
            if (!value)
                return;
            keepChoice('command', value);
            show(value);
        });
        show(keptChoice('command') === 'super' ? 'super' : 'control');
    }
}

function press(send, keys) {
    for (const [keysym, code] of keys)
        send(keysym, code, true);
    for (const [keysym, code] of [...keys].reverse())
        send(keysym, code, false);
}
