// The way without a WebSocket, as bytes: frames down in one endless answer, up in small requests.
import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';

import {frame, opcode, readFrame} from './frames.mjs';
import {Reader, connect, join, readAnswer} from './http.mjs';
import {RfbClient, encoding} from './rfb.mjs';

function head(oriel, path, fields, length) {
    const all = {
        'Host': `127.0.0.1:${oriel.port}`,
        'Origin': oriel.origin,
        'Content-Length': length,
        ...fields,
    };
    const lines = Object.entries(all).filter(([, value]) => value !== null);
    return `POST ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`;
}

/** POST api/stream; the connection with the head of its answer, and the answer if it is whole. */
export async function requestStream(oriel, body, {headers = {}} = {}) {
    const socket = await connect(oriel.port);
    const reader = new Reader(socket);
    const bytes = JSON.stringify(body);
    socket.write(head(oriel, '/api/stream', headers, bytes.length) + bytes);
    const text = (await reader.until('\r\n\r\n')).toString('latin1');
    return {socket, reader, head: text, status: Number(text.slice(9, 12))};
}

/** A stream with the name that the host gave it. */
export class Stream {
    /** Of requests so far: the next one's number. */
    sent = 0;

    static async open(oriel, ticket) {
        const stream = new Stream();
        const opening = await requestStream(oriel, {ticket});
        assert.equal(opening.status, 200, opening.head);
        Object.assign(stream, opening, {oriel});
        const {opcode: kind, payload} = await readFrame(stream.reader);
        assert.equal(kind, opcode.text);
        stream.greeting = payload;
        stream.id = JSON.parse(payload.toString()).id;
        return stream;
    }

    /** One api/send, on the connection that carries them; its answer. */
    async post(bytes, {headers = {}, sequence = this.sent, id = this.id} = {}) {
        if (!this.carrier || this.carrier.destroyed) {
            this.carrier = await connect(this.oriel.port);
            this.answers = new Reader(this.carrier);
        }
        const fields = {'Oriel-Stream': id, 'Oriel-Sequence': sequence, ...headers};
        this.carrier.write(head(this.oriel, '/api/send', fields, bytes.length));
        this.carrier.write(bytes);
        const answer = await readAnswer(this.answers);
        if (answer.status === 204 && sequence === this.sent) ++this.sent;
        if (answer.headers.connection === 'close') this.carrier.destroy();
        return answer;
    }

    /** The code within `ms`; other frames are read past. */
    async closeCode(ms) {
        for (;;) {
            const {opcode: kind, payload} = await readFrame(this.reader, ms);
            if (kind === opcode.close) return payload.readUInt16BE(0);
        }
    }

    end() {
        this.socket.destroy();
        this.carrier?.destroy();
    }
}

/** A stream with the members of a WebSocket of "ws" that RfbClient uses. */
class StreamSocket extends EventEmitter {
    early = [];
    /** Settled once all that was sent so far is answered. */
    answered = Promise.resolve();
    /** Whether pings are answered, as a page that lives does. */
    answers = true;

    #waiting = [];
    #sending = false;

    constructor(stream) {
        super();
        this.stream = stream;
        this.#receive();
    }

    async #receive() {
        let code = 1006;
        try {
            while (code === 1006) {
                const {opcode: kind, payload} = await readFrame(this.stream.reader, 600000);
                if (kind === opcode.close) code = payload.readUInt16BE(0);
                else if (kind === opcode.ping && this.answers) this.#queue(frame(opcode.pong, payload));
                else if (kind !== opcode.ping) this.#emitMessage(payload, kind === opcode.binary);
            }
        } catch {
            // The connection is over.
        }
        this.stream.end();
        this.emit('close', code, Buffer.alloc(0));
    }

    #emitMessage(payload, isBinary) {
        if (this.early) this.early.push([payload, isBinary]);
        else this.emit('message', payload, isBinary);
    }

    send(data) {
        this.#queue(frame(opcode.binary, data));
    }

    #queue(bytes) {
        this.#waiting.push(bytes);
        if (!this.#sending) this.answered = this.#post();
    }

    async #post() {
        this.#sending = true;
        while (this.#waiting.length) {
            const all = Buffer.concat(this.#waiting.splice(0));
            for (let at = 0; at < all.length; at += 32768) {
                const {status} = await this.stream.post(all.subarray(at, at + 32768)).catch(() => ({}));
                if (status !== 204) this.stream.end();
            }
        }
        this.#sending = false;
    }

    close() {
        this.stream.end();
    }

    terminate() {
        this.stream.end();
    }
}

/** Goes as far as ServerInit, as connectRfb does over a WebSocket. */
export async function connectStream(oriel, {ticket, encodings = [encoding.raw]}) {
    const client = new RfbClient(new StreamSocket(await Stream.open(oriel, ticket)));
    await client.greet();
    await client.authenticate();
    await client.initialise();
    client.setEncodings(...encodings);
    return client;
}

/** Joins with the password of the moment and connects. */
export async function admittedByStream(oriel, options = {}) {
    const {json} = await join(oriel);
    const client = await connectStream(oriel, {...json, ...options});
    client.resumeToken = json.resume;
    return client;
}
