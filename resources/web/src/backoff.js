// How long to wait before each attempt to reconnect.

export const MAX_ATTEMPTS = 40; // about ten minutes, asleep not counted
export const MAX_FIRST_ATTEMPTS = 4; // while no picture was ever seen

const FIRST = 500; // ms
const LONGEST = 15_000; // ms

/**
 * @param {number} attempt counts from 0; the first one is not delayed
 * @param {() => number} random 0 to 1; spreads the viewers of a host that comes back
 * @returns {number} milliseconds
 */
export function reconnectDelay(attempt, random = Math.random) {
    if (attempt === 0)
        return 0;
    const delay = Math.min(LONGEST, FIRST * 2 ** (attempt - 1));
    return Math.round(delay * (0.75 + random() * 0.5));
}
