// What fingers mean: taps, drags, scrolling, pinching. Pure: knows no document and no desktop.

const TAP_MOVE = 10; // px a finger may stray and still tap
const TAP_TIME = 600; // ms for a tap of several fingers, from the first down to the last up
const HOLD_TIME = 500; // ms without moving
const AGAIN_TIME = 300; // ms from a tap to the touch that belongs to it
const AGAIN_REACH = 48; // px from that tap
const SCROLL_MOVE = 12; // px that two fingers move together
const PINCH_MOVE = 24; // px that two fingers move apart or together

/**
 * @typedef {{x: number, y: number}} Point
 *
 * @typedef {object} GestureEvents
 * @property {(fingers: number, at: Point, again: boolean) => void} tap again: soon after another, close by
 * @property {(at: Point) => void} hold one finger rests; a drag that is `held`, or `heldTap`, follows
 * @property {(at: Point) => void} heldTap it was lifted where it rested
 * @property {(at: Point, how: {held: boolean, again: boolean}) => void} dragStart one finger moves;
 *     `at` is where it came down
 * @property {(at: Point, by: Point) => void} drag
 * @property {(at: Point) => void} dragEnd
 * @property {(at: Point) => void} scrollStart two fingers move side by side; `at` lies between them
 * @property {(by: Point) => void} scroll since scrollStart
 * @property {(at: Point) => void} pinchStart
 * @property {(factor: number, at: Point, by: Point) => void} pinch since the last one
 * @property {() => void} pinchEnd
 */

const middle = ([a, b]) => ({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2});
const apart = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
const minus = (a, b) => ({x: a.x - b.x, y: a.y - b.y});
const length = ({x, y}) => Math.hypot(x, y);

export class Gestures {
    /** @type {GestureEvents} */
    #events;
    /** @type {Map<number, {x: number, y: number, from: Point}>} */
    #fingers = new Map();
    /** @type {'none' | 'waiting' | 'held' | 'drag' | 'scroll' | 'pinch' | 'over'} */
    #kind = 'none';
    #most = 0;
    #began = 0;
    #timer = 0;
    #last = {time: -Infinity, at: {x: 0, y: 0}}; // the tap before
    #again = false;
    #two = null; // the two fingers as last told of: {at, apart}

    /** @param {GestureEvents} events */
    constructor(events) {
        this.#events = events;
    }

    /**
     * @param {number} id of the finger
     * @param {Point} at
     * @param {number} time ms, of any clock
     */
    down(id, {x, y}, time) {
        this.#fingers.set(id, {x, y, from: {x, y}});
        if (this.#kind === 'none')
            this.#begin({x, y}, time);
        else
            clearTimeout(this.#timer);
        if (this.#kind === 'held')
            this.#kind = 'over';
        this.#most = Math.max(this.#most, this.#fingers.size);
        if (this.#kind === 'waiting' && this.#fingers.size === 2)
            this.#two = this.#pair();
    }

    /** Of all fingers that moved at once, each in its own call, `settled` follows the last. */
    move(id, {x, y}) {
        const finger = this.#fingers.get(id);
        if (finger)
            Object.assign(finger, {x, y});
    }

    /** The fingers are where `move` said. */
    settled() {
        if (this.#kind === 'waiting' || this.#kind === 'held')
            this.#decide();
        if (this.#kind === 'drag')
            this.#drag();
        else if (this.#kind === 'scroll')
            this.#events.scroll(minus(this.#pair().at, this.#two.at));
        else if (this.#kind === 'pinch')
            this.#pinch();
    }

    up(id, time) {
        const finger = this.#fingers.get(id);
        if (!finger)
            return;
        this.#fingers.delete(id);
        clearTimeout(this.#timer);
        if (this.#kind === 'drag' && this.#dragger === id)
            this.#stop(() => this.#events.dragEnd({x: finger.x, y: finger.y}));
        else if (this.#kind === 'pinch')
            this.#stop(() => this.#events.pinchEnd());
        else if (this.#kind === 'scroll')
            this.#kind = 'over';
        if (this.#fingers.size === 0)
            this.#finish(finger, time);
    }

    /** The browser took the fingers away. */
    cancel() {
        for (const id of [...this.#fingers.keys()]) {
            if (this.#kind === 'waiting' || this.#kind === 'held')
                this.#kind = 'over';
            this.up(id, Infinity);
        }
    }

    #begin(at, time) {
        this.#kind = 'waiting';
        this.#most = 0;
        this.#began = time;
        this.#again = time - this.#last.time < AGAIN_TIME
            && length(minus(at, this.#last.at)) < AGAIN_REACH;
        this.#timer = setTimeout(() => {
            this.#kind = 'held';
            this.#events.hold(at);
        }, HOLD_TIME);
    }

    #finish({from}, time) {
        const kind = this.#kind;
        this.#kind = 'none';
        if (kind === 'held') {
            this.#events.heldTap(from);
        } else if (kind === 'waiting' && time - this.#began < TAP_TIME) {
            this.#events.tap(this.#most, from, this.#again);
            this.#last = {time, at: from};
        }
    }

    #stop(tell) {
        this.#kind = 'over';
        tell();
    }

    #decide() {
        const fingers = [...this.#fingers.values()];
        const strayed = fingers.some(finger => length(minus(finger, finger.from)) > TAP_MOVE);
        if (this.#most === 1 && strayed)
            this.#startDrag();
        else if (this.#most === 2 && fingers.length === 2)
            this.#decideTwo();
        else if (this.#most > 2 && strayed)
            this.#kind = 'over';
    }

    #startDrag() {
        clearTimeout(this.#timer);
        const [id, {from}] = [...this.#fingers][0];
        const held = this.#kind === 'held';
        this.#kind = 'drag';
        this.#dragger = id;
        this.#dragged = from;
        this.#events.dragStart(from, {held, again: this.#again});
    }

    #dragger = 0;
    #dragged = {x: 0, y: 0};

    #drag() {
        const finger = this.#fingers.get(this.#dragger);
        const at = {x: finger.x, y: finger.y};
        const by = minus(at, this.#dragged);
        this.#dragged = at;
        if (by.x !== 0 || by.y !== 0)
            this.#events.drag(at, by);
    }

    #pair() {
        const fingers = [...this.#fingers.values()];
        return {at: middle(fingers), apart: apart(fingers)};
    }

    #decideTwo() {
        const now = this.#pair();
        if (Math.abs(now.apart - this.#two.apart) > PINCH_MOVE) {
            this.#kind = 'pinch';
            this.#two = now;
            this.#events.pinchStart(now.at);
        } else if (length(minus(now.at, this.#two.at)) > SCROLL_MOVE) {
            this.#kind = 'scroll';
            this.#two = now;
            this.#events.scrollStart(now.at);
        }
    }

    #pinch() {
        const now = this.#pair();
        const factor = this.#two.apart > 0 ? now.apart / this.#two.apart : 1;
        const by = minus(now.at, this.#two.at);
        this.#two = now;
        this.#events.pinch(factor, now.at, by);
    }
}
