// ./dev bench attacks: what a live viewer and a newcomer notice of an attack, all in one run.
//
//   node attacks.mjs [--quick] [--write FILE]
import {fork} from 'node:child_process';
import {once} from 'node:events';

import {Crowd, addressOf, manners} from '../lib/crowd.mjs';
import {admitted} from '../lib/fake.mjs';
import {frame, opcode, upgraded} from '../lib/frames.mjs';
import {Reader, connect, readAnswer} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {RfbClient, openWebSocket, vncResponse} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';
import {measured, provenance, writeBetween} from './report.mjs';

const quick = process.argv.includes('--quick');
/** With ORIEL_ATTACK=TEXT only the attacks with this text in their names. */
const wanted = process.env.ORIEL_ATTACK ?? '';
const target = process.argv.includes('--write')
    ? process.argv[process.argv.indexOf('--write') + 1]
    : null;
const measureMs = quick ? 2000 : 8000;
const framesOffered = 30;

/** Calls `once_` over and over in `count` lanes until ended; counts what was answered. */
class Repeated {
    answered = 0;
    #ended = false;

    constructor(count, once_) {
        for (let lane = 0; lane < count; ++lane) this.#run(lane, once_);
    }

    async #run(lane, once_) {
        for (let round = 0; !this.#ended; ++round) {
            try {
                await once_(lane, round);
                ++this.answered;
            } catch {
                await elapse(10); // refused or cut: again
            }
        }
    }

    end() {
        this.#ended = true;
    }
}

async function crowdOf(oriel, manner, count) {
    const crowd = new Crowd(oriel.port, manner, {addresses: 20});
    await crowd.grow(count);
    return {
        note: () => `${crowd.open} connections held, ${crowd.replaced} of them again after a cut`,
        end: () => crowd.end(),
    };
}

function repeated(count, what, once_) {
    const attack = new Repeated(count, once_);
    const begun = performance.now();
    return {
        note: () =>
            `${Math.round((1000 * attack.answered) / (performance.now() - begun))} ${what} a second answered`,
        end: () => attack.end(),
    };
}

/** A request again and again on connections that are kept. */
async function flood(oriel, count, what, head) {
    const lanes = Array.from({length: count}, () => null);
    return repeated(count, what, async lane => {
        lanes[lane] ??= await connect(oriel.port, {from: addressOf(lane)}).then(socket => ({
            socket,
            reader: new Reader(socket),
        }));
        const {socket, reader} = lanes[lane];
        try {
            socket.write(head);
            const {headers} = await readAnswer(reader);
            if (/close/.test(headers.connection)) throw new Error('over');
        } catch (error) {
            socket.destroy();
            lanes[lane] = null;
            if (error.message !== 'over') throw error;
        }
    });
}

async function stalledViewers(oriel, count) {
    const clients = [];
    const askings = [];
    for (let i = 0; i < count; ++i) {
        const client = await admitted({...oriel, password: newestPassword(oriel)});
        client.socket._socket.pause();
        askings.push(setInterval(() => client.requestUpdate(), 20));
        clients.push(client);
        await oriel.event('viewer-connected');
    }
    return {
        note: () => `${count} viewers that read nothing and ask all the time`,
        end() {
            askings.forEach(clearInterval);
            clients.forEach(client => client.cut());
        },
    };
}

async function eagerViewer(oriel) {
    const client = await admitted({...oriel, password: newestPassword(oriel)});
    const move = Buffer.from([5, 0, 0, 1, 0, 1]);
    const burst = Buffer.concat(Array.from({length: 1000}, () => move));
    const sending = setInterval(() => {
        if (client.socket.bufferedAmount < 1e6) client.send(burst);
    }, 10);
    return {
        note: () => 'one viewer that sends 100,000 pointer moves a second',
        end() {
            clearInterval(sending);
            client.cut();
        },
    };
}

const newestPassword = oriel => oriel.log.findLast(event => event.password).password;
const hostLine = oriel => `Host: 127.0.0.1:${oriel.port}\r\n`;

