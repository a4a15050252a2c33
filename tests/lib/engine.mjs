// A page in a browser that Playwright does not drive as it comes from Debian: what a person does in
// it, and what can be asked of it. A driver knows the browser's protocol: `goto(url)`,
// `run(script, text)` calls a function of one text in the page, and `act(actions)` performs what
// WebDriver calls actions, which are the same in both of its protocols.
import {eventually} from './wait.mjs';

const keys = {
    Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C', ArrowRight: '\uE014',
};

export class EnginePage {
    #driver;

    constructor(driver) {
        this.#driver = driver;
    }

    /** Until the page is drawn: WebKit loses clicks that come before. */
    async goto(url) {
        await this.#driver.goto(url);
        await this.evaluate(
            () =>
                new Promise(resolve => {
                    requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
                })
        );
    }

    /** What a function returns that is run in the page. Arguments and result are plain values. */
    async evaluate(what, ...values) {
        const script = `async text => JSON.stringify(await (${what})(...JSON.parse(text)) ?? null)`;
        return JSON.parse(await this.#driver.run(script, JSON.stringify(values)));
    }

    #mouse(...actions) {
        return this.#driver.act([{type: 'pointer', id: 'mouse', actions}]);
    }

    #keyboard(actions) {
        return this.#driver.act([{type: 'key', id: 'keyboard', actions}]);
    }

    clickAt({x, y}) {
        const place = {x: Math.round(x), y: Math.round(y)};
        return this.#mouse(
            {type: 'pointerMove', ...place},
            {type: 'pointerDown', button: 0},
            {type: 'pointerUp', button: 0}
        );
    }

    async click(selector) {
        const place = await eventually(10000, `${selector} to be seen`, () =>
            this.evaluate(wanted => {
                const box = document.querySelector(wanted)?.getBoundingClientRect();
                return box?.width ? {x: box.x + box.width / 2, y: box.y + box.height / 2} : null;
            }, selector)
        );
        await this.clickAt(place);
    }

    /** Presses a chord: the last key with those before it held. */
    press(...chord) {
        const values = chord.map(key => keys[key] ?? key);
        return this.#keyboard([
            ...values.map(value => ({type: 'keyDown', value})),
            ...values.reverse().map(value => ({type: 'keyUp', value})),
        ]);
    }

    async type(text) {
        for (const character of text) await this.press(character);
    }

    /** As if it were typed or pasted into a field. */
    fill(selector, text) {
        return this.evaluate(
            (wanted, value) => {
                const field = document.querySelector(wanted);
                field.value = value;
                field.dispatchEvent(new Event('input', {bubbles: true}));
            },
            selector,
            text
        );
    }

    async untilState(state, reason) {
        let now;
        await eventually(
            30000,
            () => `${state} ${reason ?? ''}, it is ${JSON.stringify(now)}`,
            async () => {
                now = await this.evaluate(() => ({
                    ...document.querySelector('#status')?.dataset,
                }));
                return now.state === state && (!reason || now.reason === reason);
            }
        );
    }
}
