// The state of the connection at a glance, and in detail for who clicks on it.

import {$} from './dom.js';
import {setLabel, setText} from './i18n.js';
import {Meter, bitRate, sparkline} from './meter.js';

const GOOD = 80; // ms, below which nobody notices
const FAIR = 200; // ms, above which everybody does
const ASK = 5; // seconds from one question to the next while the details are closed
const TIMEOUT = 10_000; // ms

export class Badge {
    #meter = new Meter();
    #timer = 0;
    #ask;
    #seconds = 0;
    #asking = false;

    /** @param {() => Promise<number>} ask the host for its round trip in ms; rejected if unknown */
    constructor(ask) {
        this.#ask = ask;
    }

    /** @returns {Meter} to be told of a new connection */
    start() {
        this.stop();
        this.#meter.reset();
        this.#show({bytes: 0, frames: 0, roundTrip: null});
        this.#question();
        this.#timer = setInterval(() => this.#tick(), 1000);
        return this.#meter;
    }

    stop() {
        clearInterval(this.#timer);
    }

    /** A desktop at rest costs nothing: nothing is asked that nobody sees or that can't have changed. */
    #tick() {
        const second = this.#meter.tick();
        this.#seconds++;
        const open = !$('state-panel').hidden;
        const recent = this.#meter.history.slice(-ASK).some(({bytes}) => bytes > 0);
        if (!document.hidden && (open || (recent && this.#seconds % ASK === 0)))
            this.#question();
        this.#show(second);
        if (open)
            this.#draw();
    }

    async #question() {
        if (this.#asking)
            return;
        this.#asking = true;
        try {
            this.#meter.answered(await this.#ask());
        } catch {
            // The last answer stands.
        }
        this.#asking = false;
    }

    #show({bytes, frames, roundTrip}) {
        const time = roundTrip === null ? '–' : `${Math.round(roundTrip)} ms`;
        $('state-short').textContent = $('state-round-trip').textContent = time;
        setText($('state-frames'), 'state.perSecond', {count: frames});
        $('state-rate').textContent = bitRate(bytes);
        $('state').dataset.line = roundTrip === null ? 'unknown'
            : roundTrip < GOOD ? 'good' : roundTrip < FAIR ? 'fair' : 'poor';
        setLabel($('state'), 'bar.state', {time});
    }

    #draw() {
        const {history} = this.#meter;
        const lines = {
            'round-trip': history.map(({roundTrip}) => roundTrip ?? 0),
            'frames': history.map(({frames}) => frames),
            'rate': history.map(({bytes}) => bytes),
        };
        for (const [id, values] of Object.entries(lines))
            $(`graph-${id}`).setAttribute('d', sparkline(values));
    }
}

/**
 * How long the server that the page came from takes to answer, without what it takes to connect.
 * @returns {Promise<number>} ms
 */
export async function askRoundTrip() {
    const address = new URL('licences.txt', location.href).href;
    performance.clearResourceTimings();
    const sent = performance.now();
    await fetch(address, {method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT)});
    const whole = performance.now() - sent;
    const timing = performance.getEntriesByName(address).at(-1);
    return timing?.requestStart > 0 ? timing.responseStart - timing.requestStart : whole;
}
