// A small RFB client over WebSocket: it offers what a test names and records all it is sent.
import assert from 'node:assert/strict';
import {createCipheriv} from 'node:crypto';
import {inflateSync} from 'node:zlib';
import WebSocket from 'ws';

import {within} from './wait.mjs';

/** Encodings and pseudo-encodings by name (RFC 6143 §7.7, §7.8; rfbproto). */
export const encoding = {
    raw: 0,
    copyRect: 1,
    zlib: 6,
    tight: 7,
    zrle: 16,
    cursor: -239,
    mostCompressed: -247,
    desktopSize: -223,
    lastRect: -224,
    pointerPosition: -232,
    qemuKeys: -258,
    qemuLeds: -261,
    desktopName: -307,
    extendedDesktopSize: -308,
    fence: -312,
    continuousUpdates: -313,
    extendedMouseButtons: -316,
    alphaCursor: 0x574d5664,
    extendedClipboard: 0xc0a1e5ce | 0,
};

/** A WebSocket that is open, or an error with the HTTP status that refused it. */
export function openWebSocket(
    oriel,
    {path = '/websockify', protocols = [], headers = {}, plain = false, from} = {}
) {
    const socket = new WebSocket(
        `${plain ? 'ws' : 'wss'}://127.0.0.1:${oriel.port}${path}`,
        protocols,
        {rejectUnauthorized: false, headers, perMessageDeflate: false, localAddress: from}
    );
    // The server may speak in the same breath in which the socket opens.
    socket.early = [];
    socket.on('message', (...message) => socket.early?.push(message));
    return within(
        15000,
        `a WebSocket at ${path}`,
        new Promise((resolve, reject) => {
            socket.once('open', () => resolve(socket));
            socket.once('unexpected-response', (request, response) => {
                reject(
                    Object.assign(new Error(`refused with ${response.statusCode}`), {
                        status: response.statusCode,
                    })
                );
                request.destroy();
            });
            socket.once('error', reject);
            socket.on('error', () => {});
        })
    );
}

/** The answer of VNC Authentication (RFC 6143 §7.2.2): DES, each key byte's bits mirrored. */
export function vncResponse(challenge, password) {
    const key = Buffer.alloc(8);
    Buffer.from(password).copy(key, 0, 0, 8);
    for (let i = 0; i < 8; ++i)
        key[i] = parseInt(key[i].toString(2).padStart(8, '0').split('').reverse().join(''), 2);
    // Triple DES with one key thrice is DES, and unlike DES it is in OpenSSL's default provider.
    const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null);
    cipher.setAutoPadding(false);
    return Buffer.concat([cipher.update(challenge), cipher.final()]);
}

/** RFB 3.8 over an open WebSocket. */
export class RfbClient {
    #buffer = Buffer.alloc(0);
    #sleepers = [];

    /** JSON notices of our own subprotocol. */
    notices = [];
    /** Everything the server sent after ServerInit: {type, …}. */
    messages = [];
    texts = [];

    constructor(socket) {
        this.socket = socket;
        this.closed = new Promise(resolve => {
            socket.on('close', (code, reason) => {
                this.closeCode = code;
                this.closeReason = reason.toString();
                this.#wake();
                resolve({code, reason: this.closeReason});
            });
        });
        socket.on('message', (...message) => this.#take(...message));
        socket.early.splice(0).forEach(message => this.#take(...message));
        socket.early = null;
    }

    #take(data, isBinary) {
        if (isBinary)
            this.#buffer = Buffer.concat([this.#buffer, data]);
        else
            this.notices.push(JSON.parse(data.toString()));
        this.#wake();
    }

    #wake() {
        this.#sleepers.splice(0).forEach(wake => wake());
    }

    async #until(ready, what, ms = 15000) {
        await within(
            ms,
            what,
            (async () => {
                while (!ready()) {
                    if (this.closeCode !== undefined)
                        throw new Error(
                            `closed with ${this.closeCode} ${this.closeReason} before ${what}`
                        );
                    await new Promise(resolve => this.#sleepers.push(resolve));
                }
            })()
        );
    }

    async bytes(count, ms) {
        await this.#until(() => this.#buffer.length >= count, `${count} bytes`, ms);
        const bytes = this.#buffer.subarray(0, count);
        this.#buffer = this.#buffer.subarray(count);
        return bytes;
    }

