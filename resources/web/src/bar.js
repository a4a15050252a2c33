// The slim bar above the picture, and the panels that open below it. Neither covers the picture.

import {$} from './dom.js';
import {setLabel, t} from './i18n.js';

const PANELS = {keys: 'keys-panel', clipboard: 'clipboard-panel'};

export class Bar {
    #fitting = true;
    /** @type {import('./viewer.js').Viewer | null} */
    #viewer = null;

    /** @param {() => void} leave the person's Disconnect */
    constructor(leave) {
        for (const button of Object.keys(PANELS))
            $(button).addEventListener('click', () => this.#togglePanel(button));
        $('fit').addEventListener('click', () => this.#setFitting(!this.#fitting));
        $('drag').addEventListener('click', () => this.#setDragging(!this.#dragging));
        $('full-screen').addEventListener('click', () => this.#toggleFullScreen());
        $('full-screen').hidden = !document.fullscreenEnabled;
        $('disconnect').addEventListener('click', leave);
        document.addEventListener('fullscreenchange', () => this.#fullScreenChanged());
        $('bar').addEventListener('keydown', event => this.#moveFocus(event));
    }

    /**
     * @param {import('./viewer.js').Viewer} viewer
     * @param {{host: string, viewOnly: boolean, clipboard: boolean, fit: boolean}} about
     */
    attach(viewer, {host, viewOnly, clipboard, fit}) {
        const first = this.#viewer === null;
        this.#viewer = viewer;
        this.name = host;
        $('view-only').hidden = !viewOnly;
        $('keys').hidden = viewOnly;
        $('clipboard').hidden = !clipboard;
        this.#setFitting(first ? fit : this.#fitting);
        this.#setDragging(this.#dragging);
    }

    detach() {
        this.#viewer = null;
        this.closePanels();
    }

    /** @param {string} name of the host's desktop */
    set name(name) {
        $('host').textContent = name;
        document.title = name ? `${name} – Oriel` : 'Oriel';
    }

    /** While the connection is away the bar stays, so that nothing moves, but does nothing. */
    set usable(on) {
        $('bar').inert = !on;
    }

    clippingChanged() {
        const clipping = this.#viewer?.clipping ?? false;
        $('drag').hidden = !clipping;
        if (!clipping)
            this.#setDragging(false);
    }

    closePanels() {
        for (const [button, panel] of Object.entries(PANELS)) {
            $(panel).hidden = true;
            $(button).setAttribute('aria-expanded', 'false');
        }
    }

    #togglePanel(button) {
        const opens = $(PANELS[button]).hidden;
        this.closePanels();
        $(PANELS[button]).hidden = !opens;
        $(button).setAttribute('aria-expanded', String(opens));
        if (opens && button === 'clipboard')
            $('clipboard-text').focus();
        else if (!opens)
            this.#viewer?.focus();
    }

    #setFitting(on) {
        this.#fitting = on;
        $('fit').setAttribute('aria-pressed', String(!on));
        if (this.#viewer)
            this.#viewer.fitting = on;
        this.clippingChanged();
        this.#viewer?.focus();
    }

    get #dragging() {
        return $('drag').getAttribute('aria-pressed') === 'true';
    }

    #setDragging(on) {
        $('drag').setAttribute('aria-pressed', String(on));
        if (this.#viewer)
            this.#viewer.dragging = on;
    }

    async #toggleFullScreen() {
        try {
            if (document.fullscreenElement)
                await document.exitFullscreen();
            else
                await document.documentElement.requestFullscreen({navigationUI: 'hide'});
        } catch {
            // The browser said no; the button still says what it is for.
        }
        this.#viewer?.focus();
    }

    #fullScreenChanged() {
        const on = document.fullscreenElement !== null;
        $('full-screen').setAttribute('aria-pressed', String(on));
        const key = on ? 'bar.leaveFullScreen' : 'bar.fullScreen';
        setLabel($('full-screen'), key);
        $('full-screen').querySelector('span').textContent = t(key);
        // Chromium then hands Alt+Tab, Escape and the like to the page.
        if (on)
            navigator.keyboard?.lock?.().catch(() => {});
        else
            navigator.keyboard?.unlock?.();
    }

    /** Arrow keys move between the tools, as the toolbar role promises. */
    #moveFocus(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!step)
            return;
        const tools = [...$('bar').querySelectorAll('button:not([hidden])')];
        const index = tools.indexOf(document.activeElement) + step;
        tools[(index + tools.length) % tools.length].focus();
        event.preventDefault();
    }
}
