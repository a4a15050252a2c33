// The WebSocket to the host, or what stands in for it, as noVNC wants to see it: binary frames only.
// Text frames are notices for the page, and the close code, which noVNC keeps to itself, is kept
// here.

/**
 * @typedef {object} ChannelEvents
 * @property {(notice: {type: string}) => void} notice
 * @property {(bytes: number) => void} [received] what RFB got, before it sees it
 * @property {() => void} [textSent] a text for the desktop's clipboard is on its way
 */

const NO_CODE = 1006; // RFC 6455 §7.1.5: closed without a Close frame
const BROKEN = 3000; // our own: noVNC could not go on
const OPEN_TIMEOUT = 20_000; // ms

/** Has every member that noVNC asks of a "raw channel". */
export class ViewerChannel {
    onopen = null;
    onmessage = null;
    onerror = null;
    onclose = null;

    #socket;
    #events;
    #closing = false;

    /**
     * @param {WebSocket | import('./stream.js').StreamSocket} socket freshly made
     * @param {ChannelEvents} events
     */
    constructor(socket, events) {
        this.#socket = socket;
        this.#events = events;
        const limit = setTimeout(() => socket.close(), OPEN_TIMEOUT);
        let settle;
        /** @type {Promise<boolean>} never settled if it was we who gave it up */
        this.opened = new Promise(resolve => {
            settle = resolve;
        });
        /** @type {Promise<number>} the host's close code, once the socket is closed */
        this.closed = new Promise(resolve => {
            socket.onclose = event => {
                clearTimeout(limit);
                if (!this.#closing)
                    settle(false);
                // An answer to our own Close frame says nothing, whatever code it carries.
                const meant = event.code && (!this.#closing || event.code >= 4000);
                resolve(meant ? event.code : NO_CODE);
                this.onclose?.(event);
            };
        });
        socket.binaryType = 'arraybuffer';
        socket.onopen = event => {
            clearTimeout(limit);
            settle(true);
            this.onopen?.(event);
        };
        socket.onerror = event => this.onerror?.(event);
        socket.onmessage = event => this.#receive(event);
    }

    get readyState() {
        return this.#socket.readyState;
    }

    get protocol() {
        return this.#socket.protocol;
    }

    get binaryType() {
        return this.#socket.binaryType;
    }

    set binaryType(type) {
        this.#socket.binaryType = type;
    }

    send(data) {
        this.#socket.send(data);
        if (carriesText(data))
            this.#events.textSent?.();
    }

    close(code = 1000) {
        this.#closing ||= this.#socket.readyState <= 1; // CONNECTING or OPEN
        this.#socket.close(code);
    }

    #receive(event) {
        if (typeof event.data === 'string') {
            this.#readNotice(event.data);
            return;
        }
        this.#events.received?.(event.data.byteLength);
        try {
            this.onmessage?.(event);
        } catch (error) {
            // noVNC throws at some broken input and would then wait for ever.
            console.error(error);
            this.close(BROKEN);
        }
    }

    #readNotice(text) {
        let notice = null;
        try {
            notice = JSON.parse(text);
        } catch {
            // A notice that can't be read is none.
        }
        if (typeof notice?.type === 'string')
            this.#events.notice(notice);
    }
}

/**
 * Whether a ClientCutText begins here that has a text in it. In the extended form (rfbproto), told by a
 * negative length, noVNC announces a text first and sends it when it is asked for.
 * @param {Uint8Array} data what noVNC sends at once
 */
function carriesText(data) {
    const CLIENT_CUT_TEXT = 6;
    const PROVIDE = 0x10; // in the first byte of the flags
    return data[0] === CLIENT_CUT_TEXT && ((data[4] & 0x80) === 0 || (data[8] & PROVIDE) !== 0);
}
