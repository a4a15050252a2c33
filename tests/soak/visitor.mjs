// One person after another: comes, works, and leaves in one of the ways that people leave.
import {deflateSync} from 'node:zlib';

import {post} from '../lib/http.mjs';
import {connectRfb, encoding} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';

const encodings = [
    encoding.raw,
    encoding.desktopSize,
    encoding.cursor,
    encoding.qemuKeys,
    encoding.extendedMouseButtons,
    encoding.extendedClipboard,
];
const hostCopies = 0x1008ff57; // the fake host's key that fills its clipboard

/** A viewer's typing, pointing and pasting for as long as it stays. */
async function work(client, random, seconds) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
        client.requestUpdate(random.once(8));
        await client.update(30000);
        for (let i = random.below(4); i > 0; --i) {
            client.tap(0x61 + random.below(26));
            client.qemuKey(0x61, 30, true); // held down now and then, when the viewer vanishes
            if (random.once(2)) client.qemuKey(0x61, 30, false);
            client.pointer(random.below(client.width), random.below(client.height), random.below(8));
        }
        if (random.once(5)) client.tap(hostCopies);
        if (random.once(5)) paste(client, 'Grüße '.repeat(1 + random.below(2000)));
    }
}

function paste(client, text) {
    const utf8 = Buffer.from(`${text}\0`);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(utf8.length);
    client.extendedClipboard(0x10000001, deflateSync(Buffer.concat([head, utf8])));
}

/** Visits again and again until `isOver()`; tells what it did in `counts` and `forgotten`. */
export async function visitUntil(isOver, {oriel, passwords, random, counts, forgotten}) {
    let resume = null;
    while (!isOver()) {
        let admitted = null;
        if (resume) {
            const {status, json} = await post(oriel, 'resume', {resume});
            if (status === 200) admitted = json;
            counts[admitted ? 'resumed' : 'notResumed'] += 1;
        }
        if (!admitted) {
            admitted = await passwords.join();
            counts.joined += 1;
        }
        resume = admitted.resume;
        const client = await connectRfb(oriel, {ticket: admitted.ticket, encodings});
        await work(client, random, 1 + random.below(4));
        counts.sessions += 1;
        const mayReturn = await leave(client, {oriel, random, counts, resume});
        if (!mayReturn) resume = null;
        if (mayReturn && random.once(6)) {
            forgotten.push(Date.now());
            resume = null;
        }
    }
}

/** Whether the person can come back with the resume token. */
async function leave(client, {oriel, random, counts, resume}) {
    switch (random.below(4)) {
        case 0: // by the page's button
            await client.close();
            await post(oriel, 'leave', {resume});
            counts.left += 1;
            return false;
        case 1: // in the middle of a message, without a word
            client.send([6, 0, 0, 0, 0, 0, 4, 0, 0x61]);
            client.cut();
            break;
        case 2: // with a picture on its way
            client.requestUpdate();
            client.cut();
            break;
        default: // a page that reloads
            await client.close(1001);
    }
    counts.vanished += 1;
    if (random.once(3)) await elapse(random.below(1500));
    return true;
}
