// The keyboard of touch screens: an unseen text field whose changes become key presses.

import {$} from './dom.js';
import {KEYS, keysymOf} from './keysyms.js';
import {typedBetween} from './typing.js';

/** Something to delete must always be there, or a phone's backspace changes nothing. */
const PADDING = '_'.repeat(64);
const LONGEST = 512; // characters, after which the field starts anew

const NAMED = {
    Enter: KEYS.enter, Tab: KEYS.tab, Escape: KEYS.escape, Delete: KEYS.delete,
    ArrowLeft: KEYS.left, ArrowUp: KEYS.up, ArrowRight: KEYS.right, ArrowDown: KEYS.down,
    Home: KEYS.home, End: KEYS.end, PageUp: KEYS.pageUp, PageDown: KEYS.pageDown,
};

export class TouchKeyboard {
    #before = PADDING;
    #field = $('typing');
    #button = $('keyboard');

    /**
     * @param {(keysym: number, code?: string) => void} press a key down and up
     * @param {(on: boolean) => void} toggled the keyboard came or went
     */
    constructor(press, toggled) {
        this.press = press;
        this.toggled = toggled;
        // Or the field would lose the focus, and with it the keyboard, before the click.
        this.#button.addEventListener('mousedown', event => event.preventDefault());
        this.#button.addEventListener('click', () => this.#toggle());
        this.#field.addEventListener('input', event => this.#changed(event.isComposing));
        this.#field.addEventListener('compositionend', () => this.#changed(false));
        this.#field.addEventListener('keydown', event => this.#named(event));
        this.#field.addEventListener('focus', () => this.#shown(true));
        this.#field.addEventListener('blur', () => this.#shown(false));
        visualViewport?.addEventListener('resize', fitAboveKeyboard);
    }

    /** @param {boolean} on whether there may be a keyboard at all */
    set allowed(on) {
        this.#button.hidden = !on || !matchMedia('(any-pointer: coarse)').matches;
    }

    hide() {
        this.#field.blur();
    }

    #toggle() {
        if (document.activeElement === this.#field)
            this.hide();
        else
            this.#field.focus({preventScroll: true});
    }

    #shown(on) {
        this.#button.setAttribute('aria-pressed', String(on));
        this.#reset();
        this.toggled(on);
    }

    #reset() {
        this.#before = this.#field.value = PADDING;
        this.#field.setSelectionRange(PADDING.length, PADDING.length);
    }

    #changed(composing) {
        const {backspaces, text} = typedBetween(this.#before, this.#field.value);
        this.#before = this.#field.value;
        for (let count = 0; count < backspaces; count++)
            this.press(...KEYS.backspace);
        for (const character of text)
            this.press(keysymOf(character));
        const length = this.#before.length;
        if (!composing && (length < PADDING.length / 2 || length > LONGEST))
            this.#reset();
    }

    #named(event) {
        const key = NAMED[event.key];
        if (!key || event.isComposing)
            return;
        event.preventDefault();
        this.press(...key);
    }
}

/** Where the keyboard lies over the page instead of shrinking it (iOS), the page shrinks itself. */
function fitAboveKeyboard() {
    const {scale, height} = visualViewport;
    document.body.style.height = scale === 1 && height < innerHeight ? `${height}px` : '';
}
