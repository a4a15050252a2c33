// Where the picture lies in the window, and how large it is there.
//
// noVNC scales its picture into the element it was given, and finds the place of a click by the
// picture's place in the window. So this element's size is the zoom, and scrolling the frame around
// it moves the view. To show a part of the desktop, the element is as large as that part, and what
// noVNC put into it lies so that the part is seen.

import {$} from './dom.js';

/**
 * @typedef {import('./gestures.js').Point} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Area in the desktop's pixels
 */

const LARGEST = 8; // CSS px for one of the desktop's
const STEP = 1.25;

export class Zoom extends EventTarget {
    #frame = $('screen');
    /** @type {import('./viewer.js').Viewer | null} */
    #viewer = null;
    /** The screen's pixels for one of the desktop's; null: as many as fit. */
    #zoom = null;
    /** @type {Area | null} */
    #area = null;
    #scrolled = {left: 0, top: 0};
    #sizes = new MutationObserver(() => this.#layOut());

    /** Fires `change` when the picture's place or size in the window did. */
    constructor() {
        super();
        new ResizeObserver(() => this.#layOut()).observe(this.#frame);
        addEventListener('resize', () => this.#layOut()); // the browser's own zoom
        this.#frame.addEventListener('scroll', () => {
            this.#scrolled = {left: this.#frame.scrollLeft, top: this.#frame.scrollTop};
            this.dispatchEvent(new Event('change'));
        });
    }

    /** @param {import('./viewer.js').Viewer | null} viewer its element lies in the frame */
    attach(viewer) {
        this.#viewer = viewer;
        this.#sizes.disconnect();
        if (!viewer)
            return;
        this.#sizes.observe(viewer.canvas, {attributeFilter: ['width', 'height']});
        this.#layOut();
        this.#frame.scrollTo(this.#scrolled); // where the last connection's picture was
    }

    /** @param {Area | null} area all that is shown; null: the whole desktop */
    set area(area) {
        this.#area = area;
        this.#layOut();
    }

    /** What of the desktop is shown. An area that it has not, or no more, is none. */
    get part() {
        const {width, height} = this.#viewer?.canvas ?? {width: 0, height: 0};
        const area = this.#area;
        const isInside = area && area.x + area.width <= width && area.y + area.height <= height;
        return isInside ? area : {x: 0, y: 0, width, height};
    }

    get fits() {
        return this.#zoom === null;
    }

    /** The screen's pixels for one of the desktop's. */
    get scale() {
        return this.#zoom ?? this.#fitting;
    }

    /** Whether there is more of the picture than the window shows. */
    get larger() {
        const {scrollWidth, clientWidth, scrollHeight, clientHeight} = this.#frame;
        return scrollWidth > clientWidth || scrollHeight > clientHeight;
    }

    fit() {
        this.#set(null);
    }

    /** A pixel of the desktop is a pixel of the screen, whatever the browser calls one. */
    actual() {
        this.#set(1);
    }

