// The panel for how the picture is looked at, and the switch between the two ways of touching it.

import {$} from './dom.js';
import {Floating} from './floating.js';
import {keepChoice, keptChoice} from './storage.js';

export class ViewPanel {
    #zoom;
    #touch;
    /** @type {import('./viewer.js').Viewer | null} */
    #viewer = null;
    #floating = new Floating(on => $('float').setAttribute('aria-pressed', String(on)));

    /**
     * @param {import('./zoom.js').Zoom} zoom
     * @param {import('./touch.js').Touch} touch
     */
    constructor(zoom, touch) {
        this.#zoom = zoom;
        this.#touch = touch;
        $('fit').addEventListener('click', () => zoom.fit());
        $('actual').addEventListener('click', () => zoom.actual());
        $('smaller').addEventListener('click', () => zoom.step(-1));
        $('larger').addEventListener('click', () => zoom.step(1));
        $('save').addEventListener('click', () => this.#save());
        $('float').addEventListener('click', () => this.#floating.toggle());
        $('float-leaving').addEventListener('click', () => {
            const on = $('float-leaving').getAttribute('aria-pressed') !== 'true';
            keepChoice('float', on ? 'leaving' : 'asked');
            this.#setFloating(on);
        });
        $('float').hidden = $('float-leaving').hidden = !Floating.possible;
        this.#setFloating(Floating.possible && keptChoice('float') === 'leaving');
        zoom.addEventListener('change', () => this.#tellZoom());
        // The focus stays on the picture or a phone's keyboard.
        $('view-panel').addEventListener('mousedown', event => event.preventDefault());
        $('trackpad').addEventListener('click', () => {
            const on = $('trackpad').getAttribute('aria-pressed') !== 'true';
            keepChoice('touch', on ? 'trackpad' : 'direct');
            this.#setTrackpad(on);
        });
    }

    /** @param {import('./viewer.js').Viewer} viewer @param {{viewOnly: boolean}} rights */
    attach(viewer, {viewOnly}) {
        this.#viewer = viewer;
        this.#floating.attach(viewer.canvas);
        $('trackpad').hidden = viewOnly || !matchMedia('(any-pointer: coarse)').matches;
        this.#setTrackpad(!$('trackpad').hidden && keptChoice('touch') === 'trackpad');
        this.#tellZoom();
    }

    detach() {
        this.#viewer = null;
        this.#floating.attach(null);
    }

    /** The desktop's picture becomes a file of this browser. */
    async #save() {
        const link = document.createElement('a');
        link.download = pictureName($('host').textContent, new Date());
        link.href = URL.createObjectURL(await this.#viewer.picture());
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    #setTrackpad(on) {
        $('trackpad').setAttribute('aria-pressed', String(on));
        this.#viewer.dot = on;
        this.#touch.trackpad = on;
    }

    #setFloating(on) {
        $('float-leaving').setAttribute('aria-pressed', String(on));
        this.#floating.whenLeft = on;
    }

    #tellZoom() {
        const {fits, scale} = this.#zoom;
        $('fit').setAttribute('aria-pressed', String(fits));
        $('actual').setAttribute('aria-pressed', String(!fits && scale === 1));
        $('zoom').textContent = `${Math.round(scale * 100)} %`;
    }
}

/** Sorts by time, and has no character that a file system refuses. */
function pictureName(host, time) {
    const two = number => String(number).padStart(2, '0');
    const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
    const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join('.');
    return `${host.replace(/[\\/:*?"<>|]/g, '-') || 'Oriel'} ${day} ${clock}.png`;
}
