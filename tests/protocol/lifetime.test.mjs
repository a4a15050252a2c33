// When a session ends by itself: inactivity, an unused link, the desktop going away.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';

import {admitted, hostKeys, startRecording} from '../lib/fake.mjs';
import {join, post} from '../lib/http.mjs';
import {binary, startOriel} from '../lib/oriel.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';

// Mounts that nobody else sees.
const inNamespace = ['unshare', '--map-root-user', '--mount'];
const canMount = spawnSync(inNamespace[0], [...inNamespace.slice(1), 'true']).status === 0;

test('inactivity: a warning with a countdown, then all are cut', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1']);
    const client = await admitted(oriel, {protocols: ['oriel']});
    await oriel.event('viewer-connected');
    const began = Date.now();
    client.requestUpdate();
    const warning = await client.notice('inactivity', 10000);
    const warned = (Date.now() - began) / 1000;
    assert.ok(warning.seconds >= 1 && warning.seconds <= 2, `${warning.seconds} s left`);
    assert.ok(warned > 3.5 && warned < 6, `warned after ${warned} s`);
    assert.equal(await client.closeWithin(10000), 4002);
    const ended = (Date.now() - began) / 1000;
    assert.ok(ended > 5 && ended < 8, `ended after ${ended} s`);
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'inactivity');
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('activity takes the warning back; asking for frames is none', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1']);
    const client = await admitted(oriel, {protocols: ['oriel']});
    const frames = (async () => {
        client.requestUpdate();
        for (;;) {
            await client.update();
            client.requestUpdate(true);
        }
    })().catch(() => {});
    await client.notice('inactivity', 10000);
    client.tap(0xffe1);
    let notice;
    do notice = await client.notice('inactivity', 10000);
    while (notice.seconds !== 0);
    const taken = Date.now();
    assert.equal(await client.closeWithin(15000), 4002);
    assert.ok(Date.now() - taken > 4500, 'the clock began anew');
    await frames;
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('the clock goes on after the last viewer left', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1']);
    const client = await admitted(oriel);
    await oriel.event('viewer-connected');
    await client.close();
    await oriel.event('viewer-disconnected');
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('a view-only viewer who only looks is inactive too', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1', '--view-only']);
    const client = await admitted(oriel);
    assert.equal(await client.closeWithin(15000), 4002);
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('…until it says that it is still here', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.1', '--view-only']);
    const client = await admitted(oriel, {protocols: ['oriel']});
    await client.notice('inactivity', 10000);
    const here = resume => post(oriel, 'here', {resume});
    assert.equal((await here('nonsense')).status, 410);
    assert.equal((await here(client.resumeToken)).status, 200);
    let notice;
    do notice = await client.notice('inactivity', 10000);
    while (notice.seconds !== 0);
    assert.equal(await client.closeWithin(15000), 4002);
    await oriel.ended({code: 0, reason: 'inactivity'});
});

test('a link that nobody uses expires', async t => {
    const oriel = await startOriel(t, ['--expire', '0.05']);
    const left = Date.parse(oriel.share.expires) - Date.now();
    assert.ok(left > 0 && left < 5000, `${left} ms`);
    await oriel.ended({code: 0, reason: 'expired'});
});

test('before the first viewer the inactivity clock does not run', async t => {
    const oriel = await startOriel(t, ['--timeout', '0.02', '--expire', '0.05']);
    await oriel.ended({code: 0, reason: 'expired'});
});

test('the first viewer ends the expiry', async t => {
    const oriel = await startOriel(t, ['--expire', '0.05', '--timeout', '0']);
    const client = await admitted(oriel);
    await oriel.event('viewer-connected');
    await elapse(4000);
    client.requestUpdate();
    await client.update();
    await oriel.stop();
});

test('an unused ticket and a lost connection keep their slots for a while', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    await join(oriel); // 30 s for the ticket, 60 s for the slot
    const {password} = await oriel.event('password');
    const {json} = await join(oriel, password);
    (await connectRfb(oriel, json)).cut(); // 60 s for the slot
    const {reason} = await oriel.event('password', 75000);
    assert.equal(reason, 'renewed');
    assert.ok(seconds() > 59 && seconds() < 70, `${seconds()} s`);
    // Room again, and a page that comes back late gets it.
    assert.equal((await post(oriel, 'resume', {resume: json.resume})).status, 200);
    await oriel.stop();
});

test('the desktop going away is told to viewers and to the one who started it', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    await oriel.event('viewer-connected');
    client.key(hostKeys.powerOff, true);
    assert.equal(await client.closeWithin(), 4005);
    await oriel.ended({code: 1, reason: 'error', stderr: /^oriel: [^\n]+\n$/});
});

test('a full disk stops nobody from sharing', {skip: !canMount && 'needs namespaces'}, async t => {
    const full =
        'for folder in "$XDG_DATA_HOME" "$XDG_STATE_HOME"; do ' +
        'mount -t tmpfs -o size=4k none "$folder" && head -c 4096 /dev/zero > "$folder/all"; ' +
        'done; exec "$@"';
    const oriel = await startOriel(t, [], {command: [...inNamespace, 'sh', '-c', full, 'sh', binary]});
    const client = await admitted(oriel);
    client.requestUpdate();
    await client.update();
    await oriel.stop({stderr: /^oriel: cannot keep the certificate in [^\n]*\n$/});
});

test('a locked screen is said to our page', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel, {protocols: ['oriel']});
    client.requestUpdate();
    await client.update();
    client.tap(hostKeys.lock);
    let notice;
    do notice = await client.notice('screen');
    while (notice.state === 'on');
    assert.equal(notice.state, 'locked');
    client.tap(hostKeys.lock);
    assert.equal((await client.notice('screen')).state, 'on');
    await oriel.stop();
});

test('the host stays awake while somebody watches, and only then', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    await oriel.inputOnce('awake', list => list.some(event => event.type === 'awake' && event.on));
    await post(oriel, 'leave', {resume: client.resumeToken});
    await oriel.inputOnce(
        'given back',
        list => list.filter(event => event.type === 'awake').at(-1).on === false
    );
    await oriel.stop();
});

test('signals end it even while somebody is asked for consent', async t => {
    const oriel = await startOriel(t, ['--consent']);
    const answer = join(oriel).catch(error => ({error}));
    await oriel.event('viewer-asks');
    await oriel.stop();
    assert.notEqual((await answer).status, 200);
});