    /** @param {number} steps up, or down if negative, around the middle of the window */
    step(steps) {
        this.by(STEP ** steps, this.#centre);
        this.settle(Math.sign(steps));
    }

    /** @param {number} factor @param {Point} at stays where it is */
    by(factor, at) {
        if (!this.#viewer)
            return;
        const largest = LARGEST * devicePixelRatio;
        const smallest = Math.min(this.#fitting, this.scale);
        const wanted = Math.min(Math.max(this.scale * factor, smallest), largest);
        const before = this.place;
        this.#set(wanted);
        const after = this.place;
        const share = {x: (at.x - before.left) / before.width, y: (at.y - before.top) / before.height};
        this.pan({
            x: at.x - (after.left + share.x * after.width),
            y: at.y - (after.top + share.y * after.height),
        });
    }

    /**
     * To a zoom at which the picture is sharp: whole pixels of the screen for each of the desktop's.
     * @param {number} direction of a step, 1 or -1, that is to have an effect; 0 after a pinch
     */
    settle(direction = 0) {
        if (this.#zoom === null)
            return;
        const [zoom, fitting] = [this.#zoom, this.#fitting];
        const round = [Math.floor, Math.round, Math.ceil][direction + 1];
        const whole = Math.max(1, round(zoom - direction * 1e-6));
        const belowFit = direction === 0 && (zoom < fitting || (zoom > 0.85 && whole < fitting));
        if (belowFit || Math.abs(zoom / fitting - 1) < 0.03)
            this.fit();
        else if (zoom > 0.85)
            this.by(whole / zoom, this.#centre);
    }

    /** @param {Point} by how far the picture goes along with the finger */
    pan(by) {
        const {scrollLeft, scrollTop} = this.#frame;
        this.#frame.scrollTo(wholePixels(scrollLeft - by.x), wholePixels(scrollTop - by.y));
    }

    /** Moves the view until `at` is well inside. */
    reveal(at) {
        const frame = this.#frame.getBoundingClientRect();
        const margin = Math.min(64, frame.width / 5, frame.height / 5);
        const off = (value, low, high) => Math.max(low + margin - value, 0)
            - Math.max(value - high + margin, 0);
        this.pan({x: off(at.x, frame.left, frame.right), y: off(at.y, frame.top, frame.bottom)});
    }

    /** The whole picture's place in the window, as far as it goes. */
    get place() {
        return this.#viewer.element.querySelector('canvas').getBoundingClientRect();
    }

    /** The part of the window that shows it. */
    get shown() {
        const frame = this.#frame.getBoundingClientRect();
        const place = this.place;
        const part = this.part;
        const pixel = place.width / this.#viewer.canvas.width;
        const [left, top] = [place.left + part.x * pixel, place.top + part.y * pixel];
        const [right, bottom] = [left + part.width * pixel, top + part.height * pixel];
        return {
            left: Math.max(left, frame.left), top: Math.max(top, frame.top),
            right: Math.min(right, frame.right), bottom: Math.min(bottom, frame.bottom),
        };
    }

    get #centre() {
        const {left, top, width, height} = this.#frame.getBoundingClientRect();
        return {x: left + width / 2, y: top + height / 2};
    }

    get #fitting() {
        const {width, height} = this.part;
        const frame = this.#frame.getBoundingClientRect();
        return width && height
            ? Math.min(frame.width / width, frame.height / height) * devicePixelRatio : 1;
    }

    #set(zoom) {
        this.#zoom = zoom;
        this.#layOut();
    }

    #layOut() {
        if (!this.#viewer)
            return;
        const {element, canvas} = this.#viewer;
        const part = this.part;
        const isAll = part.width === canvas.width && part.height === canvas.height;
        Object.assign(element.style, this.fits && isAll ? {width: '', height: '', margin: ''}
            : this.#styleOf(part));
        this.#crop(isAll ? null : part);
        // Between one and two, and below one, dropping or doubling single pixels ruins letters.
        const whole = Math.abs(this.scale - Math.round(this.scale)) < 0.01 && this.scale > 0.5;
        element.classList.toggle('sharp', whole || this.scale > 2);
        this.#viewer.fill({mayResizeDesktop: this.fits && isAll});
        this.dispatchEvent(new Event('change'));
    }

    /** In the middle of the frame, but never between two pixels of the screen. */
    #styleOf(part) {
        const width = this.#length(part.width);
        const height = this.#length(part.height);
        if (this.fits)
            return {width: `${width}px`, height: `${height}px`, margin: ''};
        const {left, top} = this.#frame.getBoundingClientRect();
        const margin = (start, free) => wholePixels(start + Math.max(free, 0) / 2) - start;
        const across = margin(left, this.#frame.clientWidth - width);
        const down = margin(top, this.#frame.clientHeight - height);
        return {width: `${width}px`, height: `${height}px`, margin: `${down}px 0 0 ${across}px`};
    }

    /** Browsers cut lengths down to a 64th, and what is a trace too small gets a blurred edge. */
    #length(size) {
        return Math.ceil(size * this.scale / devicePixelRatio * 64) / 64;
    }

    /** Leaves the size and place of the whole picture to the style sheet. */
    #crop(part) {
        const {element, canvas} = this.#viewer;
        element.classList.toggle('part', part !== null);
        if (!part)
            return;
        const lengths = {
            '--width': this.#length(canvas.width), '--height': this.#length(canvas.height),
            '--left': -part.x * this.scale / devicePixelRatio,
            '--top': -part.y * this.scale / devicePixelRatio,
        };
        for (const [name, length] of Object.entries(lengths))
            element.style.setProperty(name, `${length}px`);
    }
}

/** @param {number} value CSS px @returns {number} CSS px, to the next pixel of the screen */
function wholePixels(value) {
    return Math.round(value * devicePixelRatio) / devicePixelRatio;
}
