// The course of a visit: join, watch, reconnect, end. Knows neither the page's elements nor noVNC.

import {MAX_ATTEMPTS, MAX_FIRST_ATTEMPTS, reconnectDelay} from './backoff.js';
import {endOfCode, endOfJoin, endOfResume} from './ends.js';
import {vncPassword} from './password.js';

/**
 * @typedef {import('./state.js').PageState} PageState
 * @typedef {import('./viewer.js').Viewer} Viewer
 *
 * @typedef {object} Visit what is known of the present visit; null `resume`: VNC Authentication
 * @property {string | null} resume
 * @property {string} password answers VNC Authentication; empty with a ticket
 * @property {boolean} viewOnly
 * @property {boolean} clipboard
 * @property {string} host
 * @property {number} fileLimit bytes; 0: no files
 *
 * @typedef {object} Surroundings
 * @property {PageState} state
 * @property {typeof import('./api.js')} api
 * @property {import('./params.js').Params} params
 * @property {(visit: Visit, way: import('./dial.js').ToOriel | import('./dial.js').ToAny,
 *     events: Pick<import('./viewer.js').ViewerEvents, 'authenticated' | 'painted' | 'ended'>)
 *     => Promise<Viewer>} openViewer
 * @property {(viewer: Viewer) => void} show the viewer's first picture is drawn
 * @property {(visit: Visit | null) => void} keep remembers the visit over a reload; null forgets
 */

const CONSENT_HINT = 1200; // ms without an answer until the page says that a person was asked
const STEADY = 10_000; // ms after which a new loss is not part of the last one

export class Session {
    /** @type {Surroundings} */
    #around;
    /** @type {Visit | null} */
    #visit = null;
    /** @type {Viewer | null} */
    #viewer = null;
    #attempt = 0;
    #paintedAt = 0;
    #steps = new AbortController(); // aborted when the person leaves or begins anew
    #wake = () => {};

    /** @param {Surroundings} surroundings */
    constructor(surroundings) {
        this.#around = surroundings;
    }

    /** The visit that a lost connection can be taken up again from. */
    get visit() {
        return this.#visit;
    }

    /** The person's click: spends the password. */
    async join(password) {
        const {state, api, params} = this.#around;
        const {signal} = this.#begin();
        state.to('connecting');
        if (params.direct) {
            await this.#openDirect(password);
            return;
        }
        const hint = setTimeout(() => state.to('connecting', {text: 'connecting.consent'}),
            CONSENT_HINT);
        const answer = await api.join(password, signal);
        clearTimeout(hint);
        if (signal.aborted)
            return;
        if (answer.kind === 'admitted')
            await this.#openTicket(answer);
        else if (answer.kind === 'foreign')
            await this.#openDirect(password);
        else if (answer.kind === 'refused')
            this.#end(endOfJoin(answer));
        else
            this.#end({reason: 'lost'});
    }

    /** Takes up a visit again: after a reload, or when the person asks for it. */
    resume(visit) {
        this.#begin();
        this.#visit = visit;
        this.#reconnect();
    }

    /** Doesn't wait any longer before the next attempt: the network is back, the page is seen. */
    hurry() {
        this.#wake();
    }

    /** The person's Disconnect, Cancel or Give up. */
    leave() {
        const {state, api, keep} = this.#around;
        const wasIn = state.name === 'connected' || state.name === 'reconnecting';
        const resume = this.#visit?.resume;
        this.#begin();
        this.#visit = null;
        keep(null);
        if (resume)
            api.leave(resume);
        state.to(wasIn ? 'ended' : 'idle', wasIn ? {text: 'end.left'} : {});
    }

    /** A new link was given: nothing of the last visit counts any more. */
    forget() {
        this.#begin();
        this.#visit = null;
        this.#around.keep(null);
    }

