// What moves on the screen is copied in the viewer's picture, and every picture is right.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted, fakeMoves, frameOf} from '../lib/fake.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {encoding} from '../lib/rfb.mjs';
import {slowness} from '../lib/wait.mjs';

const plain = [encoding.raw, encoding.cursor];
const copying = [encoding.raw, encoding.copyRect, encoding.cursor];

/** Numbers from 0 to below 1, the same in each run. */
function randomNumbers(seed) {
    return () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed / 2 ** 32;
    };
}

function assertRight(client, who) {
    const frame = frameOf(client);
    const wanted = fakeMoves(frame, client.width, client.height);
    if (client.pixels.equals(wanted)) return;
    const at = client.pixels.findIndex((value, i) => value !== wanted[i]) >> 2;
    assert.fail(`${who}: frame ${frame} at ${at % client.width},${Math.floor(at / client.width)}`);
}

/** How many pixels came by copying and how many otherwise. */
function count(update, sums) {
    for (const {width, height, encoding: used} of update.rectangles) {
        if (used === encoding.copyRect) sums.copied += width * height;
        else if (used === encoding.raw) sums.sent += width * height;
    }
}

async function admitAll(oriel, kinds) {
    const clients = [];
    for (const encodings of kinds) {
        if (clients.length) oriel.password = (await oriel.event('password')).password;
        const client = await admitted(oriel, {encodings});
        client.requestUpdate();
        await client.update();
        clients.push(client);
    }
    return clients;
}

test('every frame is right, with copies and without, however late it is asked for', async t => {
    const oriel = await startOriel(t, [
        '--max-viewers',
        '3',
        '--display',
        'fake:333x240,fps=500,moves',
    ]);
    const [fast, without, late] = await admitAll(oriel, [copying, plain, copying]);
    const random = randomNumbers(4);
    const rounds = 600 / slowness;
    const seen = new Set();
    let wait = 0;
    for (let round = 0; round < rounds; ++round) {
        fast.requestUpdate(true);
        await fast.update();
        assertRight(fast, 'the fast one');
        seen.add(frameOf(fast));
        if (random() < 0.5) {
            without.requestUpdate(true);
            for (const {encoding: used} of (await without.update()).rectangles)
                assert.notEqual(used, encoding.copyRect);
            assertRight(without, 'the one without');
        }
        // The moves of some frames add up before this one asks again.
        if (wait-- > 0) continue;
        wait = Math.floor(random() * 5);
        const part = random();
        if (part < 0.3) {
            const [x, y] = [Math.floor(random() * 200), Math.floor(random() * 150)];
            late.requestUpdate(part < 0.2, x, y, 60, 80);
            await late.update();
        }
        late.requestUpdate(true);
        await late.update();
        assertRight(late, 'the late one');
    }
    assert.ok(seen.size > (2 * rounds) / 3, `${seen.size} frames`);
    await oriel.stop();
});

test('most of what moves is copied', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:640x480,fps=0,moves']);
    const [client] = await admitAll(oriel, [copying]);
    const sums = {copied: 0, sent: 0};
    for (let frame = 1; frame <= 100; ++frame) {
        client.requestUpdate(true);
        client.tap(0x61);
        count(await client.update(), sums);
        assert.equal(frameOf(client), frame);
        assertRight(client, 'the client');
    }
    // What is sent is seven rows of the page, where the window was, and what copies spoil beside it.
    assert.ok(sums.copied > 6 * sums.sent, JSON.stringify(sums));
    await oriel.stop();
});
