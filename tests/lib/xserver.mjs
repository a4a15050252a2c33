// The host's side of an end-to-end test: an X server of its own with real programs on it.
import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {atEnd} from './cleanup.mjs';
import {makeHome} from './oriel.mjs';
import {Program, run, start} from './programs.mjs';
import {eventually, within} from './wait.mjs';

/** An X server with access control. `env` is what its programs, Oriel among them, run with. */
export class XServer {
    constructor(server, display, env, size) {
        this.server = server;
        this.display = display;
        this.env = env;
        this.size = size;
        this.programs = [];
    }

    /** Runs a program on this server to its end. */
    run(command, args = [], options = {}) {
        return run(command, args, {env: this.env, ...options});
    }

    /** Starts a program on this server that ends with the test. */
    start(t, command, args = [], options = {}) {
        const program = start(t, command, args, {env: this.env, ...options});
        this.programs.push(program);
        return program;
    }

    /** What the programs said that are no longer there or complained. */
    get complaints() {
        return this.programs
            .filter(({running, stderr}) => !running || stderr)
            .map(({name, status, stderr}) => `${name} ${JSON.stringify(status)}: ${stderr}`)
            .join('; ');
    }

    /** The window of this class once it can be seen. */
    window(name, by = '--class') {
        const search = ['search', '--onlyvisible', by, name];
        let seen;
        return eventually(
            15000,
            () => `a window of ${name}: ${JSON.stringify(seen)} ${this.complaints}`,
            async () => {
                seen = await this.run('xdotool', search, {anyExit: true});
                return seen.code === 0 && seen.stdout.trim().split('\n').at(-1);
            }
        );
    }

    /** Waits for the window, gives it the keyboard and tells its place in the screen. */
    async focus(name, by) {
        const window = await this.window(name, by);
        await eventually(15000, `the keyboard in ${name}`, async () => {
            await this.run('xdotool', ['windowactivate', window], {anyExit: true});
            const {stdout} = await this.run('xdotool', ['getwindowfocus'], {anyExit: true});
            return stdout.trim() === window;
        });
        return {window, ...(await this.place(window))};
    }

    /** Place and size of what a window shows, without its frame. */
    async place(window) {
        const {stdout} = await this.run('xwininfo', ['-id', window]);
        const value = name => Number(new RegExp(`${name}: +(-?\\d+)$`, 'm').exec(stdout)[1]);
        return {
            x: value('Absolute upper-left X'),
            y: value('Absolute upper-left Y'),
            width: value('Width'),
            height: value('Height'),
        };
    }

    /** The screen as the X server has it, without the pointer: R, G, B a pixel. */
    async screenshot() {
        const child = spawn('import', ['-silent', '-window', 'root', '-depth', '8', 'rgb:-'], {
            env: this.env,
            stdio: ['ignore', 'pipe', 'inherit'],
        });
        const chunks = [];
        child.stdout.on('data', chunk => chunks.push(chunk));
        await within(
            20000,
            'a screenshot',
            new Promise((resolve, reject) => {
                child.once('error', reject);
                child.once('close', resolve);
            })
        );
        return Buffer.concat(chunks);
    }

    layout(name) {
        return this.run('setxkbmap', ['-layout', name]);
    }

    async clipboard() {
        const {code, stdout} = await this.run(
            'xclip',
            ['-selection', 'clipboard', '-target', 'UTF8_STRING', '-out'],
            {anyExit: true}
        );
        return code === 0 ? stdout : null;
    }

    /** The picture that can be pasted, as R, G, B a pixel; null without one. */
    async clipboardPicture() {
        const file = join(this.env.HOME, 'pasted.rgb');
        const pipe =
            'xclip -selection clipboard -target image/png -out | convert png:- -depth 8 "rgb:$0"';
        const {code} = await this.run('sh', ['-c', pipe, file], {anyExit: true});
        return code === 0 ? readFile(file) : null;
    }

    /** Copies a PNG as a program on the host does. */
    copyPicture(t, png) {
        const args = ['-selection', 'clipboard', '-in', '-quiet', '-target', 'image/png'];
        return this.start(t, 'xclip', args, {input: png});
    }

    /**
     * Copies as a program on the host does, and keeps owning the text. Its standard error counts
     * who asks for it.
     */
    copy(t, text) {
        return this.start(t, 'xclip', ['-selection', 'clipboard', '-in', '-verbose'], {
            input: text,
        });
    }
}

