// The viewer's side of an end-to-end test: a real Chromium with our page in it.
import {chromium} from 'playwright-core';

import {atEnd} from './cleanup.mjs';
import {eventually, slowness} from './wait.mjs';

/** Chromium without a window, as the user whose environment is given; ended with the test. */
export async function startBrowser(t, env = process.env) {
    const browser = await chromium.launch({
        executablePath: process.env.ORIEL_CHROMIUM || '/usr/bin/chromium',
        args: [
            ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-dev-shm-usage',
        ],
        env,
        timeout: 60000 * slowness,
    });
    atEnd(t, () => browser.close());
    return browser;
}

/** A person's window with nothing remembered in it. What the page logs as errors is kept. */
export async function newPage(t, browser, options = {}) {
    const context = await browser.newContext({
        ignoreHTTPSErrors: true,
        viewport: {width: 1200, height: 860},
        locale: 'en-US',
        ...options,
    });
    atEnd(t, () => context.close().catch(() => {}));
    const page = await context.newPage();
    page.setDefaultTimeout(30000 * slowness);
    page.problems = [];
    page.on('pageerror', error => page.problems.push(String(error)));
    page.on('console', message => {
        if (message.type() === 'error') page.problems.push(message.text());
    });
    return page;
}

/**
 * Every WebSocket of the page fails before it opens, as Safari has it where nobody vouches for the
 * certificate. `refusals()` tells how many were tried.
 */
export async function refuseWebSockets(page) {
    await page.addInitScript(refuse);
    return () => page.evaluate(() => window.refusals);
}

/** To be run in the page. */
export function refuse() {
    window.refusals = 0;
    window.WebSocket = class {
        static CONNECTING = 0;
        static OPEN = 1;
        static CLOSING = 2;
        static CLOSED = 3;

        readyState = 0;
        protocol = '';

        constructor() {
            ++window.refusals;
            setTimeout(() => {
                this.readyState = 3;
                this.onerror?.(new Event('error'));
                this.onclose?.({code: 1006, reason: ''});
            });
        }

        send() {}
        close() {}
    };
}

export async function waitForState(page, state, reason, timeout = 30000) {
    const wanted = `#status[data-state="${state}"]${reason ? `[data-reason="${reason}"]` : ''}`;
    try {
        await page.waitForSelector(wanted, {state: 'attached', timeout: timeout * slowness});
    } catch {
        const now = await page.evaluate(() => ({
            ...document.querySelector('#status')?.dataset,
            text: document.querySelector('#status')?.textContent,
        }));
        throw new Error(
            `waited for ${state} ${reason ?? ''}, it is ${JSON.stringify(now)}; ` +
                page.problems.join('; ')
        );
    }
}

/** Opens a link as a person does and clicks on Connect. */
export async function openLink(page, link) {
    await page.goto(link);
    await page.click('#connect');
}

/** …and waits for the picture. */
export async function connectPage(t, browser, link, options) {
    const page = await newPage(t, browser, options);
    await openLink(page, link);
    await waitForState(page, 'connected');
    return page;
}

/** The canvas' pixels: {width, height, pixels: R, G, B each}. */
export async function canvas(page) {
    const {width, height, data} = await page.evaluate(() => {
        const element = document.querySelector('#screen canvas');
        const {
            data: rgba,
            width: w,
            height: h,
        } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
        let text = '';
        for (let i = 0; i < rgba.length; i += 32768)
            text += String.fromCharCode(...rgba.subarray(i, i + 32768));
        return {width: w, height: h, data: btoa(text)};
    });
    const rgba = Buffer.from(data, 'base64');
    const pixels = Buffer.alloc(width * height * 3);
    for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3)
        rgba.copy(pixels, to, from, from + 3);
    return {width, height, pixels};
}

/** How many pixels differ between the canvas and the X server's screen. */
export async function difference(page, x) {
    const [shown, real] = [await canvas(page), await x.screenshot()];
    if (shown.pixels.length !== real.length) return Infinity;
    let count = 0;
    for (let i = 0; i < real.length; i += 3) {
        if (
            shown.pixels[i] !== real[i] ||
            shown.pixels[i + 1] !== real[i + 1] ||
            shown.pixels[i + 2] !== real[i + 2]
        )
            ++count;
    }
    return count;
}

/** Waits until the canvas shows the X server's screen to the last bit. */
export function untilSame(page, x, ms = 20000) {
    let last;
    return eventually(
        ms,
        () => `the canvas to be the screen; ${last} pixels differ`,
        async () => (last = await difference(page, x)) === 0
    );
}

/** Where in the window a point of the host's screen lies. */
export function toWindow(page, point) {
    return page.evaluate(({x, y}) => {
        const element = document.querySelector('#screen canvas');
        const box = element.getBoundingClientRect();
        return {
            x: box.left + ((x + 0.5) * box.width) / element.width,
            y: box.top + ((y + 0.5) * box.height) / element.height,
        };
    }, point);
}

/** Moves the pointer to a point of the host's screen. */
export async function pointAt(page, point) {
    const {x, y} = await toWindow(page, point);
    await page.mouse.move(x, y);
    return {x, y};
}

/** Bits of CDP's `modifiers`. */
const modifierBit = {Alt: 1, Control: 2, Meta: 4, Shift: 8};

/** A keyboard whose layout the test chooses: keys by place, with what they write. */
export class Keyboard {
    #session;

    static async of(page) {
        const keyboard = new Keyboard();
        keyboard.#session = await page.context().newCDPSession(page);
        return keyboard;
    }

    async #send(type, key, code, modifiers = 0, location = 0) {
        const text = type === 'keyDown' && [...key].length === 1 ? key : undefined;
        await this.#session.send('Input.dispatchKeyEvent', {
            type,
            key,
            code,
            modifiers,
            location,
            text,
            unmodifiedText: text,
        });
    }

    async press(key, code, held = []) {
        let modifiers = 0;
        for (const [name, place, location] of held) {
            modifiers |= modifierBit[name] ?? 0;
            await this.#send('rawKeyDown', name, place, modifiers, location);
        }
        await this.#send('keyDown', key, code, modifiers);
        await this.#send('keyUp', key, code, modifiers);
        for (const [name, place, location] of [...held].reverse()) {
            modifiers &= ~(modifierBit[name] ?? 0);
            await this.#send('keyUp', name, place, modifiers, location);
        }
    }

    /** Types on a layout: a function from a character to [code, level]. */
    async type(text, layout) {
        const shift = ['Shift', 'ShiftLeft', 1];
        const altGr = ['AltGraph', 'AltRight', 2];
        for (const character of text) {
            const [code, level] = layout(character);
            await this.press(character, code, [[], [shift], [altGr], [shift, altGr]][level]);
        }
    }
}
