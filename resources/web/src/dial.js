// Opens the way to the host: the WebSocket, or its stand-in where the browser refuses the WebSocket.

import {ViewerChannel} from './channel.js';
import {StreamSocket} from './stream.js';

/**
 * @typedef {{ticket: string}} ToOriel what api/join or api/resume gave
 * @typedef {{socket: string}} ToAny address of a WebSocket on which any server speaks RFB
 */

/**
 * Of the two ways to Oriel the one that opens is kept as long as the page lives. Until one does they
 * take turns: a ticket may be used up by an attempt, so the next attempt is the next ticket's.
 */
export class Dialler {
    #address;
    #streams = false;
    #sure = false;

    /** @param {string} address of the WebSocket that takes "?ticket=…" */
    constructor(address) {
        this.#address = address;
    }

    /**
     * @param {ToOriel | ToAny} way
     * @param {import('./channel.js').ChannelEvents} events
     * @returns {ViewerChannel}
     */
    dial({ticket, socket}, events) {
        if (ticket === undefined)
            return new ViewerChannel(new WebSocket(socket, []), events);
        const streams = this.#streams;
        const made = streams ? new StreamSocket(ticket)
            : new WebSocket(`${this.#address}?ticket=${encodeURIComponent(ticket)}`, ['oriel']);
        const channel = new ViewerChannel(made, events);
        channel.opened.then(opened => this.#learn(streams, opened));
        return channel;
    }

    #learn(streams, opened) {
        if (this.#sure)
            return;
        this.#sure = opened;
        this.#streams = opened ? streams : !streams;
    }
}
