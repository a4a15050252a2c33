// The two programs beside the servers: what paints the screen, and the light client.
import {dirname, join} from 'node:path';

import {binary} from '../lib/oriel.mjs';
import {run, start} from '../lib/programs.mjs';
import {within} from '../lib/wait.mjs';

const folder = process.env.ORIEL_BENCH_PROGRAMS ?? join(dirname(binary), 'tests');
export const program = name => join(folder, name);

/** CLOCK_MONOTONIC in ms, the clock of everything here. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

const inMs = nanoseconds => nanoseconds / 1e6;

/** A program that tells what happens as JSON lines, and takes commands by lines. */
class Teller {
    #waiting = new Set();

    constructor(t, words, options) {
        const [command, ...args] = words;
        this.program = start(t, command, args, options);
        this.#read();
    }

    async #read() {
        try {
            for (;;) {
                const line = await this.program.lines.take(() => true, 3600000, 'a line');
                const event = JSON.parse(line);
                this.told(event);
                for (const waiter of this.#waiting) waiter.see(event);
            }
        } catch (error) {
            this.ended = true;
            for (const waiter of this.#waiting) waiter.fail(error);
        }
    }

    /** The next event with this member. */
    next(member, ms, wanted = () => true) {
        const waiter = {};
        const seen = new Promise((resolve, reject) => {
            waiter.see = event => event[member] !== undefined && wanted(event) && resolve(event);
            waiter.fail = reject;
        });
        this.#waiting.add(waiter);
        if (this.ended) waiter.fail(new Error(`it has ended: ${this.program.stderr}`));
        const what = () => `${member} of ${this.program.name}: ${this.program.stderr}`;
        return within(ms, what, seen).finally(() => this.#waiting.delete(waiter));
    }

    say(line) {
        this.program.child.stdin.write(`${line}\n`);
    }

    end() {
        return this.program.end();
    }
}

/** Paints a scene; `frames` are {number, at} in ms of the monotonic clock. */
export class Painter extends Teller {
    frames = [];

    static async start(t, x, scene) {
        const painter = new Painter(t, [program('bench_painter'), scene], {env: x.env});
        await painter.next('ready', 60000);
        const {stdout} = await x.run(program('bench_painter'), [scene, '--layout']);
        painter.layout = JSON.parse(stdout);
        return painter;
    }

    told({frame, t}) {
        if (frame !== undefined) this.frames.push({number: frame, at: inMs(t)});
    }

    go() {
        this.say('go');
    }

    stop() {
        this.say('stop');
    }

    /** The picture of one frame, as the screen shows it. */
    static render(x, scene, frame, file) {
        const args = [scene, '--render', String(frame), '--out', file];
        return x.run(program('bench_painter'), args, {ms: 60000});
    }
}

/** One light viewer; `frames` are {number, at, bytes}. */
export class LightClient extends Teller {
    frames = [];
    keys = 0;

    /** Connects and waits for the first picture: `startTime` ms from link to it. */
    static async start(t, peer, {line, options = []} = {}) {
        const words = [program('bench_client'), '--url', peer.url, ...peer.credentials, ...options];
        const began = now();
        const client = new LightClient(t, [...(line?.onViewer ?? []), ...words]);
        const {t: at} = await client.next('picture', 60000);
        client.startTime = inMs(at) - (client.connected ?? began);
        return client;
    }

    told({frame, connected, t, bytes}) {
        if (connected) this.connected = inMs(t);
        if (frame !== undefined) this.frames.push({number: frame, at: inMs(t), bytes});
    }

    /** Presses a key; ms until its mark is in the picture, NaN if it does not come. */
    async press(patience = 5000) {
        const pressed = this.next('pressed', 5000);
        const seen = this.next('seen', patience).catch(() => null);
        this.say('key');
        const [{t: from}, mark] = await Promise.all([pressed, seen]);
        return mark ? inMs(mark.t - from) : NaN;
    }

    /** Writes the picture of the moment; when, and which frame it shows. */
    async dump(file) {
        this.say(`dump ${file}`);
        const {t: at} = await this.next('dumped', 15000, ({dumped}) => dumped === file);
        return {file, at: inMs(at), frame: this.frames.at(-1)?.number};
    }

    stall() {
        this.say('stall');
    }
}

/** Compares two pictures: {psnr, exact, lumaPsnr}; PSNR null if they are the same. */
export async function compare(one, other, rect) {
    const {stdout} = await run(
        program('bench_client'),
        ['--compare', one, other, ...(rect ? ['--rect', rect] : [])],
        {ms: 60000}
    );
    return JSON.parse(stdout);
}
