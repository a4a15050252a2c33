// How the connection does: what came in each second of the last minute.

const KEPT = 60; // seconds

/**
 * @typedef {object} Second
 * @property {number} bytes received
 * @property {number} frames drawn
 * @property {number | null} roundTrip ms, the last known
 */

export class Meter {
    /** @type {Second[]} oldest first */
    history = [];

    #bytes = 0;
    #frames = 0;
    /** @type {number | null} */
    #roundTrip = null;

    /** @param {number} count */
    received(count) {
        this.#bytes += count;
    }

    drawn() {
        this.#frames++;
    }

    /** @param {number} milliseconds */
    answered(milliseconds) {
        this.#roundTrip = milliseconds;
    }

    /** @returns {Second} the second that ends now */
    tick() {
        const second = {bytes: this.#bytes, frames: this.#frames, roundTrip: this.#roundTrip};
        this.history.push(second);
        if (this.history.length > KEPT)
            this.history.shift();
        this.#bytes = this.#frames = 0;
        return second;
    }

    /** Another connection is another line. */
    reset() {
        this.history = [];
        this.#bytes = this.#frames = 0;
        this.#roundTrip = null;
    }
}

/**
 * @param {number} bytes in a second
 * @returns {string} in the units that networks are sold in
 */
export function bitRate(bytes) {
    const bits = bytes * 8;
    if (bits >= 1e6)
        return `${(bits / 1e6).toFixed(bits < 1e7 ? 1 : 0)} Mbit/s`;
    return `${Math.round(bits / 1e3)} kbit/s`;
}

/**
 * @param {readonly number[]} values oldest first, at most 60
 * @returns {string} an SVG path in 60 by 20, the newest at the right, the largest at the top
 */
export function sparkline(values) {
    const largest = Math.max(...values, 1e-9);
    return values.map((value, index) => {
        const x = 60 - values.length + index + 1;
        const y = 19 - 18 * value / largest;
        return `${index === 0 ? 'M' : 'L'}${x} ${y.toFixed(1)}`;
    }).join('');
}
