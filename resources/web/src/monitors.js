// The choice of one of the host's monitors, where there are several.

import {$} from './dom.js';
import {setText} from './i18n.js';

/** @typedef {import('./zoom.js').Area & {name: string}} Monitor */

export class Monitors {
    #zoom;
    /** @type {Monitor[]} */
    #list = [];
    #chosen = ''; // its name, also while it is unplugged

    /** @param {import('./zoom.js').Zoom} zoom */
    constructor(zoom) {
        this.#zoom = zoom;
        $('monitors').addEventListener('click', ({target: {value}}) => {
            if (value !== undefined)
                this.#choose(value);
        });
    }

    /** @param {Monitor[]} list as the host has them now */
    show(list) {
        const placeOf = ({x, y, width, height}) => [x, y, width, height].join();
        const places = list.map(placeOf);
        // Monitors that mirror one another are one to look at.
        this.#list = list.filter((monitor, index) => places.indexOf(placeOf(monitor)) === index);
        $('monitors').hidden = this.#list.length < 2;
        for (const button of $('monitors').querySelectorAll('button'))
            button.remove();
        $('monitors').append(chip('', button => setText(button, 'view.allMonitors')),
            ...this.#list.map(({name}) => chip(name, button => (button.textContent = name))));
        this.#choose(this.#chosen);
    }

    /** The visit is over: the next one may be to another host. */
    forget() {
        this.#chosen = '';
        this.show([]);
    }

    #choose(name) {
        this.#chosen = name;
        const found = this.#list.length > 1 && this.#list.find(monitor => monitor.name === name);
        this.#zoom.area = found || null;
        for (const button of $('monitors').querySelectorAll('button'))
            button.setAttribute('aria-pressed', String(button.value === (found ? name : '')));
    }
}

function chip(value, say) {
    const button = document.createElement('button');
    Object.assign(button, {type: 'button', className: 'chip', value});
    say(button);
    return button;
}
