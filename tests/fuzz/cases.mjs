// The mutator's cases: made from random numbers, kept as JSON, sent to a program.
import {connect, post, Reader, readAnswer} from '../lib/http.mjs';
import {openWebSocket, RfbClient, vncResponse} from '../lib/rfb.mjs';
import {elapse, within} from '../lib/wait.mjs';
import {upgradeHead} from '../lib/frames.mjs';
import {
    httpRequests,
    mutated,
    resplit,
    rfbMessages,
    strangerMessages,
    webSocketFrames,
} from './grammar.mjs';

const kinds = {
    messages: random => resplit(random, mutated(random, rfbMessages(random))),
    handshake: random =>
        resplit(
            random,
            mutated(random, [
                Buffer.from('RFB 003.008\n'),
                Buffer.from([1]),
                ...rfbMessages(random).slice(0, 3),
            ])
        ),
    stranger: random => mutated(random, strangerMessages(random), 2),
    http: random => mutated(random, httpRequests(random)),
    frames: random => resplit(random, mutated(random, webSocketFrames(random), 3)),
    noise: random => [random.bytes(1 + random.below(600))],
};

// What an admitted viewer can say is the largest surface.
const weighted = [...Array(10).fill('messages'), ...Object.keys(kinds)];

/** One case: plain values, so that it can be written to a file and played again. */
export function makeCase(random) {
    const kind = random.pick(weighted);
    return {
        kind,
        from: `127.0.0.${2 + random.below(200)}`, // failed tries slow down their own address only
        fragments: random.once(6),
        ending: random.pick(['cut', 'cut', 'close', 'linger']),
        parts: kinds[kind](random).map(bytes => bytes.toString('base64')),
    };
}

/** Who a case plays: keeps what lets it in again. */
export class Player {
    #resume = null;

    constructor(oriel, passwords) {
        this.oriel = oriel;
        this.passwords = passwords;
    }

    /** A ticket, by the resume token or by the password of the moment. */
    async ticket() {
        if (this.#resume) {
            const {status, json} = await post(this.oriel, 'resume', {resume: this.#resume});
            if (status === 200) return this.#keep(json);
        }
        return this.#keep(await this.passwords.join());
    }

    #keep({ticket, resume}) {
        this.#resume = resume;
        return ticket;
    }
}

/** The end of a case; a program that answers neither a ping nor by closing hangs. */
async function settle(socket, ending) {
    const pong = new Promise(resolve => socket.once('pong', resolve));
    const closed = new Promise(resolve => socket.once('close', resolve));
    if (socket.readyState === socket.OPEN) {
        socket.ping();
        await within(20000, 'a pong or the end', Promise.race([pong, closed]));
    }
    if (ending === 'close') socket.close(1000);
    else if (ending === 'linger') await Promise.race([closed, elapse(200)]);
    socket.terminate();
}

function sendParts(socket, parts, fragments) {
    parts.forEach((bytes, i) => {
        if (socket.readyState !== socket.OPEN) return;
        socket.send(bytes, {binary: true, fin: !fragments || i % 3 === 2 || i === parts.length - 1});
    });
}

async function playViewer(player, {kind, parts, fragments, ending}) {
    const socket = await openWebSocket(player.oriel, {
        path: `/websockify?ticket=${await player.ticket()}`,
    });
    if (kind === 'messages') {
        const client = new RfbClient(socket);
        await client.greet();
        await client.authenticate();
    }
    sendParts(socket, parts, fragments);
    await settle(socket, ending);
}

async function playStranger(player, {parts, from, ending}) {
    const socket = await openWebSocket(player.oriel, {from}).catch(() => null);
    if (!socket) return;
    const received = [];
    const take = data => received.push(data);
    socket.early.forEach(([data]) => take(data));
    socket.early = null;
    socket.on('message', take);
    for (const bytes of parts) {
        if (socket.readyState !== socket.OPEN) break;
        if (bytes.equals(Buffer.from('{RESPONSE}'))) {
            await Promise.race([
                new Promise(resolve => socket.once('message', resolve)),
                new Promise(resolve => socket.once('close', resolve)),
                elapse(200),
            ]);
            const challenge = Buffer.concat([Buffer.alloc(16), ...received]).subarray(-16);
            socket.send(vncResponse(challenge, player.passwords.current));
        } else {
            socket.send(bytes);
        }
    }
    await settle(socket, ending);
}

/** Bytes on TCP or TLS: nobody knows when the program is done with them, so it has a moment. */
async function playBytes(player, {kind, parts, from}) {
    const plain = kind === 'noise';
    const socket = await connect(player.oriel.port, {plain, from});
    const reader = new Reader(socket);
    if (kind === 'frames') {
        socket.write(upgradeHead(player.oriel, `/websockify?ticket=${await player.ticket()}`));
        await readAnswer(reader);
    }
    for (const bytes of parts) {
        if (reader.ended) break;
        socket.write(await filled(player, bytes));
    }
    await Promise.race([reader.rest().catch(() => {}), elapse(100)]);
    socket.destroy();
}

async function filled(player, bytes) {
    let text = bytes.toString('latin1').replaceAll('{PORT}', player.oriel.port);
    if (text.includes('{TICKET}')) text = text.replaceAll('{TICKET}', await player.ticket());
    return Buffer.from(text, 'latin1');
}

/** Plays a case to its end. Throws only when the program did what it must not. */
export async function play(player, made) {
    const decoded = {...made, parts: made.parts.map(part => Buffer.from(part, 'base64'))};
    const how = {stranger: playStranger, messages: playViewer, handshake: playViewer};
    await (how[made.kind] ?? playBytes)(player, decoded);
}
