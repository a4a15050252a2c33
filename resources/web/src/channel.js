// The WebSocket to the host as noVNC wants to see it: binary frames only. Text frames are notices
// for the page, and the close code, which noVNC keeps to itself, is kept here.

/**
 * @typedef {object} ChannelEvents
 * @property {(notice: {type: string}) => void} notice
 */

const NO_CODE = 1006; // RFC 6455 §7.1.5: closed without a Close frame
const BROKEN = 3000; // our own: noVNC could not go on

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
     * @param {WebSocket} socket freshly made
     * @param {ChannelEvents} events
     */
    constructor(socket, events) {
        this.#socket = socket;
        this.#events = events;
        /** @type {Promise<number>} the host's close code, once the socket is closed */
        this.closed = new Promise(resolve => {
            socket.onclose = event => {
                // An answer to our own Close frame says nothing, whatever code it carries.
                const meant = event.code && (!this.#closing || event.code >= 4000);
                resolve(meant ? event.code : NO_CODE);
                this.onclose?.(event);
            };
        });
        socket.binaryType = 'arraybuffer';
        socket.onopen = event => this.onopen?.(event);
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