async function startServer(t, command, args, size) {
    const env = await makeHome(t);
    const cookie = randomBytes(16).toString('hex');
    env.XAUTHORITY = join(env.HOME, 'Xauthority');
    // A server takes every cookie of its file, whatever display it is noted for.
    await run('xauth', ['-q', '-f', env.XAUTHORITY, 'add', ':0', '.', cookie], {env});
    const server = new Program(command, [...args, '-displayfd', '3', '-auth', env.XAUTHORITY], {
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    atEnd(t, () => server.end());
    const number = await within(
        20000,
        () => `${command} to start: ${server.stderr}`,
        new Promise((resolve, reject) => {
            let text = '';
            server.child.stdio[3].setEncoding('utf8').on('data', data => {
                text += data;
                if (text.endsWith('\n')) resolve(text.trim());
            });
            server.exited.then(
                () => reject(new Error(`${command} ended: ${server.stderr}`)),
                reject
            );
        })
    );
    env.DISPLAY = `:${number}`;
    await run('xauth', ['-q', '-f', env.XAUTHORITY, 'add', env.DISPLAY, '.', cookie], {env});
    return new XServer(server, env.DISPLAY, env, size);
}

/** Xvfb: one fixed size. */
export function startXvfb(t, width = 1024, height = 700) {
    return startServer(
        t,
        'Xvfb',
        ['-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
        {width, height}
    );
}

/** Xvnc: a screen that xrandr can resize. Its own VNC port is a socket in the home folder. */
export function startXvnc(t, width = 800, height = 600) {
    return startServer(
        t,
        'Xvnc',
        [
            '-geometry',
            `${width}x${height}`,
            '-depth',
            '24',
            '-rfbport',
            '-1',
            '-SecurityTypes',
            'None',
            '-nolisten',
            'tcp',
            '-noreset',
        ],
        {width, height}
    );
}

/** An X server with a window manager, ready for programs. */
export async function startDesktop(t, {width, height, make = startXvfb} = {}) {
    const x = await make(t, width, height);
    Object.assign(x.env, {
        NO_AT_BRIDGE: '1',
        GTK_MODULES: '',
        XMODIFIERS: '@im=none',
        GTK_IM_MODULE: 'gtk-im-context-simple',
    });
    await x.run('xdotool', ['mousemove', '2', '2']);
    // A window that is mapped while the window manager starts may be lost to it.
    const ready = join(x.env.HOME, 'window-manager-runs');
    x.start(t, 'openbox', ['--sm-disable', '--startup', `touch ${ready}`]);
    await eventually(15000, 'the window manager', () => existsSync(ready));
    return x;
}

/** A terminal in which `cat` writes what is typed into a file, line by line. */
export async function startTerminal(t, x) {
    const file = join(x.env.HOME, 'typed.txt');
    x.start(t, 'xterm', [
        '-u8',
        '-fa',
        'monospace',
        '-geometry',
        '60x10+40+60',
        '-e',
        'sh',
        '-c',
        `cat > ${file}`,
    ]);
    const place = await x.focus('xterm');
    await eventually(
        15000,
        'cat to run',
        async () => (await readFile(file).catch(() => null)) !== null
    );
    return {...place, file, text: () => readFile(file, 'utf8')};
}

/** A GTK text editor; its text is read from the file it saves to. */
export async function startEditor(t, x) {
    const file = join(x.env.HOME, 'edited.txt');
    await run('touch', [file]);
    x.start(t, 'l3afpad', [file]);
    const place = await x.focus('l3afpad');
    return {...place, file, text: () => readFile(file, 'utf8')};
}

/**
 * Saves by Ctrl+S on the page until the editor's file holds this text: the editor fetches what it
 * pastes later than it looks at the next key, and so may save before it has it.
 */
export async function savedText(page, editor, text) {
    let saved;
    await eventually(
        15000,
        () => `the text in the editor, not ${saved}`,
        async () => {
            await page.keyboard.press('Control+s');
            return (saved = await editor.text()) === text;
        }
    );
}

/** A window that tells every input event it gets: `recorder.events` are {type, …}. */
export async function startRecorder(t, x) {
    const program = x.start(t, 'xev', [
        '-geometry',
        '300x200+400+300',
        '-event',
        'keyboard',
        '-event',
        'button',
    ]);
    const place = await x.focus('Event Tester', '--name');
    return {
        ...place,
        centre: {
            x: place.x + Math.floor(place.width / 2),
            y: place.y + Math.floor(place.height / 2),
        },
        /** Every button and key event so far, in order. */
        events() {
            const blocks = program.stdout.split(/\n\n+/);
            return blocks.flatMap(block => {
                const type = /^(ButtonPress|ButtonRelease|KeyPress|KeyRelease) event/m.exec(
                    block
                )?.[1];
                if (!type) return [];
                const button = /button (\d+)/.exec(block)?.[1];
                const keysym = /keysym 0x[0-9a-f]+, (\w+)/.exec(block)?.[1];
                const at = /\((-?\d+),(-?\d+)\), root/.exec(block);
                return button || keysym
                    ? [
                          {
                              type,
                              ...(button ? {button: Number(button)} : {keysym}),
                              x: Number(at?.[1]),
                              y: Number(at?.[2]),
                          },
                      ]
                    : [];
            });
        },
        /** The events once `seen(events)`. */
        until(what, seen) {
            return eventually(
                15000,
                () => `${what}; so far ${JSON.stringify(this.events())}`,
                () => {
                    const events = this.events();
                    return seen(events) ? events : null;
                }
            );
        },
    };
}
