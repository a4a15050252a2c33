// The keys that paste, on the picture. The browser hands its clipboard over with the event of its own
// paste command, whatever it permits else; all keys wait until the desktop has it.

import {$} from './dom.js';

const EVENT_PATIENCE = 250; // ms: the browser may have no such command for these keys
const PATIENCE = 8000; // ms for a large picture on a slow line; then the old one is pasted
const LOCKS = ['AltGraph', 'CapsLock', 'NumLock', 'ScrollLock'];

/** @typedef {{text: string, picture: Blob | null}} Content text counts where there are both */

/**
 * @param {DataTransfer} data
 * @returns {Content}
 */
export function contentOf(data) {
    const picture = [...data.files].find(({type}) => type === 'image/png') ?? null;
    return {text: data.getData('text/plain'), picture};
}

export class Pasting {
    #give;
    #mac;
    #on = false;
    #held = null; // key events that wait for the clipboard
    #timer = 0;

    /**
     * @param {(content: Content) => Promise<void>} give settled once the desktop has it, or won't
     * @param {{mac: boolean}} keyboard
     */
    constructor(give, {mac}) {
        this.#give = give;
        this.#mac = mac;
        for (const type of ['keydown', 'keyup'])
            document.addEventListener(type, event => this.#key(event), {capture: true});
        document.addEventListener('paste', event => this.#paste(event));
        // Whoever leaves lets go of all keys: none of these may be pressed behind that.
        addEventListener('blur', event => event.isTrusted && this.#forget());
    }

    /** @param {boolean} on whether this side's clipboard may go to the desktop */
    set on(on) {
        this.#on = on;
        this.#forget();
    }

    #key(event) {
        if (!this.#on || !event.isTrusted || !$('screen').contains(event.target))
            return;
        if (this.#held) {
            event.preventDefault();
        } else if (event.type === 'keydown' && this.#pastes(event)) {
            this.#held = [];
            this.#timer = setTimeout(() => this.#release(), EVENT_PATIENCE);
        } else {
            return;
        }
        event.stopPropagation();
        this.#held.push(event);
    }

    #pastes({key, code, ctrlKey, metaKey, altKey, shiftKey}) {
        if (altKey)
            return false;
        if (key === 'Insert')
            return shiftKey && !ctrlKey && !metaKey;
        // The place counts where the layout has no Latin letters.
        const letter = key.toLowerCase() === 'v' || (code === 'KeyV' && !/^[a-z]$/i.test(key));
        return letter && (this.#mac ? metaKey && !ctrlKey : ctrlKey && !metaKey);
    }

    async #paste(event) {
        const held = this.#held;
        if (!held)
            return;
        event.preventDefault();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#release(), PATIENCE);
        await this.#give(contentOf(event.clipboardData));
        if (this.#held === held)
            this.#release();
    }

    /** They are pressed again, for everybody else who listens. */
    #release() {
        const held = this.#held ?? [];
        this.#forget();
        for (const event of held)
            event.target.dispatchEvent(copyOf(event));
    }

    #forget() {
        clearTimeout(this.#timer);
        this.#held = null;
    }
}

function copyOf(event) {
    const {key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey} = event;
    // noVNC brings the desktop's lock keys in step with these.
    const locks = Object.fromEntries(LOCKS.map(name => [`modifier${name}`,
        event.getModifierState(name)]));
    return new KeyboardEvent(event.type, {
        key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey, ...locks,
        bubbles: true, cancelable: true, composed: true,
    });
}
