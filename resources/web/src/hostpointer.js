// The desktop's pointer, moved by something that is no mouse.

/** @typedef {import('./gestures.js').Point} Point */

/**
 * Speaks to noVNC in the events that its own recogniser of gestures sends to its canvas: they take
 * fractions of a pixel, need no button to be captured, and move the pointer that noVNC draws.
 * All points are the window's (clientX, clientY).
 */
export class HostPointer {
    #canvas;
    #pressed = null; // noVNC's gesture that holds a button

    /** @param {HTMLCanvasElement} canvas noVNC's */
    constructor(canvas) {
        this.#canvas = canvas;
    }

    /** @param {Point} at */
    move(at) {
        if (this.#pressed)
            this.#tell('gesturemove', this.#pressed, at);
        else
            this.#tell('gesturestart', 'twodrag', at);
    }

    /** @param {Point} at @param {'left' | 'right'} button stays down until `release` */
    press(at, button) {
        this.#pressed = button === 'right' ? 'longpress' : 'drag';
        this.#tell('gesturestart', this.#pressed, at);
    }

    release(at) {
        if (this.#pressed)
            this.#tell('gestureend', this.#pressed, at);
        this.#pressed = null;
    }

    /** @param {Point} at @param {'left' | 'middle' | 'right'} button */
    click(at, button) {
        if (button === 'middle') {
            this.#tell('gesturestart', 'threetap', at);
            return;
        }
        this.press(at, button);
        this.release(at);
    }

    /** @param {Point} at where the wheel is to turn */
    startScroll(at) {
        this.#tell('gesturestart', 'twodrag', at);
    }

    /** @param {Point} at @param {Point} by px since startScroll; 50 of them are a click */
    scroll(at, by) {
        this.#tell('gesturemove', 'twodrag', at, by);
    }

    #tell(event, type, {x, y}, by = {x: 0, y: 0}) {
        const detail = {type, clientX: x, clientY: y, magnitudeX: by.x, magnitudeY: by.y};
        this.#canvas.dispatchEvent(new CustomEvent(event, {detail}));
        // noVNC puts the picture of a pointer that no mouse moves off by its hot spot; for one
        // that a mouse moves over the canvas, which only that picture listens to, it does not.
        this.#canvas.dispatchEvent(new MouseEvent('mouseover', {clientX: x, clientY: y}));
    }
}
