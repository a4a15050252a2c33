// One connection to the desktop: a WebSocket, noVNC on it, and the element that holds its canvas.

import RFB from '@novnc/novnc';

import {ViewerChannel} from './channel.js';
import {whenPainted} from './picture.js';

/**
 * @typedef {object} ViewerOptions
 * @property {string} socket address of the WebSocket
 * @property {string[]} protocols subprotocols to offer
 * @property {string} [password] for VNC Authentication; without one, a server that asks for it
 *     is answered with none
 * @property {boolean} viewOnly
 * @property {boolean} clipboard whether clipboard text passes at all
 * @property {boolean} shared
 * @property {'off' | 'scale' | 'remote'} resize
 * @property {number} quality 0 to 9
 * @property {number} compression 0 to 9
 *
 * @typedef {object} ViewerEvents
 * @property {() => void} authenticated the screen is on its way
 * @property {() => void} painted the first full picture is drawn
 * @property {(name: string) => void} named the desktop's name
 * @property {(text: string) => void} clipboard
 * @property {(notice: {type: string}) => void} notice
 * @property {() => void} clipping the view became larger or smaller than the desktop
 * @property {(code: number, refusedWhy: string | null) => void} ended once, with the close code
 *     and, if the server refused the password, its words or ""
 */

const OPEN_TIMEOUT = 20_000; // ms from the start to an open WebSocket
const PICTURE_TIMEOUT = 30_000; // ms from ServerInit to the first picture
const CODE_TIMEOUT = 1500; // ms to wait for a close code after noVNC gave up
const INPUT_EVENTS = ['keydown', 'keyup', 'mousedown', 'mouseup', 'mousemove', 'click', 'wheel',
    'contextmenu', 'touchstart', 'touchmove', 'touchend', 'touchcancel'];

export class Viewer {
    #rfb;
    #channel;
    #events;
    #options;
    #timer = 0;
    #refusedWhy = null;
    #closed = false;

    /**
     * @param {HTMLElement} stage where the element waits, laid out but unseen, for its picture
     * @param {ViewerOptions} options
     * @param {ViewerEvents} events
     */
    constructor(stage, options, events) {
        this.#options = options;
        this.#events = events;
        const socket = new WebSocket(options.socket, options.protocols);
        this.element = document.createElement('div');
        this.element.className = 'view';
        stage.append(this.element);
        if (options.viewOnly)
            this.#shutOutInput();
        this.#limit(OPEN_TIMEOUT);
        socket.addEventListener('open', () => clearTimeout(this.#timer));
        this.#channel = new ViewerChannel(socket, {notice: events.notice});
        this.#rfb = new RFB(this.element, this.#channel, {
            shared: options.shared,
            credentials: {password: options.password ?? '', username: '', target: ''},
        });
        this.#setUp(this.#rfb);
        this.canvas = this.element.querySelector('canvas');
        whenPainted(this.canvas, () => {
            clearTimeout(this.#timer);
            events.painted();
        });
    }

    /** True while the desktop is larger than the part of it that is shown. */
    get clipping() {
        return this.#rfb.clippingViewport;
    }

    /** @param {boolean} on whether moving a finger or the mouse moves the view */
    set dragging(on) {
        this.#rfb.dragViewport = on;
    }

    /**
     * @param {boolean} on the desktop scaled to the window, or at its own size. Scroll bars are of
     *     no use to a finger, so there the view is cut to the window and dragged.
     */
    set fitting(on) {
        this.#rfb.scaleViewport = on;
        this.#rfb.clipViewport = !on && matchMedia('(pointer: coarse)').matches;
    }

    /** @param {boolean} on whether a click or touch on the picture takes the keyboard */
    set focusOnClick(on) {
        this.#rfb.focusOnClick = on;
    }

    focus() {
        this.#rfb.focus({preventScroll: true});
    }

    /** A press and release, or one of both if `down` is given. */
    sendKey(keysym, code, down) {
        if (!this.#options.viewOnly)
            this.#rfb.sendKey(keysym, code, down);
    }

    sendClipboard(text) {
        if (this.#options.clipboard && !this.#options.viewOnly)
            this.#rfb.clipboardPasteFrom(text);
    }

    /** `ended` follows, if it has not come yet. */
    close() {
        if (!this.#closed)
            this.#rfb.disconnect();
    }

    #setUp(rfb) {
        const {viewOnly, clipboard, resize, quality, compression} = this.#options;
        // noVNC's own viewOnly stops the clipboard too; where that is allowed, input is
        // kept from noVNC instead.
        rfb.viewOnly = viewOnly && !clipboard;
        rfb.resizeSession = resize === 'remote';
        rfb.qualityLevel = quality;
        rfb.compressionLevel = compression;
        rfb.background = '';
        const on = (type, handler) => rfb.addEventListener(type, event => handler(event.detail));
        on('connect', () => {
            this.#limit(PICTURE_TIMEOUT);
            this.#events.authenticated();
        });
        on('desktopname', ({name}) => this.#events.named(name));
        on('clipboard', ({text}) => clipboard && this.#events.clipboard(text));
        on('clippingviewport', () => this.#events.clipping());
        on('securityfailure', ({reason}) => (this.#refusedWhy = reason ?? ''));
        on('credentialsrequired', () => rfb.sendCredentials({password: '', username: '', target: ''}));
        on('disconnect', () => this.#end());
    }

    #shutOutInput() {
        for (const type of INPUT_EVENTS) {
            const options = {capture: true, passive: true};
            this.element.addEventListener(type, event => event.stopPropagation(), options);
        }
    }

    #limit(milliseconds) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.close(), milliseconds);
    }

    async #end() {
        this.#closed = true;
        clearTimeout(this.#timer);
        // noVNC took its canvas away (and may still change its size): a copy of the last picture
        // stays until there is another.
        this.element.replaceChildren(copyOf(this.canvas));
        const late = new Promise(resolve => {
            setTimeout(resolve, CODE_TIMEOUT, 1006);
        });
        this.#events.ended(await Promise.race([this.#channel.closed, late]), this.#refusedWhy);
    }
}

function copyOf(canvas) {
    const copy = canvas.cloneNode();
    if (canvas.width > 0 && canvas.height > 0)
        copy.getContext('2d').drawImage(canvas, 0, 0);
    return copy;
}
