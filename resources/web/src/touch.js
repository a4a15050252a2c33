// Fingers on the picture. In the direct way they touch what they mean; in the trackpad way the
// whole screen is a trackpad, and the desktop's pointer moves as the finger does.

import {$} from './dom.js';
import {Gestures} from './gestures.js';
import {HostPointer} from './hostpointer.js';

/** @typedef {import('./gestures.js').Point} Point */

const BUTTONS = [null, 'left', 'right', 'middle']; // by the number of fingers that tapped
const TICK = 12; // ms of vibration when a held finger begins to mean something else

export class Touch {
    #zoom;
    #touched;
    /** @type {HostPointer | null} null: looking only */
    #pointer = null;
    #canvas = null;
    #trackpad = false;
    #at = {x: 0, y: 0}; // the trackpad's pointer, in the desktop's pixels
    #last = {x: 0, y: 0}; // the last tap, in the window
    #drag = 'none'; // what one moving finger does: none, pan, move, button
    #scrollAt = {x: 0, y: 0};
    #scrollGain = 1;

    /**
     * @param {import('./zoom.js').Zoom} zoom
     * @param {{down: () => void, clicked: () => void}} touched a finger came down; a button went up
     */
    constructor(zoom, touched) {
        this.#zoom = zoom;
        this.#touched = touched;
        const gestures = new Gestures({
            tap: (fingers, at, again) => this.#tap(BUTTONS[fingers], at, again),
            hold: () => this.#tick(),
            heldTap: at => this.#tap('right', at, false),
            dragStart: (at, how) => this.#startDrag(at, how),
            drag: (at, by) => this.#dragTo(at, by),
            dragEnd: at => this.#endDrag(at),
            scrollStart: at => this.#startScroll(at),
            scroll: by => this.#scroll(by),
            pinchStart: () => {},
            pinch: (factor, at, by) => this.#pinch(factor, at, by),
            pinchEnd: () => this.#settle(),
        });
        this.#listen(gestures);
        zoom.addEventListener('change', () => this.#showPointer());
    }

    /** @param {import('./viewer.js').Viewer} viewer @param {{viewOnly: boolean}} rights */
    attach(viewer, {viewOnly}) {
        const first = this.#canvas === null;
        this.#canvas = viewer.canvas;
        this.#pointer = viewOnly ? null : new HostPointer(viewer.canvas);
        this.#drag = 'none';
        if (first)
            this.#at = {x: viewer.canvas.width / 2, y: viewer.canvas.height / 2};
        this.#showPointer();
    }

    detach() {
        this.#canvas = this.#pointer = null;
    }

    /** @param {boolean} on the trackpad's way rather than the direct one */
    set trackpad(on) {
        this.#trackpad = on;
        this.#showPointer();
    }

    /** noVNC, which has gestures of its own, gets none of these events. */
    #listen(gestures) {
        const each = (event, tell) => {
            for (const {identifier, clientX: x, clientY: y} of event.changedTouches)
                tell(identifier, {x, y});
        };
        const handlers = {
            touchstart: event => {
                this.#touched.down();
                each(event, (id, at) => gestures.down(id, at, event.timeStamp));
            },
            touchmove: event => {
                each(event, (id, at) => gestures.move(id, at));
                gestures.settled();
            },
            touchend: event => each(event, id => gestures.up(id, event.timeStamp)),
            touchcancel: () => gestures.cancel(),
        };
        for (const [type, handle] of Object.entries(handlers)) {
            $('screen').addEventListener(type, event => {
                event.stopPropagation();
                event.preventDefault();
                if (this.#canvas)
                    handle(event);
            }, {capture: true, passive: false});
        }
    }

    #tap(button, at, again) {
        if (!this.#pointer || !button)
            return;
        if (!again)
            this.#last = at;
        // The second tap of a double one is meant for the same spot.
        this.#pointer.click(this.#trackpad ? this.#inWindow() : this.#last, button);
        this.#touched.clicked();
    }

    #tick() {
        if (this.#pointer)
            navigator.vibrate?.(TICK);
    }

    #startDrag(at, {held, again}) {
        const holds = this.#pointer !== null && (held || again);
        if (this.#pointer && this.#trackpad) {
            this.#comeIntoView();
            this.#drag = holds ? 'button' : 'move';
        } else {
            this.#drag = holds || (this.#pointer && !this.#zoom.larger) ? 'button' : 'pan';
        }
        if (this.#drag === 'button')
            this.#pointer.press(this.#trackpad ? this.#inWindow() : at, 'left');
    }

    #dragTo(at, by) {
        if (this.#drag === 'pan') 
            this.#zoom.pan(by);
         else if (this.#trackpad && this.#pointer) 
            this.#moveBy(by);
         else 
            this.#pointer?.move(at);
        
    }

    #endDrag(at) {
        if (this.#drag === 'button') {
            this.#pointer?.release(this.#trackpad ? this.#inWindow() : at);
            this.#touched.clicked();
        }
        this.#drag = 'none';
    }

    /** Slow fingers aim, fast ones travel. */
    #moveBy({x, y}) {
        const {width, height} = this.#zoom.place;
        const gain = Math.min(Math.max(Math.hypot(x, y) / 6, 1), 2.5);
        const part = this.#zoom.part;
        this.#at = {
            x: within(this.#at.x + x * gain * this.#canvas.width / width, part.x, part.width),
            y: within(this.#at.y + y * gain * this.#canvas.height / height, part.y, part.height),
        };
        this.#zoom.reveal(this.#inWindow());
        this.#pointer.move(this.#inWindow());
    }

    #startScroll(at) {
        const {width} = this.#zoom.place;
        this.#scrollAt = this.#trackpad ? this.#inWindow() : at;
        // What is small moves as far as the fingers do.
        this.#scrollGain = Math.min(Math.max(this.#canvas.width / width, 1), 3);
        this.#pointer?.startScroll(this.#scrollAt);
    }

    #scroll({x, y}) {
        const by = {x: x * this.#scrollGain, y: y * this.#scrollGain};
        this.#pointer?.scroll(this.#scrollAt, by);
    }

    #pinch(factor, at, by) {
        this.#zoom.by(factor, at);
        this.#zoom.pan(by);
    }

    #settle() {
        this.#zoom.settle();
    }

    /** After the view was moved away from it, the pointer is at its edge rather than far off. */
    #comeIntoView() {
        const {left, top, right, bottom} = this.#zoom.shown;
        const {x, y} = this.#inWindow();
        const place = this.#zoom.place;
        const to = {x: Math.min(Math.max(x, left), right), y: Math.min(Math.max(y, top), bottom)};
        this.#at = {
            x: within((to.x - place.left) / place.width * this.#canvas.width, 0, this.#canvas.width),
            y: within((to.y - place.top) / place.height * this.#canvas.height, 0,
                this.#canvas.height),
        };
    }

    /** @returns {Point} */
    #inWindow() {
        const {left, top, width, height} = this.#zoom.place;
        return {
            x: left + this.#at.x * width / this.#canvas.width,
            y: top + this.#at.y * height / this.#canvas.height,
        };
    }

    #showPointer() {
        if (this.#trackpad && this.#pointer && this.#canvas.width > 0)
            this.#pointer.move(this.#inWindow());
    }
}

/** Inside of what is shown, and off its edges, where noVNC may see the pixel beside it. */
function within(value, start, size) {
    return Math.min(Math.max(value, start + 0.25), start + size - 0.5);
}
