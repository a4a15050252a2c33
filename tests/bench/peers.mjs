// The servers that are compared: each shows a given X display to browsers over TLS.
import {mkdir} from 'node:fs/promises';
import {performance} from 'node:perf_hooks';
import {dirname, join} from 'node:path';

import {binary, startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {run, start} from '../lib/programs.mjs';
import {eventually} from '../lib/wait.mjs';
import {familyOf, listens} from './processes.mjs';

/** Oriel's page speaks to any VNC server, so all are seen through the same noVNC. */
const bundle = join(dirname(binary), 'share/oriel/web');

/**
 * A server that is ready, as the clients need it.
 * @typedef {object} Peer
 * @property {string} url of the WebSocket
 * @property {string} page its page in a browser, connecting by itself
 * @property {string[]} credentials what bench_client needs to be let in
 * @property {number} startTime ms from the start of the program(s) to the link
 * @property {number} port
 * @property {() => number[]} pids
 * @property {() => Promise<void>} stop
 */

/** `line`: the namespaces and addresses of a slow line (lines.mjs); none: loopback. */
async function startOrielPeer(t, x, line) {
    const secret = join(x.env.HOME, 'bench-password');
    await run('sh', ['-c', `printf K7QM3XWPBENCH > ${secret}`]);
    const began = performance.now();
    const oriel = await startOriel(
        t,
        ['--display', x.display, '--timeout', '0', '--expire', '0']
            .concat(['--max-viewers', '20', '--password-file', secret])
            .concat(['--listen', `${line?.host ?? '127.0.0.1'}:0`]),
        {home: x.env, command: [...(line?.onHost ?? []), binary]}
    );
    const startTime = performance.now() - began;
    const link = new URL(oriel.share.link);
    const password = 'K7QM3XWPBENCH';
    return {
        url: `wss://${link.host}/websockify`,
        page: `https://${link.host}/vnc.html?autoconnect=1#${password}`,
        credentials: ['--ticket-password', password],
        startTime,
        port: Number(link.port),
        pids: () => familyOf([oriel.pid]),
        stop: () => oriel.program.end(),
    };
}

/** A certificate as Oriel makes one: P-256, self-signed. */
async function certificate(x) {
    const folder = join(x.env.HOME, 'certificate');
    const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name));
    if (await mkdir(folder, {recursive: true})) {
        await run(
            'openssl',
            ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
                .concat(['-keyout', key, '-out', cert, '-days', '30', '-subj', '/CN=localhost'])
        );
    }
    return {key, cert};
}

/** A VNC server without a password on loopback, and websockify with TLS before it. */
async function startBehindWebsockify(t, x, line, command) {
    const [vncPort, port] = [await freePort(), await freePort()];
    const {key, cert} = await certificate(x);
    const host = line?.host ?? '127.0.0.1';
    const place = line?.onHost ?? [];
    const launch = words => start(t, ...split([...place, ...words]), {env: x.env});
    const began = performance.now();
    const programs = [
        launch(command(vncPort)),
        launch(
            ['websockify', '--ssl-only', '--cert', cert, '--key', key, '--web', bundle].concat([
                `${host}:${port}`,
                `127.0.0.1:${vncPort}`,
            ])
        ),
    ];
    await eventually(
        20000,
        () => `the server to listen: ${programs.map(program => program.stderr)}`,
        () => listens(programs[0].pid, vncPort) && listens(programs[1].pid, port)
    );
    return {
        url: `wss://${host}:${port}/websockify`,
        page: `https://${host}:${port}/vnc.html?autoconnect=1&path=websockify`,
        credentials: [],
        startTime: performance.now() - began,
        port,
        pids: () => familyOf(programs.map(program => program.pid)),
        async stop() {
            for (const program of programs.reverse()) await program.end();
        },
    };
}

const split = ([command, ...args]) => [command, args];

// Not by its name x0vncserver, which is a script on Debian that puts it into the background.
const x0vncserver = x => port =>
    ['X0tigervnc', '-SecurityTypes', 'None', '-localhost', '-AlwaysShared']
        .concat(['-rfbport', String(port), '-display', x.display]);

const x11vnc = x => port =>
    ['x11vnc', '-localhost', '-nopw', '-forever', '-shared', '-noipv6', '-quiet']
        .concat(['-rfbport', String(port), '-display', x.display]);

const makers = {
    oriel: startOrielPeer,
    x0vncserver: (t, x, line) => startBehindWebsockify(t, x, line, x0vncserver(x)),
    x11vnc: (t, x, line) => startBehindWebsockify(t, x, line, x11vnc(x)),
};

export const peerNames = Object.keys(makers);

/** @returns {Promise<Peer>} */
export function startPeer(t, name, x, line) {
    return makers[name](t, x, line);
}
