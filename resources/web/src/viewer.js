// One connection to the desktop: a channel, noVNC on it, and the element that holds its canvas.

import RFB from '@novnc/novnc';

import {whenDrawn, whenPainted} from './picture.js';
import {speedUpVideo} from './video.js';

speedUpVideo();

/**
 * @typedef {object} ViewerOptions
 * @property {(events: import('./channel.js').ChannelEvents) =>
 *     import('./channel.js').ViewerChannel} dial
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
 * @property {() => void} drawn each update after that
 * @property {(bytes: number) => void} received
 * @property {(name: string) => void} named the desktop's name
 * @property {(text: string) => void} clipboard
 * @property {(notice: {type: string}) => void} notice
 * @property {(code: number, refusedWhy: string | null) => void} ended once, with the close code
 *     and, if the server refused the password, its words or ""
 */

const PICTURE_TIMEOUT = 30_000; // ms from ServerInit to the first picture
const TEXT_TIMEOUT = 1000; // ms for the desktop to ask for a text that it was told of
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
    #textSent = () => {};
    #closed = false;

    /**
     * @param {HTMLElement} stage where the element waits, laid out but unseen, for its picture
     * @param {ViewerOptions} options
     * @param {ViewerEvents} events
     */
    constructor(stage, options, events) {
        this.#options = options;
        this.#events = events;
        this.#channel = options.dial({
            notice: events.notice,
            received: events.received,
            textSent: () => this.#textSent(),
        });
        this.element = document.createElement('div');
        this.element.className = 'view';
        stage.append(this.element);
        if (options.viewOnly)
            this.#shutOutInput();
        this.#rfb = new RFB(this.element, this.#channel, {
            shared: options.shared,
            credentials: {password: options.password ?? '', username: '', target: ''},
        });
        this.#setUp(this.#rfb);
        this.canvas = this.element.querySelector('canvas');
        whenPainted(this.canvas, () => {
            clearTimeout(this.#timer);
            whenDrawn(this.canvas, events.drawn);
            events.painted();
        });
    }

    /**
     * Draws the picture as large as its element is now.
     * @param {{mayResizeDesktop: boolean}} how whether the desktop is asked to take on that size,
     *     if it was asked for
     */
    fill({mayResizeDesktop}) {
        const wanted = mayResizeDesktop && this.#options.resize === 'remote';
        if (this.#rfb.resizeSession !== wanted)
            this.#rfb.resizeSession = wanted;
        this.#rfb.scaleViewport = true;
    }

    /** @param {boolean} on whether a pointer that the desktop hides is shown as a dot */
    set dot(on) {
        this.#rfb.showDotCursor = on;
    }

    /** @param {number} level 0 to 9 */
    set quality(level) {
        this.#rfb.qualityLevel = level;
    }

    focus() {
        this.#rfb.focus({preventScroll: true});
    }

    /** A press and release, or one of both if `down` is given. */
    sendKey(keysym, code, down) {
        if (!this.#options.viewOnly)
            this.#rfb.sendKey(keysym, code, down);
    }

    /** @returns {Promise<void>} settled once the text is on its way, so that keys come behind it */
    async sendClipboard(text) {
        if (!this.#options.clipboard || this.#options.viewOnly)
            return;
        await new Promise(resolve => {
            this.#textSent = resolve;
            setTimeout(resolve, TEXT_TIMEOUT);
            this.#rfb.clipboardPasteFrom(text);
        });
    }

    /** @returns {Promise<Blob>} the desktop's picture as it is, as PNG */
    picture() {
        return new Promise(resolve => {
            this.#rfb.toBlob(resolve, 'image/png');
        });
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
        rfb.scaleViewport = true;
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
