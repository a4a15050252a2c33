// Clipboard text both ways: by the panel everywhere, by itself where the browser allows it.

import {$} from './dom.js';
import {t} from './i18n.js';

const TYPING_PAUSE = 300; // ms

export class Clipboard {
    #send;
    #known = ''; // what both sides have
    #waiting = null; // text from the desktop that waits for a click or key to be written
    #timer = 0;
    #readable = null; // PermissionStatus; null where reading would ask each time
    #on = false;

    /** @param {(text: string) => void} send gives the desktop a new clipboard */
    constructor(send) {
        this.#send = send;
        $('clipboard-text').addEventListener('input', () => this.#edited());
        $('clipboard-copy').addEventListener('click', () => this.#copy());
        $('clipboard-automatic').addEventListener('click', () => this.#read());
        addEventListener('focus', () => this.#readIfGranted());
        for (const gesture of ['pointerdown', 'keydown'])
            addEventListener(gesture, () => this.#writeWaiting(), {capture: true});
        this.#watchPermission();
    }

    /** @param {{readOnly: boolean}} rights of the present visit */
    start({readOnly}) {
        this.#on = true;
        $('clipboard-text').readOnly = readOnly;
        $('clipboard-text').labels[0].textContent =
            t(readOnly ? 'clipboard.hintViewOnly' : 'clipboard.hint');
        this.#offerAutomatic();
        this.#readIfGranted();
    }

    /** Forgets the desktop's text with the desktop. */
    stop() {
        this.#on = false;
        this.#known = '';
        this.#waiting = null;
        clearTimeout(this.#timer);
        $('clipboard-text').value = '';
    }

    /** @param {string} text that was copied on the desktop */
    received(text) {
        if (text === this.#known)
            return;
        this.#known = text;
        $('clipboard-text').value = text;
        this.#waiting = text;
        this.#writeWaiting();
    }

    /** Some browsers allow this always, some right after a click or key: then it waits for one. */
    async #writeWaiting() {
        const text = this.#waiting;
        if (text === null || !document.hasFocus())
            return;
        try {
            await navigator.clipboard.writeText(text);
            if (this.#waiting === text)
                this.#waiting = null;
        } catch {
            // Not now; the next click or key tries again.
        }
    }

    #edited() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#give($('clipboard-text').value), TYPING_PAUSE);
    }

    #give(text) {
        if (!this.#on || text === this.#known || $('clipboard-text').readOnly)
            return;
        this.#known = text;
        this.#waiting = null;
        this.#send(text);
    }

    async #copy() {
        const button = $('clipboard-copy');
        try {
            await navigator.clipboard.writeText($('clipboard-text').value);
        } catch {
            $('clipboard-text').select();
            return;
        }
        button.textContent = t('clipboard.copied');
        setTimeout(() => (button.textContent = t('clipboard.copy')), 1500);
    }

    async #watchPermission() {
        try {
            this.#readable = await navigator.permissions.query({name: 'clipboard-read'});
        } catch {
            return; // a browser that would ask at each reading: the panel does
        }
        this.#readable.onchange = () => {
            this.#offerAutomatic();
            this.#readIfGranted();
        };
        this.#offerAutomatic();
    }

    #offerAutomatic() {
        $('clipboard-automatic').hidden =
            this.#readable?.state !== 'prompt' || $('clipboard-text').readOnly;
    }

    #readIfGranted() {
        if (this.#on && this.#readable?.state === 'granted' && document.hasFocus())
            this.#read();
    }

    async #read() {
        let text = '';
        try {
            text = await navigator.clipboard.readText();
        } catch {
            return; // refused, or the page lost the focus meanwhile
        }
        if (text && this.#waiting === null) {
            $('clipboard-text').value = text;
            this.#give(text);
        }
    }
}