    /** Drops whatever is under way. */
    #begin() {
        this.#steps.abort();
        this.#steps = new AbortController();
        this.#attempt = 0;
        this.#viewer?.close();
        this.#viewer = null;
        return this.#steps;
    }

    async #openTicket({ticket, ...admission}) {
        const {resume, viewOnly, clipboard, host, fileLimit} = admission;
        this.#visit = {resume, viewOnly, clipboard, host, fileLimit, password: ''};
        this.#around.keep(this.#visit);
        await this.#open({ticket});
    }

    /** Any server that speaks RFB over a WebSocket; `path` and the like say where. */
    async #openDirect(password) {
        const {viewOnly, socket} = this.#around.params;
        this.#visit = {resume: null, viewOnly, clipboard: !viewOnly, host: '', fileLimit: 0,
            password: vncPassword(password)};
        await this.#open({socket});
    }

    async #open(way) {
        const {state, openViewer} = this.#around;
        const {signal} = this.#steps;
        let painted = false;
        const mine = handler => (...values) => {
            if (!signal.aborted)
                handler(...values);
        };
        const hint = setTimeout(mine(() => {
            if (state.name === 'connecting' && way.ticket === undefined)
                state.to('connecting', {text: 'connecting.consent'});
        }), CONSENT_HINT);
        const events = {
            authenticated: mine(() => {
                clearTimeout(hint);
                if (state.name === 'connecting')
                    state.to('connecting', {text: 'connecting.picture'});
            }),
            painted: mine(() => {
                painted = true;
                this.#painted();
            }),
            ended: mine((code, refusedWhy) => {
                clearTimeout(hint);
                this.#viewerEnded(code, refusedWhy, painted);
            }),
        };
        try {
            const viewer = await openViewer(this.#visit, way, events);
            if (signal.aborted)
                viewer.close();
            else
                this.#viewer = viewer;
        } catch (error) {
            // An address that is none, or one that the browser forbids; or a half-loaded page.
            console.error(error);
            clearTimeout(hint);
            if (!signal.aborted)
                this.#end({reason: 'lost'});
        }
    }

    #painted() {
        const {state, show} = this.#around;
        this.#paintedAt = Date.now();
        show(this.#viewer);
        state.to('connected');
    }

    #viewerEnded(code, refusedWhy, painted) {
        this.#viewer = null;
        const {reconnect} = this.#around.params;
        // To a foreign server's bridge, a normal closure may be a hiccup behind it.
        const hiccup = code === 1000 && reconnect && this.#visit.resume === null;
        const end = hiccup ? null : endOfCode(code);
        if (end)
            this.#end(end);
        else if (refusedWhy !== null)
            this.#end({reason: 'wrong'});
        else if (this.#mayReconnect(painted))
            this.#reconnect();
        else
            this.#end({reason: 'lost'});
    }

    #mayReconnect(painted) {
        if (painted && Date.now() - this.#paintedAt > STEADY)
            this.#attempt = 0;
        const {reconnect} = this.#around.params;
        const wasIn = painted || this.#around.state.name === 'reconnecting';
        return this.#visit.resume !== null || (reconnect && wasIn);
    }

    async #reconnect() {
        const {state, api, params} = this.#around;
        const {signal} = this.#steps;
        // A first connection that fails before its picture is still a first connection.
        const first = state.name === 'connecting';
        if (!first)
            state.to('reconnecting');
        while (this.#attempt < (first ? MAX_FIRST_ATTEMPTS : MAX_ATTEMPTS)) {
            const direct = this.#visit.resume === null;
            const delay = direct ? params.reconnectDelay : reconnectDelay(this.#attempt);
            this.#attempt++;
            await this.#pause(delay, signal);
            if (signal.aborted)
                return;
            if (direct) {
                await this.#open({socket: params.socket});
                return;
            }
            const answer = await api.resume(this.#visit.resume, signal);
            if (signal.aborted)
                return;
            if (answer.kind === 'admitted') {
                await this.#openTicket(answer);
                return;
            }
            if (answer.kind === 'refused') {
                const end = endOfResume(answer);
                if (end) {
                    this.#end(end);
                    return;
                }
                await this.#pause(answer.seconds * 1000, signal);
            }
        }
        this.#end({reason: 'lost'});
    }

    #pause(milliseconds, signal) {
        return new Promise(resolve => {
            const timer = setTimeout(resolve, milliseconds);
            this.#wake = () => {
                clearTimeout(timer);
                resolve();
            };
            signal.addEventListener('abort', this.#wake, {once: true});
        });
    }

    /** Only a visit that was lost, or found no room, can be taken up again later. */
    #end(details) {
        const {state, keep} = this.#around;
        const again = this.#visit?.resume && !details.text
            && (details.reason === 'lost' || details.reason === 'full');
        if (!again) {
            this.#visit = null;
            keep(null);
        }
        state.to('ended', details);
    }
}
