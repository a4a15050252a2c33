// The slim bar above the picture, and the panels that open below it. Neither covers the picture.

import {$} from './dom.js';
import {setLabel, setText} from './i18n.js';

const PANELS = {state: 'state-panel', view: 'view-panel', keys: 'keys-panel', clipboard: 'clipboard-panel',
    files: 'files-panel'};

export class Bar {
    /** @type {import('./viewer.js').Viewer | null} */
    #viewer = null;
    /** The panel that is shown as soon as no other one is, by its button. */
    #inTurn = null;

    /** @param {() => void} leave the person's Disconnect */
    constructor(leave) {
        for (const button of Object.keys(PANELS))
            $(button).addEventListener('click', () => this.#togglePanel(button));
        $('full-screen').addEventListener('click', () => this.#toggleFullScreen());
        $('full-screen').hidden = !document.fullscreenEnabled;
        $('disconnect').addEventListener('click', leave);
        document.addEventListener('fullscreenchange', () => this.#fullScreenChanged());
        // What is clicked takes no keyboard from the picture.
        $('bar').addEventListener('mousedown', event => event.preventDefault());
        $('bar').addEventListener('keydown', event => this.#moveFocus(event));
        for (const id of ['bar', ...Object.values(PANELS)])
            $(id).addEventListener('keydown', event => event.key === 'Escape' && this.#back(event));
    }

    /**
     * @param {import('./viewer.js').Viewer} viewer
     * @param {{host: string, viewOnly: boolean, clipboard: boolean}} about
     */
    attach(viewer, {host, viewOnly, clipboard}) {
        this.#viewer = viewer;
        this.name = host;
        $('view-only').hidden = !viewOnly;
        $('keys').hidden = viewOnly;
        $('clipboard').hidden = !clipboard;
    }

    detach() {
        this.#viewer = null;
        this.#letWait(null);
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

    /** The keyboard leaves the picture for the tools. */
    focus() {
        this.#tools[0].focus();
    }

    closePanels() {
        this.#showNone();
        if (this.#inTurn)
            this.openPanel(this.#inTurn);
    }

    #showNone() {
        for (const [button, panel] of Object.entries(PANELS)) {
            $(panel).hidden = true;
            $(button).setAttribute('aria-expanded', 'false');
        }
    }

    /** @param {keyof typeof PANELS} button */
    openPanel(button) {
        this.#showNone();
        if (this.#inTurn === button)
            this.#letWait(null);
        $(PANELS[button]).hidden = false;
        $(button).setAttribute('aria-expanded', 'true');
    }

    /** The person has not asked for it: it takes no other panel's place. @param {keyof typeof PANELS} button */
    openInTurn(button) {
        if (Object.values(PANELS).every(panel => $(panel).hidden))
            this.openPanel(button);
        else if ($(PANELS[button]).hidden)
            this.#letWait(button);
    }

    /** Its tool has a dot meanwhile; without room for it, the one whose panel leads there. */
    #letWait(button) {
        this.#inTurn = button;
        const marked = button && !$(button).offsetParent ? 'view' : button;
        for (const each of Object.keys(PANELS))
            $(each).toggleAttribute('data-news', each === marked);
    }

    #togglePanel(button) {
        const opens = $(PANELS[button]).hidden;
        if (opens)
            this.openPanel(button);
        else
            this.closePanels();
        if (opens && button === 'clipboard')
            $('clipboard-text').focus();
        else if (!opens)
            this.#viewer?.focus();
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
        setText($('full-screen').querySelector('span'), key);
        // Chromium then hands Alt+Tab, Escape and the like to the page.
        if (on)
            navigator.keyboard?.lock?.().catch(() => {});
        else
            navigator.keyboard?.unlock?.();
    }

    get #tools() {
        return [...$('bar').querySelectorAll('button')].filter(button => button.offsetParent);
    }

    /** Escape leads back to the picture. */
    #back(event) {
        event.preventDefault();
        this.closePanels();
        this.#viewer?.focus();
    }

    /** Arrow keys move between the tools, as the toolbar role promises. */
    #moveFocus(event) {
        const onward = document.documentElement.dir === 'rtl' ? -1 : 1;
        const step = {ArrowLeft: -onward, ArrowRight: onward}[event.key];
        if (!step)
            return;
        const tools = this.#tools;
        const index = tools.indexOf(document.activeElement) + step;
        tools[(index + tools.length) % tools.length].focus();
        event.preventDefault();
    }
}
