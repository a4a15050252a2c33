// Random numbers that a seed repeats (mulberry32).

export class Random {
    #state;

    constructor(seed) {
        this.#state = seed >>> 0;
    }

    /** A whole number from 0 to `end` - 1. */
    below(end) {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let t = this.#state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * end);
    }

    /** True once in `times`. */
    once(times) {
        return this.below(times) === 0;
    }

    pick(list) {
        return list[this.below(list.length)];
    }

    bytes(count) {
        return Buffer.from(Array.from({length: count}, () => this.below(256)));
    }
}
