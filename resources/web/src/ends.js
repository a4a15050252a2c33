// What close codes and refusals mean for the person in front of the page.

/** @typedef {import('./state.js').Details} Details */

/** @type {Record<number, Details>} */
const CLOSE_CODES = {
    1000: {reason: 'stopped'},
    4000: {reason: 'stopped'},
    4001: {reason: 'removed'},
    4002: {reason: 'inactivity'},
    4003: {reason: 'expired'},
    4004: {reason: 'refused'},
    4005: {reason: 'stopped', text: 'end.gone'},
};

/**
 * @param {number} code of a WebSocket that the other side closed
 * @returns {Details | null} null: the connection was lost and may be taken up again
 */
export function endOfCode(code) {
    return CLOSE_CODES[code] ?? null;
}

/**
 * @param {import('./api.js').Refusal} refusal of api/join
 * @returns {Details}
 */
export function endOfJoin({reason, seconds}) {
    if (reason === 'wait')
        return {reason: 'wrong', text: 'end.wait', wait: seconds};
    if (['wrong', 'refused', 'full', 'used', 'expired'].includes(reason))
        return {reason};
    return {reason: 'wrong'};
}

/**
 * @param {import('./api.js').Refusal} refusal of api/resume
 * @returns {Details | null} null: try again after `seconds`
 */
export function endOfResume({reason}) {
    if (reason === 'wait')
        return null;
    if (['full', 'stopped', 'removed', 'inactivity'].includes(reason))
        return {reason};
    return {reason: 'lost', text: 'end.over'};
}
