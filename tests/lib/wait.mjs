// Waiting without sleeping blindly: every wait has a condition, a limit and a name for the report.

/** Factor on every limit, for sanitizer builds and slow machines. */
export const slowness = Number(process.env.ORIEL_TEST_SLOWNESS ?? 1);

/** `promise`, or an error that says what was waited for once `ms` are over. */
export async function within(ms, what, promise) {
    let timer;
    const limit = new Promise((_, reject) => {
        timer = setTimeout(() => {
            const detail = typeof what === 'function' ? what() : what;
            reject(new Error(`waited ${ms * slowness} ms for ${detail}`));
        }, ms * slowness);
    });
    try {
        return await Promise.race([promise, limit]);
    } finally {
        clearTimeout(timer);
    }
}

/** Time passing is itself what the test is about: a retry time, a grace period. */
export function elapse(ms) {
    return new Promise(resolve => setTimeout(resolve, ms));
}

/** Asks again until `probe` answers something truthy, for facts nobody announces. */
export async function eventually(ms, what, probe) {
    const end = Date.now() + ms * slowness;
    let pause = 10;
    for (;;) {
        const answer = await probe();
        if (answer) return answer;
        if (Date.now() > end)
            throw new Error(
                `waited ${ms * slowness} ms for ${typeof what === 'function' ? what() : what}`
            );
        await elapse(pause);
        pause = Math.min(pause * 1.5, 200);
    }
}

/** A queue that producers fill and consumers await, first come first served. */
export class Mailbox {
    #items = [];
    #waiting = [];
    #ended = null;

    put(item) {
        this.#items.push(item);
        this.#match();
    }

    /** No further items: whoever waits in vain fails with `reason`. */
    end(reason) {
        this.#ended ??= reason;
        this.#match();
    }

    /** Takes the first item that `wanted` accepts; items before it stay. */
    take(wanted = () => true, ms = 15000, what = 'an item') {
        const waiter = {wanted};
        const answer = new Promise((resolve, reject) => Object.assign(waiter, {resolve, reject}));
        this.#waiting.push(waiter);
        this.#match();
        return within(ms, what, answer).finally(() => {
            this.#waiting = this.#waiting.filter(other => other !== waiter);
        });
    }

    /** What lies there now, untouched. */
    get items() {
        return [...this.#items];
    }

    #match() {
        for (const waiter of [...this.#waiting]) {
            const index = this.#items.findIndex(waiter.wanted);
            if (index >= 0) {
                waiter.resolve(this.#items.splice(index, 1)[0]);
            } else if (this.#ended) {
                waiter.reject(new Error(`ended: ${this.#ended}`));
            } else {
                continue;
            }
            this.#waiting = this.#waiting.filter(other => other !== waiter);
        }
    }
}
