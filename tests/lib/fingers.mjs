// Several fingers on the page, as Chromium gets them from a touch screen.

/** Where a phone's finger goes, in steps as a screen tells them. */
const STEPS = 8;

export class Fingers {
    #session;
    #points = [];

    static async of(page) {
        const fingers = new Fingers();
        fingers.#session = await page.context().newCDPSession(page);
        return fingers;
    }

    #send(type, points) {
        const touchPoints = points.map(({x, y}, id) => ({x, y, id}));
        return this.#session.send('Input.dispatchTouchEvent', {type, touchPoints});
    }

    /** All fingers come down, one after the other. */
    down(...points) {
        this.#points = points;
        return Promise.all(
            points.map((_, index) => this.#send('touchStart', points.slice(0, index + 1)))
        );
    }

    /** The fingers move to these points. */
    async move(...points) {
        const from = this.#points;
        for (let step = 1; step <= STEPS; step++) {
            const share = step / STEPS;
            await this.#send(
                'touchMove',
                points.map(({x, y}, i) => ({
                    x: from[i].x + (x - from[i].x) * share,
                    y: from[i].y + (y - from[i].y) * share,
                }))
            );
        }
        this.#points = points;
    }

    up() {
        return this.#send('touchEnd', []);
    }

    /** At once: a busy machine makes no slow finger. */
    tap(...points) {
        return Promise.all([this.down(...points), this.up()]);
    }

    /** Two taps of one finger, the second soon after the first. */
    tapTwice(first, second) {
        return Promise.all([this.tap(first), this.tap(second)]);
    }

    /** A tap, and the finger is back soon after it. */
    tapAndDown(point) {
        return Promise.all([this.tap(point), this.down(point)]);
    }
}
