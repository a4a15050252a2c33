// Many connections that do what strangers do, kept up until the test is over.
import net from 'node:net';

import {connect} from './http.mjs';
import {within} from './wait.mjs';

/** Loopback has many addresses to come from. */
export const addressOf = i => `127.0.${Math.floor(i / 250) + 1}.${(i % 250) + 1}`;

/** TCP only: silence where TLS should begin. */
function silent(port, from) {
    return within(
        20000,
        'a TCP connection',
        new Promise((resolve, reject) => {
            const socket = net.connect({host: '127.0.0.1', port, localAddress: from});
            socket.once('error', reject);
            socket.once('connect', () => {
                socket.removeListener('error', reject);
                socket.on('error', () => {});
                socket.resume();
                resolve(socket);
            });
        })
    );
}

/** What a connection of a crowd does once it is there. */
export const manners = {
    silent,
    /** TLS, then half a request. */
    async half(port, from) {
        const socket = await connect(port, {from});
        socket.resume();
        socket.write('GET / HTTP/1.1\r\nHost: x');
        return socket;
    },
    /** TLS, then a byte now and then. */
    async slow(port, from) {
        const socket = await connect(port, {from});
        socket.resume();
        const drip = setInterval(() => socket.write('x'), 1000);
        socket.once('close', () => clearInterval(drip));
        return socket;
    },
};

/**
 * Keeps `count` connections open that behave as `manner` says: one that is cut is replaced at once.
 * `crowd.open` is how many there are; `crowd.end()` lets go of all of them.
 */
export class Crowd {
    #sockets = new Set();
    #ended = false;
    replaced = 0;

    constructor(port, manner, {addresses = 1} = {}) {
        this.port = port;
        this.manner = manner;
        this.addresses = addresses;
    }

    get open() {
        return this.#sockets.size;
    }

    async grow(count) {
        // A listener's queue is short: a few at a time.
        for (let i = 0; i < count; i += 25)
            await Promise.all(
                Array.from({length: Math.min(25, count - i)}, (_, j) => this.#add(i + j))
            );
    }

    async #add(i) {
        const socket = await this.manner(this.port, addressOf(i % this.addresses));
        if (this.#ended) {
            socket.destroy();
            return;
        }
        this.#sockets.add(socket);
        socket.once('close', () => {
            this.#sockets.delete(socket);
            if (this.#ended) return;
            ++this.replaced;
            this.#add(i).catch(() => {});
        });
    }

    end() {
        this.#ended = true;
        for (const socket of this.#sockets) socket.destroy();
    }
}
