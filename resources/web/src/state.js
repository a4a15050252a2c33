// The page's state: what #status says in data-state and data-reason.

/**
 * @typedef {'idle' | 'connecting' | 'connected' | 'reconnecting' | 'ended'} State
 * @typedef {'stopped' | 'removed' | 'inactivity' | 'expired' | 'used' | 'wrong' | 'refused' |
 *     'full' | 'lost'} Reason
 * @typedef {object} Details
 * @property {Reason} [reason] why it ended; none after the person's own Disconnect
 * @property {string} [text] key of the words to show, where state and reason don't say enough
 * @property {number} [wait] seconds until another attempt makes sense
 */

/** @type {Record<State, State[]>} */
const STEPS = {
    idle: ['connecting', 'reconnecting'],
    connecting: ['connected', 'ended', 'idle'],
    connected: ['reconnecting', 'ended'],
    reconnecting: ['connected', 'ended', 'idle'],
    ended: ['connecting', 'reconnecting', 'idle'],
};

/** Fires `change` after every step; the one place where the state changes. */
export class PageState extends EventTarget {
    /** @type {State} */
    #name = 'idle';
    /** @type {Details} */
    #details = {};

    get name() {
        return this.#name;
    }

    get details() {
        return this.#details;
    }

    /**
     * @param {State} name the same state again only changes the details
     * @param {Details} details
     */
    to(name, details = {}) {
        if (name !== this.#name && !STEPS[this.#name].includes(name))
            throw new Error(`no step from ${this.#name} to ${name}`);
        this.#name = name;
        this.#details = details;
        this.dispatchEvent(new Event('change'));
    }
}
