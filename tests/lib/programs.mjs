// Child processes that never outlive their test.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {atEnd} from './cleanup.mjs';
import {Mailbox, within} from './wait.mjs';

/** A folder that goes with the test, mode 0700. */
export async function scratch(t, prefix = 'oriel-test-') {
    const folder = await mkdtemp(join(tmpdir(), prefix));
    atEnd(t, () => rm(folder, {recursive: true, force: true, maxRetries: 5}));
    return folder;
}

/** One running program: its output by lines and as a whole, and its end. */
export class Program {
    stdout = '';
    stderr = '';
    lines = new Mailbox();

    constructor(command, args, options = {}) {
        const {input, ...rest} = options;
        this.name = command;
        this.child = spawn(command, args, {stdio: ['pipe', 'pipe', 'pipe'], ...rest});
        this.child.stdin?.on('error', () => {});
        if (input !== undefined) this.child.stdin.end(input);
        this.child.stdout?.setEncoding('utf8').on('data', text => {
            this.stdout += text;
        });
        this.child.stderr?.setEncoding('utf8').on('data', text => {
            this.stderr += text;
        });
        if (this.child.stdout) {
            createInterface({input: this.child.stdout, crlfDelay: Infinity})
                .on('line', line => this.lines.put(line))
                .on('close', () => this.lines.end(`${command} closed its output: ${this.stderr}`));
        }
        this.exited = new Promise((resolve, reject) => {
            this.child.once('error', reject);
            this.child.once('close', (code, signal) => {
                this.status = {code, signal};
                this.lines.end(`${command} ended: ${this.stderr}`);
                resolve(this.status);
            });
        });
        this.exited.catch(() => {});
    }

    get pid() {
        return this.child.pid;
    }
    get running() {
        return this.status === undefined;
    }

    /** Its exit status within `ms`. */
    exit(ms = 15000) {
        return within(
            ms,
            () => `${this.name} to end; it said: ${this.stderr}${this.stdout}`,
            this.exited
        );
    }

    /** Ends it, whatever it takes. */
    async end(signal = 'SIGTERM', patience = 5000) {
        if (!this.running) return;
        this.child.kill(signal);
        try {
            await this.exit(patience);
        } catch {
            this.child.kill('SIGKILL');
            await this.exited.catch(() => {});
        }
    }
}

/** Starts a program that is ended with the test. */
export function start(t, command, args = [], options = {}) {
    const program = new Program(command, args, options);
    atEnd(t, () => program.end());
    return program;
}

/** Runs a program to its end; an exit code other than 0 is an error unless `anyExit`. */
export async function run(command, args = [], {anyExit = false, ms = 20000, ...options} = {}) {
    const program = new Program(command, args, {...options, input: options.input ?? ''});
    let status;
    try {
        status = await program.exit(ms);
    } finally {
        await program.end('SIGKILL');
    }
    if (!anyExit && status.code !== 0)
        throw new Error(
            `${command} ${args.join(' ')} ended with ${JSON.stringify(status)}: ${program.stderr}`
        );
    return {
        code: status.code,
        signal: status.signal,
        stdout: program.stdout,
        stderr: program.stderr,
    };
}