    /** Waits for a notice of this type. */
    async notice(type, ms) {
        let found;
        await this.#until(
            () => {
                found = this.notices.find(notice => notice.type === type);
                return found;
            },
            `the notice ${type}`,
            ms
        );
        this.notices.splice(this.notices.indexOf(found), 1);
        return found;
    }

    /** The close code within `ms`. What the server still sends is read past. */
    async closeWithin(ms = 15000) {
        return (await within(ms, 'the server to close', this.closed)).code;
    }

    send(bytes) {
        this.socket.send(Buffer.from(bytes), {binary: true});
    }

    /** To the list of security types the server offers. */
    async greet(version = 'RFB 003.008\n') {
        this.serverVersion = (await this.bytes(12)).toString('latin1');
        assert.equal(this.serverVersion, 'RFB 003.008\n');
        this.send(Buffer.from(version, 'latin1'));
        const count = (await this.bytes(1))[0];
        if (count === 0) throw Object.assign(new Error(await this.reason()), {turnedAway: true});
        this.securityTypes = [...(await this.bytes(count))];
        return this.securityTypes;
    }

    async reason() {
        const length = (await this.bytes(4)).readUInt32BE(0);
        assert.ok(length < 1000, `a reason of ${length} bytes`);
        return (await this.bytes(length)).toString('utf8');
    }

    /** Chooses the security type; with VNC Authentication answers the challenge. */
    async authenticate(password, ms) {
        if (password === undefined) {
            assert.deepEqual(this.securityTypes, [1], 'a ticket needs no password');
            this.send([1]);
        } else {
            assert.deepEqual(this.securityTypes, [2], 'without a ticket only VNC Authentication');
            this.send([2]);
            this.send(vncResponse(await this.bytes(16), password));
        }
        const result = (await this.bytes(4, ms)).readUInt32BE(0);
        if (result !== 0)
            throw Object.assign(new Error(await this.reason()), {securityResult: result});
    }

    /** ClientInit and ServerInit. */
    async initialise(shared = true) {
        this.send([shared ? 1 : 0]);
        const head = await this.bytes(24);
        this.width = head.readUInt16BE(0);
        this.height = head.readUInt16BE(2);
        this.format = {
            bitsPerPixel: head[4],
            depth: head[5],
            bigEndian: head[6],
            trueColour: head[7],
            max: [head.readUInt16BE(8), head.readUInt16BE(10), head.readUInt16BE(12)],
            shift: [head[14], head[15], head[16]],
        };
        this.name = (await this.bytes(head.readUInt32BE(20))).toString('utf8');
        this.pixels = Buffer.alloc(this.width * this.height * 4);
    }

    setEncodings(...encodings) {
        const message = Buffer.alloc(4 + 4 * encodings.length);
        message[0] = 2;
        message.writeUInt16BE(encodings.length, 2);
        encodings.forEach((value, i) => message.writeInt32BE(value, 4 + 4 * i));
        this.offered = new Set(encodings);
        this.send(message);
    }

    requestUpdate(incremental = false, x = 0, y = 0, width = this.width, height = this.height) {
        const message = Buffer.alloc(10);
        message[0] = 3;
        message[1] = incremental ? 1 : 0;
        [x, y, width, height].forEach((value, i) => message.writeUInt16BE(value, 2 + 2 * i));
        this.send(message);
    }

    /** EnableContinuousUpdates (rfbproto). */
    continuousUpdates(enable = true, x = 0, y = 0, width = this.width, height = this.height) {
        const message = Buffer.alloc(10);
        message[0] = 150;
        message[1] = enable ? 1 : 0;
        [x, y, width, height].forEach((value, i) => message.writeUInt16BE(value, 2 + 2 * i));
        this.send(message);
    }

    fence(flags, payload) {
        const head = Buffer.alloc(9);
        head[0] = 248;
        head.writeUInt32BE(flags >>> 0, 4);
        head[8] = payload.length;
        this.send(Buffer.concat([head, Buffer.from(payload)]));
    }

    key(keysym, down) {
        const message = Buffer.alloc(8);
        message[0] = 4;
        message[1] = down ? 1 : 0;
        message.writeUInt32BE(keysym, 4);
        this.send(message);
    }

    tap(keysym) {
        this.key(keysym, true);
        this.key(keysym, false);
    }

    /** QEMU Extended Key Event (rfbproto, message 255). */
    qemuKey(keysym, scancode, down) {
        const message = Buffer.alloc(12);
        message[0] = 255;
        message.writeUInt16BE(down ? 1 : 0, 2);
        message.writeUInt32BE(keysym, 4);
        message.writeUInt32BE(scancode, 8);
        this.send(message);
    }

    /** `buttons`: bit n is button n + 1; 8 and 9 use the extended form (rfbproto). */
    pointer(x, y, buttons = 0, extended = buttons > 0x7f) {
        const message = Buffer.alloc(extended ? 7 : 6);
        message[0] = 5;
        message[1] = extended ? 0x80 | (buttons & 0x7f) : buttons;
        message.writeUInt16BE(x, 2);
        message.writeUInt16BE(y, 4);
        if (extended) message[6] = buttons >> 7;
        this.send(message);
    }

    cutText(text) {
        const data = Buffer.from(text, 'latin1');
        const head = Buffer.alloc(8);
        head[0] = 6;
        head.writeUInt32BE(data.length, 4);
        this.send(Buffer.concat([head, data]));
    }

    /** An Extended Clipboard message: the flags and the payload as they go on the wire. */
    extendedClipboard(flags, payload = Buffer.alloc(0)) {
        const head = Buffer.alloc(12);
        head[0] = 6;
        head.writeInt32BE(-(4 + payload.length), 4);
        head.writeUInt32BE(flags >>> 0, 8);
        this.send(Buffer.concat([head, payload]));
    }

    setDesktopSize(width, height) {
        const message = Buffer.alloc(24);
        message[0] = 251;
        message.writeUInt16BE(width, 2);
        message.writeUInt16BE(height, 4);
        message[6] = 1;
        message.writeUInt16BE(width, 16);
        message.writeUInt16BE(height, 18);
        this.send(message);
    }

    /** Reads one server message whole, applies it and returns it. */
    async message(ms) {
        const type = (await this.bytes(1, ms))[0];
        const readers = {
            0: this.#update,
            2: this.#bell,
            3: this.#cut,
            150: this.#endOfContinuous,
            248: this.#fence,
        };
        assert.ok(readers[type], `a server message of unknown type ${type}`);
        const message = {type, ...(await readers[type].call(this))};
        this.messages.push(message);
        return message;
    }

    /** The next FramebufferUpdate; other messages before it are kept in `messages`. */
    async update(ms) {
        for (;;) {
            const message = await this.message(ms);
            if (message.type === 0) return message;
        }
    }

    /** Updates until `done(client)`; asks for more as noVNC does, one at a time. */
    async updatesUntil(done, ms = 15000, what = 'the picture') {
        await within(
            ms,
            what,
            (async () => {
                while (!done(this)) {
                    this.requestUpdate(true);
                    await this.update(ms);
                }
            })()
        );
    }

    async #update() {
        const head = await this.bytes(3);
        const count = head.readUInt16BE(1);
        const rectangles = [];
        for (let i = 0; i < count; ++i) {
            const rectangle = await this.#rectangle();
            rectangles.push(rectangle);
            if (rectangle.encoding === encoding.lastRect) break;
        }
        return {rectangles};
    }

    async #rectangle() {
        const head = await this.bytes(12);
        const rectangle = {
            x: head.readUInt16BE(0),
            y: head.readUInt16BE(2),
            width: head.readUInt16BE(4),
            height: head.readUInt16BE(6),
            encoding: head.readInt32BE(8),
        };
        const {x, y, width, height} = rectangle;
        assert.ok(
            this.offered.has(rectangle.encoding) || rectangle.encoding === encoding.raw,
            `encoding ${rectangle.encoding} was not offered`
        );
        switch (rectangle.encoding) {
            case encoding.raw:
                assert.ok(
                    x + width <= this.width && y + height <= this.height,
                    'inside the screen'
                );
                this.#paint(x, y, width, height, await this.bytes(width * height * 4));
                break;
            case encoding.copyRect:
                this.#copy(x, y, width, height, await this.bytes(4));
                break;
            case encoding.cursor: {
                const pixels = await this.bytes(width * height * 4);
                const mask = await this.bytes(Math.ceil(width / 8) * height);
                this.cursor = {hotSpot: [x, y], width, height, pixels, mask};
                break;
            }
            case encoding.alphaCursor:
                await this.#alphaCursor(rectangle);
                break;
            case encoding.desktopSize:
                this.#resize(width, height);
                break;
            case encoding.extendedDesktopSize: {
                const screens = (await this.bytes(4))[0];
                rectangle.screens = await this.bytes(16 * screens);
                rectangle.reason = x;
                rectangle.status = y;
                this.#resize(width, height);
                break;
            }
            case encoding.qemuLeds:
                this.leds = (await this.bytes(1))[0];
                break;
            case encoding.desktopName:
                this.name = (await this.bytes((await this.bytes(4)).readUInt32BE(0))).toString(
                    'utf8'
                );
                break;
            case encoding.lastRect:
            case encoding.qemuKeys:
            case encoding.extendedMouseButtons:
            case encoding.pointerPosition:
                break;
            default:
                assert.fail(`no decoder for encoding ${rectangle.encoding}`);
        }
        return rectangle;
    }

    async #alphaCursor({x, y, width, height}) {
        const type = (await this.bytes(2))[0];
        if (type === 0) {
            await this.bytes(width * height * 8);
            this.cursor = {hotSpot: [x, y], width, height};
        } else {
            assert.equal(type, 1, 'VMware cursor type');
            this.cursor = {
                hotSpot: [x, y],
                width,
                height,
                pixels: await this.bytes(width * height * 4),
            };
        }
    }

    #paint(x, y, width, height, data) {
        for (let row = 0; row < height; ++row)
            data.copy(
                this.pixels,
                ((y + row) * this.width + x) * 4,
                row * width * 4,
                (row + 1) * width * 4
            );
    }

    #copy(x, y, width, height, source) {
        const from = this.region(source.readUInt16BE(0), source.readUInt16BE(2), width, height);
        this.#paint(x, y, width, height, from);
    }

    #resize(width, height) {
        if (width === this.width && height === this.height) return;
        this.width = width;
        this.height = height;
        this.pixels = Buffer.alloc(width * height * 4);
    }

    /** A copy of the pixels of a rectangle: R, G, B, X. */
    region(x, y, width, height) {
        const out = Buffer.alloc(width * height * 4);
        for (let row = 0; row < height; ++row)
            this.pixels.copy(
                out,
                row * width * 4,
                ((y + row) * this.width + x) * 4,
                ((y + row) * this.width + x + width) * 4
            );
        return out;
    }

    /** Colour at a point as 0xRRGGBB. */
    colour(x, y) {
        return this.pixels.readUIntBE((y * this.width + x) * 4, 3);
    }

    async #bell() {
        return {};
    }

    async #cut() {
        const length = (await this.bytes(7)).readInt32BE(3);
        if (length >= 0) {
            const text = (await this.bytes(length)).toString('latin1');
            this.texts.push(text);
            return {text};
        }
        assert.ok(this.offered.has(encoding.extendedClipboard), 'Extended Clipboard was offered');
        const data = await this.bytes(-length);
        const message = {flags: data.readUInt32BE(0), payload: data.subarray(4)};
        if ((message.flags & 0x11000000) === 0x10000000) message.text = this.#provided(message.payload);
        return message;
    }

    #provided(payload) {
        const data = inflateSync(payload, {finishFlush: 2});
        const text = data
            .subarray(4, 4 + data.readUInt32BE(0))
            .toString('utf8')
            .replace(/\0$/, '');
        this.texts.push(text);
        return text;
    }

    async #endOfContinuous() {
        return {};
    }

    async #fence() {
        const head = await this.bytes(8);
        return {flags: head.readUInt32BE(3), payload: Buffer.from(await this.bytes(head[7]))};
    }

    close(code = 1000) {
        this.socket.close(code);
        return within(10000, 'the WebSocket to close', this.closed);
    }

    /** The network is gone: no close frame, no FIN in order. */
    cut() {
        this.socket.terminate();
    }
}

/** Opens a WebSocket and goes as far as ServerInit, with a ticket or by VNC Authentication. */
export async function connectRfb(
    oriel,
    {ticket, password, encodings = [encoding.raw], ...options} = {}
) {
    const path = ticket ? `/websockify?ticket=${ticket}` : '/websockify';
    const client = new RfbClient(await openWebSocket(oriel, {path, ...options}));
    await client.greet();
    await client.authenticate(password);
    await client.initialise();
    client.setEncodings(...encodings);
    return client;
}
