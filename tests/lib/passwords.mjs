// One-time passwords of a program with room for several: each admits one, the next is announced.
import {join} from './http.mjs';
import {eventually, within} from './wait.mjs';

export class Passwords {
    #turn = Promise.resolve();

    constructor(oriel) {
        this.oriel = oriel;
    }

    /** The one that is on offer, as far as is known. */
    get current() {
        const said = this.oriel.log.filter(event => event.password);
        return said.at(-1)?.password ?? '';
    }

    /** Joins by the page's way; whoever asks at the same time waits for the next password. */
    join() {
        const turn = this.#turn.then(() => this.#join());
        this.#turn = turn.catch(() => {});
        return within(120000, 'a slot', turn);
    }

    async #join() {
        let tried = '';
        return eventually(60000, 'a slot', async () => {
            if (!this.oriel.program.running) throw new Error('the program ended');
            if (this.current === tried) return null;
            const password = this.current;
            const {status, json} = await join(this.oriel, password);
            if (status === 200) return json;
            // 410: somebody else was quicker. 409: no room until a lost viewer's slot is free.
            if (status === 410) tried = password;
            else if (status !== 409) throw new Error(`join was answered ${status}`);
            return null;
        });
    }
}
