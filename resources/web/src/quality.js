// Sharp or fast: what the person would rather have where the line does not give both.

import {$} from './dom.js';
import {keepChoice, keptChoice} from './storage.js';

/** noVNC's qualityLevel. Of 9 the host knows that nothing but the best will do, and sends no video. */
const LEVELS = {sharp: 9, fast: 2};

export class Quality {
    /** @type {import('./viewer.js').Viewer | null} */
    #viewer = null;
    #automatic;
    #choice = 'automatic';

    /** @param {number} automatic level, from which the host goes down where the line is slow */
    constructor(automatic) {
        this.#automatic = automatic;
        $('quality').addEventListener('click', ({target: {value}}) => {
            if (!value)
                return;
            keepChoice('quality', value);
            this.#choose(value);
        });
        this.#choose(keptChoice('quality'));
    }

    /** 0 to 9 */
    get level() {
        return LEVELS[this.#choice] ?? this.#automatic;
    }

    /** @param {import('./viewer.js').Viewer | null} viewer follows the choice from now on */
    attach(viewer) {
        this.#viewer = viewer;
        if (viewer)
            viewer.quality = this.level;
    }

    #choose(choice) {
        this.#choice = choice in LEVELS ? choice : 'automatic';
        for (const button of $('quality').querySelectorAll('button'))
            button.setAttribute('aria-pressed', String(button.value === this.#choice));
        this.attach(this.#viewer);
    }
}
