// A well-behaved viewer: it must go on getting updates whatever others do.
import {connectRfb, encoding} from '../lib/rfb.mjs';
import {within} from '../lib/wait.mjs';

const patience = 10000; // ms between two updates of a picture that moves ten times a second

/** Watches the corner that changes with every frame, so that others may resize the desktop. */
export class Witness {
    updates = 0;
    #waiting = [];

    static async join(oriel, passwords) {
        const {ticket} = await passwords.join();
        const witness = new Witness();
        witness.client = await connectRfb(oriel, {
            ticket,
            encodings: [encoding.raw, encoding.desktopSize],
        });
        witness.failed = witness.#watch();
        witness.failed.catch(() => {});
        return witness;
    }

    async #watch() {
        for (;;) {
            this.client.requestUpdate(true, 0, 0, 256, 16);
            await this.client.update(patience);
            ++this.updates;
            this.#waiting.splice(0).forEach(wake => wake());
        }
    }

    /** Waits for one more update. */
    async lives() {
        const arrived = new Promise(resolve => this.#waiting.push(resolve));
        await within(
            patience,
            'the well-behaved viewer to get an update',
            Promise.race([arrived, this.failed])
        );
    }
}
