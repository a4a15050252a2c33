// One file to the host: asked for, then sent. By XMLHttpRequest, since fetch tells nothing of how far
// it is with what it sends.

const NEWS_PATIENCE = 1500; // ms: why the host cut a transfer comes beside it, a moment later

/** @typedef {'done' | 'refused' | 'rights' | 'busy' | 'too-large' | 'no-space' | 'not-writable' | 'cancelled'
 *     | 'withdrawn' | 'lost' | 'between'} End `between`: a server on the way takes no request this large */

export class Upload {
    #file;
    #events;
    #steps = new AbortController();
    #told = withResolvers();

    /** The host's number for it, once it agreed. */
    id = 0;

    /**
     * @param {File} file
     * @param {{sending: () => void, moved: (bytes: number) => void}} events
     */
    constructor(file, events) {
        this.#file = file;
        this.#events = events;
    }

    /**
     * @param {string} token the visit's `resume`
     * @returns {Promise<{end: End, name?: string, limit?: number}>}
     */
    async run(token) {
        const asked = await this.#ask(token);
        if (!asked.ticket)
            return asked;
        this.id = asked.file;
        this.#events.sending();
        const {status, body} = await this.#send(asked.ticket);
        if (status === 201)
            return {end: 'done', name: body.name};
        if (this.#steps.signal.aborted)
            return {end: 'withdrawn'};
        // Browsers send it again where the connection broke, with a ticket that is spent by then.
        if (body.reason && body.reason !== 'rights')
            return {end: body.reason};
        const told = await this.#news();
        const end = told === 'lost' && status === 413 ? 'between' : told;
        if (end === 'between' || end === 'lost')
            this.#giveUp(asked.ticket);
        return {end};
    }

    /** By the person here. */
    cancel() {
        this.#steps.abort();
    }

    /** @param {End} reason what the host says of it */
    ended(reason) {
        this.#told.resolve(reason);
    }

    async #ask(token) {
        const {name, size} = this.#file;
        try {
            const response = await fetch('api/files', {
                method: 'POST',
                headers: {'Content-Type': 'application/json', 'Oriel-Visit': token},
                body: JSON.stringify({name, size}),
                cache: 'no-store',
                credentials: 'omit',
                redirect: 'manual',
                signal: this.#steps.signal,
            });
            const {ticket, file, reason, limit} = await response.json();
            return response.ok && ticket ? {ticket, file} : {end: reason ?? 'lost', limit};
        } catch {
            return {end: this.#steps.signal.aborted ? 'withdrawn' : 'lost'};
        }
    }

    #send(ticket) {
        const request = new XMLHttpRequest();
        const answer = new Promise(resolve => {
            request.onloadend = () => resolve({status: request.status, body: bodyOf(request)});
        });
        request.upload.onprogress = ({loaded}) => this.#events.moved(loaded);
        request.open('PUT', 'api/files');
        request.setRequestHeader('Oriel-File', ticket);
        this.#steps.signal.addEventListener('abort', () => request.abort(), {once: true});
        if (this.#steps.signal.aborted)
            return {status: 0, body: {}};
        request.send(this.#file);
        return answer;
    }

    /** The host may still wait for it, and would take no other one. */
    #giveUp(ticket) {
        fetch(`api/files/${encodeURIComponent(ticket)}`, {
            method: 'DELETE', cache: 'no-store', credentials: 'omit',
        }).catch(() => {}); // its patience ends by itself
    }

    /** Browsers take an answer that comes before all is sent for an error. */
    #news() {
        setTimeout(() => this.#told.resolve('lost'), NEWS_PATIENCE);
        return this.#told.promise;
    }
}

function bodyOf({responseText}) {
    try {
        return JSON.parse(responseText);
    } catch {
        return {};
    }
}

function withResolvers() {
    let resolve;
    const promise = new Promise(settle => {
        resolve = settle;
    });
    return {promise, resolve};
}
