// Text that an input method or a dead key makes while the picture has the keyboard.

import {$} from './dom.js';

/**
 * The browser composes only where there is something to edit. A canvas with an EditContext is; its
 * text is sent once it is put down, and seen in a corner until then.
 */
export class Composer {
    #context = null;
    #composing = false;
    #type;

    /** @param {(text: string) => void} type */
    constructor(type) {
        this.#type = type;
    }

    /** Whether the browser can do it. A touch screen's keyboard would come up at every tap. */
    static get possible() {
        return 'EditContext' in globalThis && !matchMedia('(pointer: coarse)').matches;
    }

    /** @param {HTMLCanvasElement} canvas */
    attach(canvas) {
        const context = new EditContext();
        this.#context = canvas.editContext = context;
        canvas.setAttribute('virtualkeyboardpolicy', 'manual'); // laptops have touch screens, too
        context.addEventListener('compositionstart', () => (this.#composing = true));
        context.addEventListener('textupdate', () => this.#changed());
        context.addEventListener('compositionend', () => {
            this.#composing = false;
            this.#changed();
        });
        // The list of candidates opens where the person last pointed at.
        canvas.addEventListener('mousedown', ({clientX, clientY}) => {
            context.updateControlBounds(canvas.getBoundingClientRect());
            context.updateSelectionBounds(new DOMRect(clientX, clientY, 1, 16));
        }, {capture: true});
    }

    detach() {
        this.#context = null;
        this.#show('');
    }

    #changed() {
        const context = this.#context;
        const text = context.text;
        this.#show(this.#composing ? text : '');
        if (this.#composing || !text)
            return;
        context.updateText(0, text.length, '');
        context.updateSelection(0, 0);
        this.#type(text);
    }

    #show(text) {
        $('composing').textContent = text;
        $('composing').hidden = !text;
    }
}
