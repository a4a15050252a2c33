// The lines above the picture: sharing ends soon for want of activity, the host's screen is dark, a
// clipboard is too large.

import {$} from './dom.js';
import {setText} from './i18n.js';

const DARK_STATES = new Set(['blank', 'locked']);
const TOO_LARGE_TIME = 10_000; // ms

export class Notices {
    #timer = 0;
    #end = 0; // of the session, by Date.now()
    #tooLargeTimer = 0;

    /** @param {() => void} here the person says "I'm still here" */
    constructor(here) {
        $('here').addEventListener('click', here);
        // What is clicked takes no keyboard from the picture.
        $('here').addEventListener('mousedown', event => event.preventDefault());
    }

    /** @param {{type: string, seconds?: number, state?: string}} notice from the host */
    show(notice) {
        if (notice.type === 'inactivity')
            this.#warn(Number(notice.seconds) || 0);
        else if (notice.type === 'screen')
            this.#tellScreen(notice.state);
    }

    clear() {
        this.#warn(0);
        this.#tellScreen('on');
        this.#showTooLarge(false);
    }

    /** What was copied can't pass, whichever way. */
    tellTooLarge() {
        this.#showTooLarge(true);
        this.#tooLargeTimer = setTimeout(() => this.#showTooLarge(false), TOO_LARGE_TIME);
    }

    #showTooLarge(on) {
        clearTimeout(this.#tooLargeTimer);
        $('too-large').hidden = !on;
        $('too-large').replaceChildren();
        if (on)
            setText($('too-large'), 'notice.tooLarge');
    }

    /** Told again and again while the time runs, which only sets the countdown right. */
    #warn(seconds) {
        clearInterval(this.#timer);
        $('inactivity').hidden = seconds <= 0;
        if (seconds <= 0)
            return;
        this.#end = Date.now() + seconds * 1000;
        this.#countDown();
        this.#timer = setInterval(() => this.#countDown(), 500);
    }

    /** Unheard by screen readers: the alert is read once, not every second. */
    #countDown() {
        const time = minutes(Math.max(0, Math.ceil((this.#end - Date.now()) / 1000)));
        setText($('time-left'), 'notice.inactivity.left', {time});
    }

    #tellScreen(state) {
        const known = DARK_STATES.has(state);
        $('screen-state').hidden = !known;
        if (known)
            setText($('screen-state'), `notice.${state}`);
    }
}

function minutes(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
