// Modifier keys that stay down: for the next key after one tap, until the next tap after two.

import {KEYS} from './keysyms.js';

const DOUBLE = 400; // ms between the taps that lock

/** @typedef {'control' | 'alt' | 'altGr' | 'super' | 'shift'} Modifier */

/** Fires `change` when one went down, up, or is locked. */
export class Modifiers extends EventTarget {
    /** @type {Map<Modifier, {locked: boolean, since: number}>} */
    #down = new Map();
    #send;

    /** @param {(keysym: number, code: string, down: boolean) => void} send */
    constructor(send) {
        super();
        this.#send = send;
    }

    /** Whether any is down. */
    get active() {
        return this.#down.size > 0;
    }

    /** @param {Modifier} name @returns {'up' | 'once' | 'locked'} */
    state(name) {
        const down = this.#down.get(name);
        return down ? down.locked ? 'locked' : 'once' : 'up';
    }

    /** @param {Modifier} name @param {number} time ms, of any clock */
    tap(name, time) {
        const down = this.#down.get(name);
        if (!down) {
            this.#down.set(name, {locked: false, since: time});
            this.#send(...KEYS[name], true);
        } else if (!down.locked && time - down.since < DOUBLE) {
            down.locked = true;
        } else {
            this.#release([name]);
        }
        this.dispatchEvent(new Event('change'));
    }

    /** A key or button was pressed with what is down. */
    used() {
        this.#release([...this.#down.keys()].filter(name => !this.#down.get(name).locked));
    }

    release() {
        this.#release([...this.#down.keys()]);
    }

    /** The connection is gone, and the host has let go of everything by itself. */
    forget() {
        this.#down.clear();
        this.dispatchEvent(new Event('change'));
    }

    #release(names) {
        for (const name of names.reverse()) {
            this.#down.delete(name);
            this.#send(...KEYS[name], false);
        }
        if (names.length > 0)
            this.dispatchEvent(new Event('change'));
    }
}
