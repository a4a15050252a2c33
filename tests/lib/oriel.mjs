// The program under test, as a script sees it: arguments in, events and exit codes out.
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';

import {atEnd} from './cleanup.mjs';
import {Program, run, scratch} from './programs.mjs';
import {Mailbox, eventually} from './wait.mjs';

export const binary =
    process.env.ORIEL ?? new URL('../../build/release/oriel', import.meta.url).pathname;

if (!existsSync(binary))
    throw new Error(`There is no ${binary}: build it, or name it with ORIEL=…`);

/** A user of one's own: no file of the person who runs the tests is read or written. */
export async function makeHome(t) {
    const home = await scratch(t, 'oriel-home-');
    const folders = {
        HOME: home,
        TMPDIR: join(home, 'tmp'),
        XDG_RUNTIME_DIR: join(home, 'runtime'),
        XDG_CONFIG_HOME: join(home, 'config'),
        XDG_DATA_HOME: join(home, 'data'),
        XDG_STATE_HOME: join(home, 'state'),
        XDG_CACHE_HOME: join(home, 'cache'),
    };
    for (const folder of Object.values(folders))
        await mkdir(folder, {recursive: true, mode: 0o700});
    const {DISPLAY, WAYLAND_DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS, ...outside} =
        process.env;
    return {...outside, ...folders, LC_ALL: 'C.UTF-8', DBUS_SESSION_BUS_ADDRESS: 'disabled:'};
}

/** Every file below a folder, as paths. */
export function filesBelow(folder) {
    const entries = readdirSync(folder, {withFileTypes: true});
    return entries.flatMap(entry => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** One sharing program with `--json`. */
export class Oriel {
    #events = new Mailbox();

    constructor(args, {env, input, command = [binary]} = {}) {
        this.env = env;
        this.program = new Program(command[0], [...command.slice(1), ...args], {env, input});
        this.#read();
    }

    async #read() {
        try {
            for (;;) {
                const line = await this.program.lines.take(() => true, 3600000, 'a line');
                let event;
                try {
                    event = JSON.parse(line);
                } catch {
                    event = {event: 'not-json', line};
                }
                this.log.push(event);
                this.#events.put(event);
            }
        } catch (error) {
            this.#events.end(error.message);
        }
    }

    /** All events so far. */
    log = [];

    get pid() {
        return this.program.pid;
    }
    get stderr() {
        return this.program.stderr;
    }
    get stdout() {
        return this.program.stdout;
    }

    /** The next event of this name that nobody has taken yet. */
    event(name, ms = 15000) {
        return this.#events.take(
            event => event.event === name,
            ms,
            () => `the event ${name}; so far: ${JSON.stringify(this.log)} ${this.stderr}`
        );
    }

    /** Whether an event of this name has come and nobody has taken it. */
    hasEvent(name) {
        return this.#events.items.some(event => event.event === name);
    }

    exit(ms) {
        return this.program.exit(ms);
    }
    signal(name) {
        this.program.child.kill(name);
    }

    /** Stops by SIGTERM and asserts a clean end. */
    async stop({reason = 'signal', stderr = ''} = {}) {
        this.signal('SIGTERM');
        await this.ended({code: 0, reason, stderr});
    }

    /** Asserts how it ended: exit code, last event, and what it said on standard error. */
    async ended({code, reason, stderr = ''}) {
        const status = await this.exit();
        assert.deepEqual(status, {code, signal: null}, this.stderr);
        await eventually(
            2000,
            'the last line',
            () => this.log.at(-1)?.event === 'stopped' || !reason
        );
        if (reason) assert.deepEqual(this.log.at(-1), {event: 'stopped', reason});
        assert.deepEqual(
            this.log.filter(event => event.event === 'not-json'),
            []
        );
        if (stderr instanceof RegExp) assert.match(this.stderr, stderr);
        else assert.equal(this.stderr, stderr);
        assert.deepEqual(this.threadMistakes(), []);
    }

    /** What Qt logged of timers and notifiers that are used in a thread not theirs. */
    threadMistakes() {
        const file = join(this.env?.XDG_STATE_HOME ?? '', 'oriel/oriel.log');
        if (!existsSync(file)) return [];
        const lines = readFileSync(file, 'utf8').split('\n');
        return lines.filter(line => /(QObject|QTimer|QSocketNotifier).*thread/.test(line));
    }

    /** What the acting options (`--status` …) say, run as the same user. */
    act(...args) {
        return run(binary, args, {env: this.env, anyExit: true});
    }

    /** Only root may look: no other process reads this one while it shares. */
    openFiles() {
        const folder = `/proc/${this.pid}/fd`;
        return readdirSync(folder).map(fd => {
            try {
                return readlinkSync(join(folder, fd));
            } catch {
                return 'closed';
            }
        });
    }

    get commandLine() {
        return readFileSync(`/proc/${this.pid}/cmdline`, 'utf8').split('\0');
    }
}

/**
 * Starts a headless Oriel on a free loopback port and waits until it shares; `oriel.share` is the
 * event, `oriel.port`, `oriel.password` and `oriel.origin` come from it. What is still running is
 * ended with the test.
 */
export async function startOriel(t, args = [], options = {}) {
    const env = {...(options.home ?? (await makeHome(t))), ...options.env};
    const listen = args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
    const display = args.includes('--display') ? [] : ['--display', 'fake:640x480'];
    const oriel = new Oriel(['--headless', '--json', ...listen, ...display, ...args], {
        ...options,
        env,
    });
    atEnd(t, () => oriel.program.end());
    oriel.share = await oriel.event('sharing', 20000);
    const link = new URL(oriel.share.link);
    const asked = /:(\d+)$/.exec(args[args.indexOf('--listen') + 1] ?? '');
    oriel.port = Number(asked?.[1]) || Number(link.port);
    oriel.origin = link.origin;
    oriel.password = oriel.share.password;
    return oriel;
}

/** Runs Oriel with these arguments to its end, as a user of its own. */
export async function runOriel(t, args, {env, ...options} = {}) {
    return run(binary, args, {env: env ?? (await makeHome(t)), anyExit: true, ...options});
}
