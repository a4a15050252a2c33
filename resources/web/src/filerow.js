// A file in the panel: its name and size, how far it is, what became of it.

import {language, setName, setText} from './i18n.js';

/** What is said of each end; `done` depends on the direction. */
const ENDS = {
    'refused': 'files.refused',
    'rights': 'files.refused',
    'busy': 'files.refused',
    'too-large': 'files.tooLarge',
    'no-space': 'files.noSpace',
    'not-writable': 'files.notWritable',
    'not-readable': 'files.notReadable',
    'cancelled': 'files.cancelled',
    'withdrawn': 'files.withdrawn',
    'folder': 'files.folder',
    'between': 'files.between',
};

export class FileRow {
    element = document.createElement('li');
    #name = make('bdi', 'file-name');
    #size = make('span', 'hint');
    #state = make('span', 'file-state');
    #bar = document.createElement('progress');
    #buttons = make('span', 'chips');
    #bytes;

    /** @param {{name: string, size: number}} file */
    constructor({name, size}) {
        this.#bytes = size;
        this.#name.textContent = name;
        this.#size.textContent = sizeText(size);
        setName(this.#bar, 'files.progress');
        this.#bar.hidden = true;
        this.element.append(this.#name, this.#size, this.#state, this.#buttons, this.#bar);
    }

    get name() {
        return this.#name.textContent;
    }

    /** What is said of it, in the language of the moment. */
    get words() {
        return this.#state.textContent;
    }

    say(key, values) {
        setText(this.#state, key, values);
    }

    /** @param {number} bytes that are there */
    move(bytes) {
        this.#bar.hidden = false;
        this.#bar.max = this.#bytes || 1;
        this.#bar.value = this.#bytes ? bytes : 1;
    }

    /** @param {Record<string, () => void>} choices what each button's text leads to; none: no buttons */
    offer(choices) {
        this.#buttons.replaceChildren(...Object.entries(choices).map(([key, chosen]) => {
            const button = make('button', 'chip');
            button.type = 'button';
            setText(button, key);
            button.addEventListener('click', chosen);
            return button;
        }));
    }

    /** @param {{end: string, said?: string, limit?: number, name?: string}} how */
    end({end, said, limit, name}) {
        this.offer({});
        this.#bar.hidden = true;
        this.element.dataset.end = end;
        this.say(said ?? ENDS[end] ?? 'files.lost', {
            size: limit ? sizeText(limit, 'floor') : '', name,
        });
    }
}

/** @param {number} bytes @param {'halfExpand' | 'floor'} roundingMode a limit is never less than told */
export function sizeText(bytes, roundingMode = 'halfExpand') {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
    return new Intl.NumberFormat(language(), {
        style: 'unit', unit: units[step], unitDisplay: 'short', maximumSignificantDigits: 3, roundingMode,
    }).format(bytes / 1000 ** step);
}

function make(tag, className) {
    const element = document.createElement(tag);
    element.className = className;
    return element;
}
