// The bar below the picture: a field whose text goes to the desktop, and a row of keys.
//
// Phone keyboards correct, complete, dictate and compose: what they do to the field counts, not the
// keys that they claim to press. A word goes out once it is finished.

import {$} from './dom.js';
import {KEYS, keysymOf} from './keysyms.js';
import {PADDING, typedBetween} from './typing.js';

const LONGEST = 512; // characters, after which the field starts anew

const NAMED = {
    Enter: KEYS.enter, Backspace: KEYS.backspace, Delete: KEYS.delete,
    ArrowLeft: KEYS.left, ArrowRight: KEYS.right, ArrowUp: KEYS.up, ArrowDown: KEYS.down,
    Home: KEYS.home, End: KEYS.end, PageUp: KEYS.pageUp, PageDown: KEYS.pageDown,
};

export class TextBar {
    #before = PADDING;
    #field = $('typing');
    #button = $('keyboard');
    #modifiers;
    #left;

    /**
     * @param {(keysym: number, code?: string) => void} press a key down and up
     * @param {import('./modifiers.js').Modifiers} modifiers
     * @param {() => void} left the bar was closed: the picture gets the keyboard back
     */
    constructor(press, modifiers, left) {
        this.press = press;
        this.#modifiers = modifiers;
        this.#left = left;
        this.#button.addEventListener('click', () => this.#toggle());
        this.#field.addEventListener('input', event => this.#changed(event.isComposing));
        this.#field.addEventListener('compositionend', () => this.#changed(false));
        this.#field.addEventListener('keydown', event => this.#named(event));
        this.#field.addEventListener('focus', () => this.#startAnew());
        // A key of the row, by finger or by keyboard, comes behind what is being composed.
        for (const type of ['pointerdown', 'click'])
            $('key-row').addEventListener(type, () => this.settle(), {capture: true});
        visualViewport?.addEventListener('resize', fitAboveKeyboard);
    }

    /** @param {boolean} on whether anything may be typed at all */
    set allowed(on) {
        this.#button.hidden = !on;
        if (!on)
            this.hide();
    }

    /** Whether what is typed goes to the field. */
    get hasKeyboard() {
        return document.activeElement === this.#field;
    }

    hide() {
        this.#field.blur();
        this.#show(false);
    }

    /** The person does something else: what was begun goes out, and stands elsewhere from now on. */
    settle() {
        if (!this.hasKeyboard)
            return;
        if (!this.#modifiers.active)
            this.#changed(false);
        this.#startAnew();
    }

    #startAnew() {
        this.#before = this.#field.value = PADDING;
        this.#field.setSelectionRange(PADDING.length, PADDING.length);
        $('typing-hint').hidden = false;
    }

    /** Whatever is typed from now on goes to the field. */
    open() {
        this.#show(true);
        this.#field.focus({preventScroll: true});
    }

    #toggle() {
        if ($('text-bar').hidden) {
            this.open();
        } else {
            this.hide();
            this.#left();
        }
    }

    #show(on) {
        $('text-bar').hidden = !on;
        this.#button.setAttribute('aria-expanded', String(on));
    }

    #changed(composing) {
        $('typing-hint').hidden = this.#field.value.length > PADDING.length;
        if (this.#modifiers.active) {
            this.#chord();
            return;
        }
        if (composing)
            return;
        const {backspaces, text} = typedBetween(this.#before, this.#field.value);
        this.#before = this.#field.value;
        for (let count = 0; count < backspaces; count++)
            this.press(...KEYS.backspace);
        for (const character of text)
            this.press(keysymOf(character));
        if (text.endsWith('\n') || this.#before.length > LONGEST
            || this.#before.length < PADDING.length)
            this.#startAnew();
    }

    /** With Ctrl down a letter is a key, at once, and no part of a word. */
    #chord() {
        const {text} = typedBetween(this.#before, this.#field.value);
        const [character] = text;
        this.#startAnew();
        if (!character)
            return;
        this.press(keysymOf(character.toLowerCase()));
        this.#modifiers.used();
    }

    /** Escape and Tab are for getting out of the field; the row has those of the desktop. */
    #named(event) {
        if (event.key === 'Escape' && !event.isComposing) {
            event.preventDefault();
            this.#toggle();
            return;
        }
        const key = NAMED[event.key];
        const deletes = event.key === 'Backspace' && this.#before.length > PADDING.length;
        if (!key || event.isComposing || deletes)
            return;
        event.preventDefault();
        this.press(...key);
        this.#modifiers.used();
        this.#startAnew();
    }
}

/** Where the keyboard lies over the page instead of shrinking it (iOS), the page shrinks itself. */
function fitAboveKeyboard() {
    const {scale, height} = visualViewport;
    document.body.style.height = scale === 1 && height < innerHeight ? `${height}px` : '';
}