const attacks = {
    'nothing': async () => ({note: () => '', end() {}}),
    'silence where TLS should begin': oriel => crowdOf(oriel, manners.silent, 1000),
    'half a request over TLS, then silence': oriel => crowdOf(oriel, manners.half, 1000),
    'a request over TLS, a byte a second': oriel => crowdOf(oriel, manners.slow, 1000),
    'heads of 28 KiB, each byte a TLS record': oriel =>
        repeated(10, 'heads', async lane => {
            const socket = await connect(oriel.port, {from: addressOf(lane)});
            const line = `X: ${'x'.repeat(7000)}\r\n`;
            for (const byte of `GET / HTTP/1.1\r\n${line.repeat(4)}\r\n`) {
                if (!socket.write(byte)) await once(socket, 'drain');
            }
            await readAnswer(new Reader(socket)); // there was no Host
            socket.destroy();
        }),
    'requests for the page': oriel =>
        flood(oriel, 20, 'requests', `GET / HTTP/1.1\r\n${hostLine(oriel)}\r\n`),
    'guesses on the page': oriel => {
        const body = '{"password":"WRONGPWD"}';
        return flood(
            oriel,
            20,
            'guesses',
            `POST /api/join HTTP/1.1\r\n${hostLine(oriel)}Origin: ${oriel.origin}\r\n` +
                `Content-Length: ${body.length}\r\n\r\n${body}`
        );
    },
    'guesses by VNC Authentication': oriel =>
        repeated(10, 'connections', async lane => {
            const client = new RfbClient(await openWebSocket(oriel, {from: addressOf(lane)}));
            try {
                await client.greet();
                client.send([2]);
                client.send(vncResponse(await client.bytes(16), 'WRONGPWD'));
                await client.bytes(4);
            } catch (error) {
                if (!error.turnedAway) throw error; // "Too many attempts" is an answer
            } finally {
                client.cut();
            }
        }),
    'frames that break the protocol': oriel =>
        repeated(10, 'connections', async lane => {
            const {socket, reader} = await upgraded(oriel, '/websockify', {from: addressOf(lane)});
            socket.write(frame(opcode.binary, Buffer.alloc(8), {length: 0x7fffffff}));
            await reader.bytes(4);
            socket.destroy();
        }),
    'stalled viewers': oriel => stalledViewers(oriel, 10),
    'an eager viewer': oriel => eagerViewer(oriel),
};

async function ask(onlooker, question) {
    onlooker.send(question);
    return (await once(onlooker, 'message'))[0].answer;
}

/** The ms until somebody with the password of the moment sees the first picture. */
async function visit(oriel, onlooker) {
    for (let tries = 0; tries < 50; ++tries) {
        const ms = await ask(onlooker, {visit: newestPassword(oriel)});
        if (ms !== null) return ms;
    }
    return NaN;
}

async function underAttack(t, what, attack) {
    const oriel = await startOriel(t, [
        ...['--max-viewers', '30', '--timeout', '0'],
        ...['--display', `fake:640x400,fps=${framesOffered}`],
    ]);
    const onlooker = fork(new URL('onlooker.mjs', import.meta.url), [
        String(oriel.port),
        oriel.password,
    ]);
    t.after(() => onlooker.disconnect());
    await once(onlooker, 'message');
    await oriel.event('viewer-connected');
    const before = await ask(onlooker, {measure: measureMs});
    const {note, end} = await attack(oriel);
    await elapse(1000); // it gets going
    const under = await ask(onlooker, {measure: measureMs});
    const said = note();
    const ms = await visit(oriel, onlooker);
    end();
    return {what, said, before, under, ms};
}

const rows = [];
for (const [what, attack] of Object.entries(attacks)) {
    if (what.includes(wanted)) rows.push(await measured(what, t => underAttack(t, what, attack)));
}

const table = [
    '| Attack | Held or answered | Frames a second of a live viewer: before → under it | Newcomer sees the picture after |',
    '| --- | --- | --- | --- |',
    ...rows.map(
        ({what, said, before, under, ms}) =>
            `| ${what} | ${said} | ${before.toFixed(1)} → ${under.toFixed(1)} ` +
            `(${Math.round((100 * under) / before)} %) | ${Math.round(ms)} ms |`
    ),
    '',
    `Commit ${provenance()}. The desktop shows ${framesOffered} frames a second; attackers, program ` +
        'and viewer share the machine.',
].join('\n');
process.stdout.write(`${table}\n`);
if (target) writeBetween(target, 'attacks', table);
process.exit();
