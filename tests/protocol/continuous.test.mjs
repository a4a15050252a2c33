// Continuous updates, paced by fences (rfbproto), as noVNC has them.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted, fakeColour, frameOf} from '../lib/fake.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {encoding} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';

const request = 0x80000000;
const offered = [encoding.raw, encoding.cursor, encoding.fence, encoding.continuousUpdates];

/** A client that was told of both extensions and has answered the first fence. */
async function begin(oriel, options = {}) {
    const client = await admitted(oriel, {encodings: offered, ...options});
    assert.equal((await client.message()).type, 150, 'continuous updates are announced');
    const fence = await client.message();
    assert.equal(fence.type, 248, 'and a fence');
    assert.ok(fence.flags & request);
    answer(client, fence);
    return client;
}

function answer(client, {flags, payload}) {
    client.fence(flags & 3, payload);
}

/** Reads until an update came, and answers the fences before it. */
async function updateWithAnswers(client) {
    for (;;) {
        const message = await client.message();
        if (message.type === 0) return message;
        if (message.type === 248) answer(client, message);
    }
}

test('updates come without requests, each exact and with a fence behind it', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:300x100,fps=60']);
    const client = await begin(oriel);
    client.requestUpdate();
    await updateWithAnswers(client);
    client.continuousUpdates();
    let last = frameOf(client);
    for (let i = 0; i < 60; ++i) {
        await updateWithAnswers(client);
        const frame = frameOf(client);
        assert.ok(frame >= last, 'never an older picture');
        last = frame;
        for (let y = 0; y < client.height; y += 3)
            for (let x = 0; x < client.width; ++x)
                if (client.colour(x, y) !== fakeColour(frame, client.width, x, y))
                    assert.fail(`frame ${frame} at ${x},${y}`);
        let message;
        do {
            message = await client.message();
        } while (message.type === 0 && message.rectangles.length === 0);
        assert.equal(message.type, 248, 'a fence behind the update');
        answer(client, message);
    }
    await oriel.stop();
});

test('who answers no fence gets nothing more, whatever it makes up; then it goes on', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:300x100,fps=60']);
    const client = await begin(oriel);
    client.requestUpdate();
    await updateWithAnswers(client);
    client.continuousUpdates();
    for (let i = 0; i < 20; ++i) await updateWithAnswers(client);

    const unanswered = [];
    let reading = client.message(3600000);
    const readOn = async ms => {
        for (;;) {
            const message = await Promise.race([reading, elapse(ms)]);
            if (!message) return;
            if (message.type === 248) unanswered.push(message);
            reading = client.message(3600000);
        }
    };
    await readOn(1000);
    for (let i = 0; i < 100; ++i) client.fence(1, Buffer.alloc(8, i));
    client.fence(1, Buffer.alloc(0));
    const before = client.messages.length;
    await readOn(1000);
    assert.equal(client.messages.length, before, 'silence');

    const {payload} = unanswered.at(-1);
    client.fence(1, payload);
    const next = await reading;
    assert.ok([0, 248].includes(next.type));
    if (next.type === 248) answer(client, next);
    await updateWithAnswers(client);
    await oriel.stop();
});

test('only what lies in the area comes, and nothing once it is ended', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:300x100,fps=60']);
    const client = await begin(oriel);
    client.requestUpdate();
    await updateWithAnswers(client);
    client.continuousUpdates(true, 20, 30, 100, 50);
    for (let i = 0; i < 10; ++i) {
        const {rectangles} = await updateWithAnswers(client);
        for (const r of rectangles.filter(({encoding: used}) => used === encoding.raw))
            assert.ok(
                r.x >= 20 && r.y >= 30 && r.x + r.width <= 120 && r.y + r.height <= 80,
                JSON.stringify([r.x, r.y, r.width, r.height])
            );
    }
    client.continuousUpdates(false);
    let message;
    do {
        message = await client.message();
        if (message.type === 248) answer(client, message);
    } while (message.type !== 150);
    const reading = client.message(3600000);
    assert.equal(await Promise.race([reading, elapse(500)]), undefined, 'nothing unasked');
    client.requestUpdate(true);
    let next = await reading;
    if (next.type === 248) {
        answer(client, next); // the line is asked for its round trip now and then
        next = await client.message();
    }
    assert.equal(next.type, 0);
    await oriel.stop();
});

test("a client's own fence is answered, in order, with the flags we keep", async t => {
    const oriel = await startOriel(t);
    const client = await begin(oriel);
    client.fence(request | 7, 'abc');
    client.fence(request | 1, Buffer.alloc(64, 5));
    const [first, second] = [await client.message(), await client.message()];
    assert.deepEqual([first.flags, first.payload.toString()], [3, 'abc']);
    assert.deepEqual([second.flags, second.payload.length], [1, 64]);
    client.fence(request, Buffer.alloc(65));
    assert.equal(await client.closeWithin(), 1009);
    await oriel.stop();
});

test('questions are answered no faster than fifty a second, in order, and hold up nobody', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:300x100,fps=60', '--max-viewers', '2']);
    const asking = await begin(oriel);
    oriel.password = (await oriel.event('password')).password;
    const live = await begin(oriel);
    live.requestUpdate();
    await updateWithAnswers(live);
    live.continuousUpdates();
    const framesIn = async ms => {
        const [before, end] = [frameOf(live), Date.now() + ms];
        let updates = 0;
        for (; Date.now() < end; ++updates) await updateWithAnswers(live);
        return updates / (frameOf(live) - before);
    };
    const calm = await framesIn(1000);
    const questions = 200;
    const began = Date.now();
    for (let i = 0; i < questions; ++i) asking.fence(request, `${i}`);
    const [hurried] = await Promise.all([
        framesIn(2000),
        (async () => {
            for (let i = 0; i < questions; ++i)
                assert.equal((await asking.message()).payload.toString(), `${i}`);
        })(),
    ]);
    assert.ok(Date.now() - began > 2500, "a second's worth at once, then fifty a second");
    assert.ok(hurried > 0.8 * calm, `${calm} of the frames before, ${hurried} meanwhile`);
    await oriel.stop();
});

test('who offers but one of the two is told of neither', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '3']);
    for (const one of [encoding.fence, encoding.continuousUpdates]) {
        const client = await admitted(oriel, {encodings: [encoding.raw, one]});
        client.requestUpdate();
        assert.equal((await client.message()).type, 0);
        oriel.password = (await oriel.event('password')).password;
    }
    await oriel.stop();
});
