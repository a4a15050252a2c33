// The host's small API. Every address is relative to the page, so that path prefixes work.

/**
 * @typedef {object} Admission
 * @property {'admitted'} kind
 * @property {string} ticket opens one WebSocket, for 30 s
 * @property {string} resume gives another ticket after the connection was lost
 * @property {boolean} viewOnly
 * @property {boolean} clipboard
 * @property {string} host name to show
 * @property {number} fileLimit bytes of a file, either way; 0: no files
 *
 * @typedef {object} Refusal
 * @property {'refused'} kind
 * @property {number} status 400, 403, 409, 410 or 429
 * @property {string} reason
 * @property {number} seconds to wait before another attempt; 0 unless reason is "wait"
 *
 * @typedef {{kind: 'foreign'}} Foreign something answered that is not Oriel
 * @typedef {{kind: 'unreachable'}} Unreachable nothing answered
 * @typedef {Admission | Refusal | Foreign | Unreachable} Answer
 */

const RESUME_TIMEOUT = 10_000; // ms
const HERE_TIMEOUT = 5000; // ms

/**
 * Waits as long as the host takes to decide.
 * @param {string} password as typed: the host knows how to read it
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export function join(password, signal) {
    return post('api/join', {password}, signal);
}

/**
 * @param {string} token the visit's `resume`
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export function resume(token, signal) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), RESUME_TIMEOUT);
    signal.addEventListener('abort', () => limit.abort(), {once: true});
    return post('api/resume', {resume: token}, limit.signal).finally(() => clearTimeout(timer));
}

/** Frees the slot at once; nothing depends on the answer. */
export async function leave(token) {
    try {
        await fetch('api/leave', request({resume: token}, AbortSignal.timeout(3000)));
    } catch {
        // The host frees the slot by itself when the connection stays away.
    }
}

/** The person says "I'm still here": the host counts it as a key press. */
export async function here(token) {
    try {
        await fetch('api/here', request({resume: token}, AbortSignal.timeout(HERE_TIMEOUT)));
    } catch {
        // The warning stays, and so does its button.
    }
}

function request(body, signal) {
    return {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'manual',
        signal,
    };
}

async function post(path, body, signal) {
    let response;
    try {
        response = await fetch(path, request(body, signal));
    } catch {
        return {kind: 'unreachable'};
    }
    let answer = null;
    try {
        answer = await response.json();
    } catch {
        // Not JSON: a web server's own page.
    }
    return readAnswer(response.status, answer);
}

/**
 * @param {number} status of the HTTP answer
 * @param {unknown} body parsed JSON, null if it was none
 * @returns {Answer}
 */
export function readAnswer(status, body) {
    if (typeof body !== 'object' || body === null)
        return {kind: 'foreign'};
    if (status === 200 && typeof body.ticket === 'string' && typeof body.resume === 'string') {
        return {
            kind: 'admitted',
            ticket: body.ticket,
            resume: body.resume,
            viewOnly: body.viewOnly === true,
            clipboard: body.clipboard === true,
            host: typeof body.host === 'string' ? body.host : '',
            fileLimit: Number(body.files?.limit) || 0,
        };
    }
    if (status >= 400 && status < 500 && typeof body.reason === 'string') {
        const seconds = body.reason === 'wait' ? Math.max(1, Number(body.seconds) || 1) : 0;
        return {kind: 'refused', status, reason: body.reason, seconds};
    }
    return {kind: 'foreign'};
}
