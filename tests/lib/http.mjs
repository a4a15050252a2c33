// HTTPS as bytes: nothing is added, corrected or retried for the test's convenience.
import net from 'node:net';
import tls from 'node:tls';

import {within} from './wait.mjs';

/** A TLS (or, behind a proxy, plain) connection to the port. `from`: the local address. */
export function connect(port, {plain = false, host = '127.0.0.1', from, servername} = {}) {
    return within(
        10000,
        `a connection to port ${port}`,
        new Promise((resolve, reject) => {
            const raw = net.connect({host, port, localAddress: from});
            const socket = plain
                ? raw
                : tls.connect({socket: raw, rejectUnauthorized: false, servername});
            raw.once('error', reject);
            socket.once('error', reject);
            socket.once(plain ? 'connect' : 'secureConnect', () => {
                socket.removeListener('error', reject);
                raw.removeListener('error', reject);
                socket.on('error', () => {});
                raw.on('error', () => {});
                socket.setNoDelay(true);
                resolve(socket);
            });
        })
    );
}

/** Reads from a socket by need. */
export class Reader {
    #buffer = Buffer.alloc(0);
    #ended = false;
    #wake = () => {};

    constructor(socket) {
        this.socket = socket;
        socket.on('data', data => {
            this.#buffer = Buffer.concat([this.#buffer, data]);
            this.#wake();
        });
        for (const end of ['end', 'close', 'error']) {
            socket.on(end, () => {
                this.#ended = true;
                this.#wake();
            });
        }
    }

    /** Waits until `cut` finds how many bytes to take (a negative number: none yet). */
    async #take(cut, what, ms = 15000) {
        const taken = (async () => {
            for (;;) {
                const length = cut(this.#buffer, this.#ended);
                if (length >= 0) {
                    const bytes = this.#buffer.subarray(0, length);
                    this.#buffer = this.#buffer.subarray(length);
                    return bytes;
                }
                if (this.#ended) throw new Error(`the connection ended before ${what}`);
                await new Promise(resolve => {
                    this.#wake = resolve;
                });
            }
        })();
        return within(ms, what, taken);
    }

    bytes(count, ms) {
        return this.#take(buffer => (buffer.length >= count ? count : -1), `${count} bytes`, ms);
    }

    until(mark, ms) {
        return this.#take(
            buffer => {
                const at = buffer.indexOf(mark);
                return at < 0 ? -1 : at + mark.length;
            },
            JSON.stringify(mark),
            ms
        );
    }

    /** All that comes until the other side closes. */
    rest(ms) {
        return this.#take((buffer, ended) => (ended ? buffer.length : -1), 'the end', ms);
    }

    get ended() {
        return this.#ended;
    }
}

/** Reads one HTTP answer. */
export async function readAnswer(reader, {head = false, ms} = {}) {
    const text = (await reader.until('\r\n\r\n', ms)).toString('latin1');
    const [statusLine, ...lines] = text.trimEnd().split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
    const headers = {};
    for (const line of lines) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    let body = Buffer.alloc(0);
    if (status !== 101 && status !== 204 && !head) {
        body =
            headers['content-length'] === undefined
                ? await reader.rest()
                : await reader.bytes(Number(headers['content-length']));
    }
    return {status, headers, body, text: body.toString('utf8')};
}

/** Sends these bytes on a fresh connection and reads one answer. */
export async function sendRaw(port, bytes, options = {}) {
    const socket = await connect(port, options);
    try {
        const reader = new Reader(socket);
        socket.write(bytes);
        return await readAnswer(reader, options);
    } finally {
        socket.destroy();
    }
}

/**
 * One request on a fresh connection. Host is right unless given; `headers` is an object or a
 * list of pairs (so that a header can be doubled); a Host of null is left out.
 */
export async function request(
    port,
    {method = 'GET', path = '/', headers = {}, body, ...options} = {}
) {
    const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
    const has = name => pairs.some(([key]) => key.toLowerCase() === name);
    const lines = [`${method} ${path} HTTP/1.1`];
    if (!has('host')) lines.push(`Host: ${options.hostHeader ?? `127.0.0.1:${port}`}`);
    for (const [key, value] of pairs) if (value !== null) lines.push(`${key}: ${value}`);
    const payload =
        body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    if (body !== undefined && !has('content-length'))
        lines.push(`Content-Length: ${Buffer.byteLength(payload)}`);
    lines.push('Connection: close');
    return sendRaw(port, `${lines.join('\r\n')}\r\n\r\n${payload}`, {
        head: method === 'HEAD',
        ...options,
    });
}

/** POST to the API as our own page does it. The answer's JSON is `json`. */
export async function post(oriel, path, body, {headers = {}, ...options} = {}) {
    const answer = await request(oriel.port, {
        method: 'POST',
        path: `/api/${path}`,
        body,
        headers: {'Origin': oriel.origin, 'Content-Type': 'application/json', ...headers},
        ...options,
    });
    try {
        answer.json = JSON.parse(answer.text);
    } catch {
        answer.json = null;
    }
    return answer;
}

/** The page's own join: the answer with its `json`. */
export function join(oriel, password = oriel.password, options = {}) {
    return post(oriel, 'join', {password}, options);
}
