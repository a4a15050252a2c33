// Keys pressed on the picture, before noVNC sees them: what composes text is left to the browser,
// a Mac's Command key is another one, and one chord leads out of the picture.

import {$} from './dom.js';
import {KEYS} from './keysyms.js';

const MODIFIERS = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'CapsLock']);

export class PictureKeys {
    /** @type {'control' | 'super'} what a Mac's Command key is on the desktop */
    command = 'control';

    #around;
    #dead = false; // a dead key waits for its letter
    #commands = new Map(); // Command keys that are down, by code
    #on = false;

    /**
     * @param {object} around
     * @param {(keysym: number, code: string, down: boolean) => void} around.send
     * @param {boolean} around.mac whether there is a Command key
     * @param {() => void} around.compose something is about to be composed
     * @param {() => void} around.pressed a key that is no modifier went up
     * @param {() => void} around.leave the person wants the keyboard for the page
     */
    constructor(around) {
        this.#around = around;
        for (const [type, handle] of [['keydown', event => this.#down(event)],
            ['keyup', event => this.#up(event)]]) {
            $('screen').addEventListener(type, event => {
                if (this.#on && handle(event))
                    event.stopPropagation();
            }, {capture: true});
        }
    }

    /** @param {boolean} on whether keys go to a desktop at all */
    set on(on) {
        this.#on = on;
        this.#dead = false;
        this.#commands.clear();
    }

    /** The picture lost the keyboard: nobody will say that the keys went up. */
    release() {
        this.#dead = false;
        for (const key of this.#commands.values())
            this.#around.send(...key, false);
        this.#commands.clear();
    }

    /** @returns {boolean} whether the event is not noVNC's */
    #down(event) {
        const {key, code} = event;
        if (this.#composes(event)) {
            this.#around.compose();
            return true;
        }
        if (this.#around.mac && (code === 'MetaLeft' || code === 'MetaRight')) {
            event.preventDefault();
            this.#commands.set(code, KEYS[this.command]);
            this.#around.send(...KEYS[this.command], true);
            return true;
        }
        if (event.ctrlKey && event.altKey && event.shiftKey && MODIFIERS.has(key)) {
            event.preventDefault();
            this.#around.leave();
            return true;
        }
        return false;
    }

    #up(event) {
        if (!MODIFIERS.has(event.key))
            setTimeout(this.#around.pressed); // behind what noVNC sends
        const key = this.#commands.get(event.code);
        if (!key)
            return false;
        event.preventDefault();
        this.#commands.delete(event.code);
        this.#around.send(...key, false);
        return true;
    }

    /** The key after a dead one belongs to it, and what it makes comes as text. */
    #composes({key, keyCode, isComposing}) {
        const belongs = this.#dead && !MODIFIERS.has(key);
        if (belongs || key === 'Dead')
            this.#dead = key === 'Dead';
        return belongs || isComposing || key === 'Dead' || key === 'Process' || keyCode === 229;
    }
}
