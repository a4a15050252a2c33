// The panel with the files that pass: those to the host, one after the other, and those that the host
// offers.

import {takeDrops} from './drop.js';
import {$} from './dom.js';
import {FileRow} from './filerow.js';
import {Upload} from './upload.js';

const MOST_ENDED = 6; // rows that stay to be read
const PAUSE = 2000; // ms before a transfer that broke is tried again
const MOST_BREAKS = 3; // with the connection still there: something in between has it so
const HOST_PATIENCE = 70_000; // ms; within a minute the host notices that the last one broke

/**
 * @typedef {object} Outgoing
 * @property {File} file
 * @property {FileRow} row
 * @property {number} breaks so often it was lost
 * @property {number} busySince by Date.now(): the host has another one of this visit; 0: it has not
 */

export class Files {
    #around;
    #on = false;
    #isAway = true; // the connection
    #limit = 0; // bytes
    /** @type {Outgoing[]} */
    #queue = [];
    /** @type {Upload | null} */
    #sending = null;
    /** @type {Map<number, {row: FileRow, ticket: string}>} by the host's number */
    #offers = new Map();

    /**
     * @param {object} around
     * @param {() => string | null} around.token of the present visit, for the host to know it by
     * @param {() => void} around.open shows the panel
     * @param {() => void} around.openInTurn shows it when no other one is in use
     */
    constructor(around) {
        this.#around = around;
        $('files-narrow').addEventListener('click', around.open);
        $('files-send').addEventListener('click', () => $('files-input').click());
        $('files-input').addEventListener('change', ({target}) => {
            this.#add([...target.files]);
            target.value = ''; // the same file may be chosen again
        });
        takeDrops({
            may: () => this.#on,
            dropped: (files, folders) => {
                around.open();
                for (const name of folders)
                    this.#end(this.#listed({name, size: 0}), {end: 'folder'});
                this.#add(files);
            },
        });
        addEventListener('beforeunload', event => {
            if (this.#sending || this.#queue.length > 0)
                event.preventDefault();
        });
    }

    /** @param {number} limit bytes a file; 0: none may pass */
    start(limit) {
        this.#on = limit > 0;
        this.#isAway = false;
        this.#limit = limit;
        $('files').hidden = $('files-narrow').hidden = !this.#on;
        this.#next();
    }

    /** The connection is away: what breaks now, and what waits, waits for start(). */
    pause() {
        this.#isAway = true;
    }

    /** The visit is over. */
    stop() {
        this.#on = false;
        this.#isAway = true;
        this.#queue = [];
        this.#sending?.cancel();
        this.#offers.clear();
        $('files-list').replaceChildren();
        $('files').hidden = $('files-narrow').hidden = true;
    }

    /** @param {{event: string, file: number, name?: string, size?: number, ticket?: string, reason?: string}}
     *     notice of the host */
    noticed({event, file, name, size, ticket, reason}) {
        if (event === 'offered')
            this.#offered(file, {name, size, ticket});
        else if (this.#sending?.id === file)
            this.#sending.ended(reason);
        else
            this.#offerEnded(file, reason === 'done' ? {end: reason, said: 'files.fetched'} : {end: reason});
    }

    #listed(file) {
        const row = new FileRow(file);
        $('files-list').prepend(row.element);
        const ended = $('files-list').querySelectorAll('[data-end]');
        for (const old of [...ended].slice(MOST_ENDED))
            old.remove();
        return row;
    }

    /** @param {File[]} files */
    #add(files) {
        this.#around.open();
        for (const file of files) {
            const row = this.#listed(file);
            if (file.size > this.#limit)
                this.#end(row, {end: 'too-large', limit: this.#limit});
            else
                this.#enqueue({file, row, breaks: 0, busySince: 0});
        }
        this.#next();
    }

    /** @param {Outgoing} outgoing */
    #enqueue(outgoing, {first = false} = {}) {
        outgoing.row.say('files.queued');
        outgoing.row.offer({'files.cancel': () => this.#cancel(outgoing)});
        if (first)
            this.#queue.unshift(outgoing);
        else
            this.#queue.push(outgoing);
    }

    async #next() {
        const token = this.#around.token();
        if (this.#sending || !this.#on || this.#isAway || !token || this.#queue.length === 0)
            return;
        const outgoing = this.#queue.shift();
        const {file, row} = outgoing;
        const upload = new Upload(file, {
            sending: () => this.#say(row, 'files.sending'),
            moved: bytes => row.move(bytes),
        });
        this.#sending = upload;
        this.#say(row, 'files.asking');
        row.offer({'files.cancel': () => upload.cancel()});
        const {end, name, limit} = await upload.run(token);
        this.#sending = null;
        if (!this.#on)
            return;
        if (this.#isToBeTried(outgoing, end)) {
            this.#enqueue(outgoing, {first: true});
            setTimeout(() => this.#next(), PAUSE);
            return;
        }
        if (end !== 'done')
            this.#end(row, {end, limit});
        else if (name === file.name)
            this.#end(row, {end, said: 'files.sent'});
        else
            this.#end(row, {end, said: 'files.sentAs', name});
        this.#next();
    }

    /** Again: what broke with the connection, or before anybody noticed that it broke. */
    #isToBeTried(outgoing, end) {
        if (end === 'busy') {
            outgoing.busySince ||= Date.now();
            return Date.now() - outgoing.busySince < HOST_PATIENCE;
        }
        outgoing.busySince = 0;
        // The host knows nobody by a token whose connection it has just seen break.
        if (end !== 'lost' && end !== 'rights')
            return false;
        return this.#isAway || ++outgoing.breaks < MOST_BREAKS;
    }

    #cancel(outgoing) {
        const index = this.#queue.indexOf(outgoing);
        if (index < 0)
            return;
        this.#queue.splice(index, 1);
        this.#end(outgoing.row, {end: 'withdrawn'});
    }

    /** Told again when the download broke, and behind a lost connection. */
    #offered(id, {name, size, ticket}) {
        const row = this.#offers.get(id)?.row ?? this.#listed({name, size});
        this.#offers.set(id, {row, ticket});
        this.#around.openInTurn();
        const address = `api/files/${encodeURIComponent(ticket)}`;
        row.offer({
            'files.download': () => {
                row.say('files.fetching');
                row.offer({});
                download(address, name);
            },
            'files.decline': () => {
                this.#offerEnded(id, {end: 'withdrawn'});
                fetch(address, {method: 'DELETE', cache: 'no-store', credentials: 'omit'})
                    .catch(() => {}); // the host sees it unanswered, then
            },
        });
        this.#say(row, 'files.offered');
    }

    #offerEnded(id, how) {
        const offer = this.#offers.get(id);
        if (!offer)
            return;
        this.#offers.delete(id);
        this.#end(offer.row, how);
    }

    /** Also for who doesn't see it: what changes, and not how far it is. */
    #say(row, key) {
        row.say(key);
        this.#announce(row);
    }

    #end(row, how) {
        row.end(how);
        this.#announce(row);
    }

    #announce(row) {
        $('files-said').textContent = `${row.name}: ${row.words}`;
    }
}

/** By a link, so that the browser shows it among its downloads and puts it where the person wants it. */
function download(address, name) {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
}
