// The panel with the files that pass: those to the host, one after the other, and those that the host
// offers.

import {takeDrops} from './drop.js';
import {$} from './dom.js';
import {FileRow} from './filerow.js';
import {Upload} from './upload.js';

const MOST_ENDED = 6; // rows that stay to be read

export class Files {
    #around;
    #on = false;
    #limit = 0; // bytes
    /** @type {{upload: Upload, row: FileRow, file: File}[]} */
    #queue = [];
    /** @type {Upload | null} */
    #sending = null;
    /** @type {Map<number, {row: FileRow, ticket: string}>} by the host's number */
    #offers = new Map();

    /**
     * @param {object} around
     * @param {() => string | null} around.token of the present visit, for the host to know it by
     * @param {() => void} around.open shows the panel
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
                for (const name of folders)
                    this.#listed({name, size: 0}).end({end: 'folder'});
                this.#add(files);
            },
        });
        addEventListener('beforeunload', event => this.#sending && event.preventDefault());
    }

    /** @param {number} limit bytes a file; 0: none may pass */
    start(limit) {
        this.#on = limit > 0;
        this.#limit = limit;
        $('files').hidden = $('files-narrow').hidden = !this.#on;
        this.#next();
    }

    /** The visit is over. */
    stop() {
        this.#on = false;
        for (const {upload, row} of this.#queue.splice(0)) {
            upload.cancel();
            row.end({end: 'lost'});
        }
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
        this.#around.open();
        return row;
    }

    /** @param {File[]} files */
    #add(files) {
        for (const file of files) {
            const row = this.#listed(file);
            if (file.size > this.#limit) {
                this.#end(row, {end: 'too-large', limit: this.#limit});
                continue;
            }
            const upload = new Upload(file, {
                sending: () => this.#say(row, 'files.sending'),
                moved: bytes => row.move(bytes),
            });
            row.say('files.queued');
            row.offer({'files.cancel': () => this.#cancel(upload)});
            this.#queue.push({upload, row, file});
        }
        this.#next();
    }

    async #next() {
        const token = this.#around.token();
        if (this.#sending || !this.#on || !token || this.#queue.length === 0)
            return;
        const {upload, row, file} = this.#queue.shift();
        this.#sending = upload;
        this.#say(row, 'files.asking');
        row.offer({'files.cancel': () => upload.cancel()});
        const {end, name, limit} = await upload.run(token);
        this.#sending = null;
        if (end !== 'done')
            this.#end(row, {end, limit});
        else if (name === file.name)
            this.#end(row, {end, said: 'files.sent'});
        else
            this.#end(row, {end, said: 'files.sentAs', name});
        this.#next();
    }

    #cancel(upload) {
        const index = this.#queue.findIndex(queued => queued.upload === upload);
        if (index >= 0)
            this.#queue.splice(index, 1)[0].row.end({end: 'withdrawn'});
    }

    /** Told again behind a lost connection. */
    #offered(id, {name, size, ticket}) {
        if (this.#offers.has(id))
            return;
        const row = this.#listed({name, size});
        this.#offers.set(id, {row, ticket});
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
