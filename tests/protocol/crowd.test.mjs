// More connections than anybody has friends: who is in stays served, who is invited gets in.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {Crowd, manners} from '../lib/crowd.mjs';
import {admitted} from '../lib/fake.mjs';
import {request} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';

/** Updates that a viewer gets in so many ms, asking for the next when one is there. */
async function updatesIn(client, ms) {
    const end = Date.now() + ms;
    let count = 0;
    while (Date.now() < end) {
        client.requestUpdate(true);
        await client.update();
        ++count;
    }
    return count;
}

test('with 1,500 idle connections a viewer goes on and another one gets in within 3 s', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2', '--display', 'fake:320x200,fps=20']);
    const limits = readFileSync(`/proc/${oriel.pid}/limits`, 'utf8');
    assert.ok(Number(/Max open files +(\d+)/.exec(limits)[1]) >= 4096, 'descriptors are raised');
    const viewer = await admitted(oriel);
    viewer.requestUpdate();
    await viewer.update();
    await oriel.event('viewer-connected');

    const crowd = new Crowd(oriel.port, manners.silent, {addresses: 20});
    atEnd(t, () => crowd.end());
    await crowd.grow(1500);
    await eventually(5000, 'all of them', () => oriel.openFiles().length > 1500);

    const before = Date.now();
    oriel.password = (await oriel.event('password')).password;
    const late = await admitted(oriel);
    late.requestUpdate();
    await late.update();
    await oriel.event('viewer-connected');
    const ms = Date.now() - before;
    assert.ok(ms < 3000, `in after ${ms} ms`);
    const updates = await updatesIn(viewer, 2000);
    assert.ok(updates >= 20, `${updates} updates in 2 s of 20 frames a second`);
    await oriel.stop();
});

test('at a cap the oldest stranger goes, not the viewer and not the newcomer', async t => {
    const oriel = await startOriel(t, ['--display', 'fake:320x200,fps=20']);
    const viewer = await admitted(oriel);
    viewer.requestUpdate();
    await viewer.update();
    const sockets = [];
    for (let i = 0; i < 1300; i += 50)
        sockets.push(
            ...(await Promise.all(
                Array.from({length: 50}, () => manners.silent(oriel.port, '127.0.0.9'))
            ))
        );
    atEnd(t, () => sockets.forEach(socket => socket.destroy()));
    assert.equal((await request(oriel.port, {from: '127.0.0.9'})).status, 200, 'the newcomer');
    await eventually(5000, 'the oldest hundred to end', () =>
        sockets.slice(0, 100).every(socket => socket.destroyed)
    );
    assert.ok(
        sockets.slice(-1000).every(socket => !socket.destroyed),
        'the newest thousand stay'
    );
    viewer.requestUpdate();
    await viewer.update();
    await oriel.stop();
});

test('ten viewers that read nothing disturb nobody', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '11', '--display', 'fake:640x480,fps=20']);
    const stalled = [];
    for (let i = 0; i < 10; ++i) {
        const client = await admitted(oriel);
        oriel.password = (await oriel.event('password')).password;
        client.requestUpdate();
        await client.update();
        client.socket._socket.pause();
        // Far more than the kernel takes for it.
        const asking = setInterval(() => client.requestUpdate(), 20);
        atEnd(t, () => clearInterval(asking));
        stalled.push(client);
    }
    const viewer = await admitted(oriel);
    viewer.requestUpdate();
    await viewer.update();
    const updates = await updatesIn(viewer, 3000);
    assert.ok(updates >= 45, `${updates} updates in 3 s of 20 frames a second`);
    assert.ok(!oriel.hasEvent('viewer-disconnected'), 'they may read on');
    for (const client of stalled) client.cut();
    await oriel.stop();
});
