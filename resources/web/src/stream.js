// Stands in for the WebSocket where a browser refuses it: Safari on iPhone and iPad takes a page with
// a self-signed certificate after a warning, but no WebSocket. The same frames come in the body of
// one answer that does not end, and go in the bodies of small requests. One request is under way at
// a time, so that their order is kept; what is sent meanwhile goes with the next one.

import {FrameReader, OPCODE, clientFrame, joined} from './frames.js';

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3]; // as WebSocket has them
const NO_CODE = 1006; // RFC 6455 §7.1.5: closed without a Close frame
const MAX_SEND = 32 * 1024; // bytes in a request: the host's limit
const SILENCE = 60_000; // ms; the host gives a sign of life every 25 s
const TYPE = 'application/octet-stream';

/** Has the members of a WebSocket that ViewerChannel and noVNC use. */
export class StreamSocket {
    onopen = null;
    onmessage = null;
    onerror = null;
    onclose = null;
    binaryType = 'arraybuffer'; // and nothing else
    protocol = 'oriel';
    readyState = CONNECTING;

    #id = ''; // the host's name for this stream, a secret
    #sent = 0; // requests
    /** @type {Uint8Array[]} */
    #waiting = [];
    #sending = false;
    #receiving = new AbortController();
    #silence = 0;

    /** @param {string} ticket */
    constructor(ticket) {
        this.#receive(ticket);
    }

    /** @param {Uint8Array} data */
    send(data) {
        this.#queue(OPCODE.binary, data);
    }

    close(code = 1000) {
        this.#end(this.readyState === CONNECTING ? NO_CODE : code);
    }

    async #receive(ticket) {
        let code = NO_CODE;
        try {
            const headers = {'Content-Type': 'application/json'};
            const response = await post('api/stream', headers, JSON.stringify({ticket}),
                this.#receiving.signal);
            // A web server's own page is no stream.
            if (response.status === 200 && response.headers.get('Content-Type') === TYPE)
                code = await this.#read(response.body.getReader());
        } catch {
            // The connection is lost, or it was we who ended it.
        }
        this.#end(code);
    }

    /** @returns {Promise<number>} the host's close code */
    async #read(reader) {
        const frames = new FrameReader();
        while (this.readyState <= OPEN) {
            clearTimeout(this.#silence);
            this.#silence = setTimeout(() => this.#end(NO_CODE), SILENCE);
            const {done, value} = await reader.read();
            if (done)
                break;
            for (const {opcode, payload} of frames.read(value)) {
                if (opcode === OPCODE.close)
                    return (payload[0] << 8) | payload[1];
                this.#take(opcode, payload);
            }
        }
        return NO_CODE;
    }

    #take(opcode, payload) {
        if (this.readyState > OPEN)
            return;
        if (opcode === OPCODE.binary)
            this.onmessage?.({data: payload});
        else if (opcode === OPCODE.ping)
            this.#queue(OPCODE.pong, payload);
        else if (opcode === OPCODE.text && this.readyState === CONNECTING)
            this.#open(JSON.parse(new TextDecoder().decode(payload)));
        else if (opcode === OPCODE.text)
            this.onmessage?.({data: new TextDecoder().decode(payload)});
    }

    #open({id}) {
        this.#id = id;
        this.readyState = OPEN;
        this.onopen?.({});
    }

    #queue(opcode, payload) {
        if (this.readyState !== OPEN)
            return;
        this.#waiting.push(clientFrame(opcode, payload));
        if (!this.#sending)
            this.#send();
    }

    async #send() {
        this.#sending = true;
        await null; // what is sent in this turn goes together
        try {
            while (this.#waiting.length && this.readyState === OPEN) {
                const headers = {'Content-Type': TYPE, 'Oriel-Stream': this.#id,
                    'Oriel-Sequence': String(this.#sent++)};
                const {status} = await post('api/send', headers, this.#nextBody());
                if (status !== 204)
                    this.#end(NO_CODE);
            }
        } catch {
            this.#end(NO_CODE);
        }
        this.#sending = false;
    }

    #nextBody() {
        const parts = [];
        let room = MAX_SEND;
        while (this.#waiting.length && room > 0) {
            const [first] = this.#waiting;
            const part = first.subarray(0, room);
            parts.push(part);
            room -= part.length;
            if (part.length < first.length)
                this.#waiting[0] = first.subarray(part.length);
            else
                this.#waiting.shift();
        }
        return joined(parts);
    }

    /** Once. The host learns of it by the end of the answer that it is sending. */
    #end(code) {
        if (this.readyState > OPEN)
            return;
        const failed = this.readyState === CONNECTING;
        this.readyState = CLOSING;
        this.#waiting = [];
        clearTimeout(this.#silence);
        this.#receiving.abort();
        // A WebSocket, too, tells of its end only after the turn that asked for it.
        setTimeout(() => {
            this.readyState = CLOSED;
            if (failed)
                this.onerror?.({});
            this.onclose?.({code, reason: ''});
        });
    }
}

function post(path, headers, body, signal) {
    return fetch(path, {method: 'POST', headers, body, signal, cache: 'no-store',
        credentials: 'omit', redirect: 'error'});
}
