// Oriel's own windows are the host's alone: viewers neither see nor touch them.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {join} from '../lib/http.mjs';
import {Oriel, binary} from '../lib/oriel.mjs';
import {run} from '../lib/programs.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {startDesktop} from '../lib/xserver.mjs';
import {elapse, eventually} from '../lib/wait.mjs';

const enter = 0xff0d;
const escape = 0xff1b;
const space = 0x20;
const alt = 0xffe9;

async function status(x) {
    return JSON.parse((await run(binary, ['--status'], {env: x.env})).stdout);
}

const untilStatus = (x, what, ready) =>
    eventually(15000, what, async () => {
        const now = await status(x);
        return ready(now) ? now : null;
    });

const windowsOf = async (x, title) => {
    const {stdout} = await x.run('xdotool', ['search', '--onlyvisible', '--name', title], {
        anyExit: true,
    });
    return stdout.split('\n').filter(line => line);
};

/** One viewer is in and in control: {x, oriel, client, place, resume}. */
async function startWatched(t, args = []) {
    const x = await startDesktop(t);
    const oriel = new Oriel(
        ['--share', '--listen', '127.0.0.1:0', '--max-viewers', '2', ...args],
        {env: x.env}
    );
    atEnd(t, () => oriel.program.end());
    const {link} = await untilStatus(x, 'the link', now => now.state === 'waiting');
    const place = {origin: new URL(link).origin, port: Number(new URL(link).port)};
    const first = join(place, new URL(link).hash.slice(1));
    await untilStatus(x, 'the first who asks', ({asking}) => asking.length === 1);
    await run(binary, ['--allow', '1'], {env: x.env});
    const {json} = await first;
    const client = await connectRfb(place, json);
    await untilStatus(x, 'the viewer', ({state}) => state === 'connected');
    return {x, oriel, client, place, resume: json.resume};
}

/** The same, and the host is asked about another: {…, second}. */
async function startAsked(t) {
    const watched = await startWatched(t);
    const {x, place} = watched;
    const second = join(place, new URL((await status(x)).link).hash.slice(1));
    await untilStatus(x, 'the second who asks', ({asking}) => asking.length === 1);
    return {...watched, second};
}

/** All input that the client sent before has reached the desktop. */
async function untilPlayed(x, client, spot) {
    client.pointer(spot.x, spot.y);
    await eventually(15000, `the pointer at ${spot.x}, ${spot.y}`, async () => {
        const {stdout} = await x.run('xdotool', ['getmouselocation', '--shell']);
        return stdout.includes(`X=${spot.x}\nY=${spot.y}\n`);
    });
}

/** The viewer presses all over a window of ours, and what keys it might take. */
async function pressAllOver(x, client, {x: left, y: top, width, height}, letter) {
    for (let pass = 0; pass < 2; ++pass) {
        for (let px = left + 5; px < left + width; px += 20) {
            for (const py of [top - 10, top + height - 40, top + height - 25]) {
                client.pointer(px, py, 1);
                client.pointer(px, py, 0);
            }
        }
        for (const key of [enter, space]) client.tap(key);
        client.key(alt, true);
        client.tap(letter.charCodeAt(0));
        client.key(alt, false);
        await untilPlayed(x, client, {x: 3 + pass, y: x.size.height - 3});
    }
}

/** The viewer sees one colour in the window's place. */
async function untilCovered(client, {x: left, y: top, width, height}) {
    const points = [];
    for (let py = top; py < top + height; py += 3) {
        for (let px = left; px < left + width; px += 3) points.push([px, py]);
    }
    client.requestUpdate();
    await client.update();
    await client.updatesUntil(() => {
        const cover = client.colour(left + 1, top + 1);
        return cover !== 0 && points.every(([px, py]) => client.colour(px, py) === cover);
    });
}

test('a viewer in control cannot let somebody in', async t => {
    const {x, client, second} = await startAsked(t);
    const title = 'Let somebody in';
    await x.window(title, '--name');
    const place = await x.focus(title, '--name');
    await elapse(1000); // the prompt takes nothing in its first 600 ms, whoever presses

    await pressAllOver(x, client, place, 'a');
    const {asking, viewers} = await status(x);
    assert.equal(asking.length, 1, 'still only the host can answer');
    assert.equal(viewers.length, 1);
    assert.equal((await windowsOf(x, title)).length, 1);

    // Nor does the viewer see what it says.
    await untilCovered(client, place);
    // The host's own hand does.
    await x.run('xdotool', ['key', '--clearmodifiers', 'alt+r']);
    assert.equal((await second).status, 403);
});

test('a viewer in control cannot choose a file for the host', async t => {
    const {x, client} = await startWatched(t);
    await x.focus('^Oriel$', '--name');
    await x.run('xdotool', ['key', '--clearmodifiers', 'alt+i']);
    const title = 'Send files';
    const place = await x.focus(title, '--name');
    await pressAllOver(x, client, place, 's');
    client.tap(escape);
    await untilPlayed(x, client, {x: 3, y: x.size.height - 3});
    assert.equal((await windowsOf(x, title)).length, 1, 'neither closed nor chosen from');
    await untilCovered(client, place);
    await x.run('xdotool', ['key', '--clearmodifiers', 'Escape']);
    await eventually(15000, 'the dialog to close', async () => !(await windowsOf(x, title)).length);
});

test('the host sees who is connected, above a full screen too, and can stop it there', async t => {
    const {x, oriel, client} = await startAsked(t);
    await run(binary, ['--refuse', '2'], {env: x.env});
    const strip = await x.window('somebody is connected', '--name');
    const shown = await x.place(strip);
    x.start(t, 'xterm', ['-fullscreen', '-title', 'whole']);
    await x.window('whole', '--name');
    const inside = {x: shown.x + shown.width - 25, y: shown.y + Math.floor(shown.height / 2)};
    await eventually(15000, 'the strip above the full screen', async () => {
        await x.run('xdotool', ['mousemove', inside.x, inside.y]);
        const {stdout} = await x.run('xdotool', ['getmouselocation', '--shell']);
        return stdout.includes(`WINDOW=${strip}\n`);
    });
    client.pointer(inside.x, inside.y, 1);
    client.pointer(inside.x, inside.y, 0);
    await untilPlayed(x, client, {x: 3, y: x.size.height - 3});
    assert.equal((await status(x)).state, 'connected', 'a viewer cannot press it');

    await x.run('xdotool', ['mousemove', inside.x, inside.y, 'click', '1']);
    assert.equal(await client.closeWithin(), 4000);
    await untilStatus(x, 'the end', ({state}) => state === 'idle');
    assert.deepEqual(await windowsOf(x, 'somebody is connected'), []);
    assert.ok(oriel.program.running);
});
