// Acting on a running program: --status, --stop, --allow, --refuse, --kick, --renew, and on files.
import assert from 'node:assert/strict';
import {existsSync, statSync} from 'node:fs';
import {truncate, writeFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {join} from '../lib/http.mjs';
import {filesBelow, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {eventually} from '../lib/wait.mjs';

const sockets = home => filesBelow(home.XDG_RUNTIME_DIR).filter(path => statSync(path).isSocket());

test('with nothing running', async t => {
    const env = await makeHome(t);
    const status = await runOriel(t, ['--status'], {env});
    assert.equal(status.code, 0);
    assert.deepEqual(JSON.parse(status.stdout), {state: 'idle'});
    assert.equal((await runOriel(t, ['--stop'], {env})).code, 0);
    for (const args of [['--kick', '1'], ['--allow', '1'], ['--refuse', '1'], ['--renew'], ['--take', '1']]) {
        const {code, stdout, stderr} = await runOriel(t, args, {env});
        assert.equal(code, 1, args.join(' '));
        assert.equal(stdout, '');
        assert.match(stderr, /^oriel: [^\n]+\n$/);
    }
    assert.deepEqual(filesBelow(env.XDG_RUNTIME_DIR), []);
});

test('the control socket is private and goes with the program', async t => {
    const home = await makeHome(t);
    const oriel = await startOriel(t, [], {home});
    const [socket, ...more] = sockets(home);
    assert.deepEqual(more, []);
    assert.equal(statSync(socket).mode & 0o777, 0o600);
    assert.equal(statSync(joinPath(home.XDG_RUNTIME_DIR, 'oriel')).mode & 0o777, 0o700);
    await oriel.stop();
    assert.ok(!existsSync(socket));
    assert.deepEqual(filesBelow(home.XDG_RUNTIME_DIR), []);
});

test('--status follows the session', async t => {
    const oriel = await startOriel(t);
    const status = async () => JSON.parse((await oriel.act('--status')).stdout);
    assert.equal((await status()).state, 'waiting');
    const viewer = await admitted(oriel);
    await oriel.event('viewer-connected');
    assert.equal((await status()).state, 'connected');
    await viewer.close();
    await oriel.event('viewer-disconnected');
    await eventually(5000, 'the state waiting', async () => (await status()).state === 'waiting');
    await oriel.stop();
    assert.deepEqual(await status(), {state: 'idle'});
});

test('--stop ends it as asked', async t => {
    const oriel = await startOriel(t);
    const viewer = await admitted(oriel);
    const stop = await oriel.act('--stop');
    assert.deepEqual([stop.code, stop.stdout, stop.stderr], [0, '', '']);
    assert.equal(await viewer.closeWithin(), 4000);
    await oriel.ended({code: 0, reason: 'user'});
});

test('--renew voids the unspent password and leaves viewers alone', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const viewer = await admitted(oriel);
    const old = await oriel.event('password');
    assert.equal((await oriel.act('--renew')).code, 0);
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'renewed');
    assert.notEqual(fresh.password, old.password);
    assert.equal((await join(oriel, old.password)).status, 410);
    assert.equal((await join(oriel, fresh.password)).status, 200);
    viewer.requestUpdate();
    await viewer.update();
    await oriel.stop();
});

test('--kick of somebody who is not there says so', async t => {
    const oriel = await startOriel(t);
    const {code, stderr} = await oriel.act('--kick', '7');
    assert.equal(code, 1);
    assert.match(stderr, /^oriel: [^\n]*7[^\n]*\n$/);
    await oriel.stop();
});

test('--send-file says why it cannot', async t => {
    const home = await makeHome(t);
    const file = joinPath(home.HOME, 'large.bin');
    await writeFile(file, '');
    await truncate(file, 2 * 1024 * 1024);
    const refused = async (oriel, path, pattern) => {
        const {code, stdout, stderr} = await oriel.act('--send-file', path);
        assert.deepEqual([code, stdout], [1, ''], stderr);
        assert.match(stderr, pattern);
        await oriel.stop();
    };
    await refused(await startOriel(t, [], {home}), file, /^oriel: nobody is connected[^\n]*\n$/);
    const viewOnly = await startOriel(t, ['--view-only'], {home});
    await refused(viewOnly, file, /^oriel: no files pass[^\n]*\n$/);
    const none = await startOriel(t, ['--file-limit', '0'], {home});
    await refused(none, file, /^oriel: no files pass[^\n]*\n$/);
    const small = await startOriel(t, ['--file-limit', '1'], {home});
    await admitted(small);
    await small.event('viewer-connected');
    await refused(small, file, /^oriel: [^\n]*large\.bin[^\n]*1[.,]0 MiB\n$/);
});

test('files that nobody sent', async t => {
    const oriel = await startOriel(t);
    for (const option of ['--take', '--refuse-file', '--cancel-file']) {
        const {code, stderr} = await oriel.act(option, '7');
        assert.equal(code, 1);
        assert.match(stderr, /^oriel: no file 7 [^\n]*\n$/);
    }
    await oriel.stop();
});

test('with consent a viewer waits for --allow', async t => {
    const oriel = await startOriel(t, ['--consent']);
    const answer = join(oriel, oriel.password, {
        headers: {
            'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
    });
    const asks = await oriel.event('viewer-asks');
    assert.deepEqual(Object.keys(asks).sort(), ['address', 'agent', 'event', 'viewer']);
    assert.deepEqual([asks.viewer, asks.address], [1, '127.0.0.1']);
    assert.match(asks.agent, /Firefox/);
    assert.ok(!oriel.hasEvent('viewer-connected'));
    assert.equal((await oriel.act('--allow', '1')).code, 0);
    const {status, json} = await answer;
    assert.equal(status, 200);
    await connectRfb(oriel, json);
    assert.equal((await oriel.event('viewer-connected')).viewer, 1);
    await oriel.stop();
});

test('--refuse spends the password and makes room', async t => {
    const oriel = await startOriel(t, ['--consent']);
    const answer = join(oriel);
    await oriel.event('viewer-asks');
    assert.equal((await oriel.act('--refuse', '1')).code, 0);
    const {status, json} = await answer;
    assert.deepEqual([status, json], [403, {reason: 'refused'}]);
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'renewed');
    assert.equal((await join(oriel)).status, 410, 'spent');
    assert.equal((await oriel.act('--allow', '1')).code, 1, 'too late');
    await oriel.stop();
});

test('over VNC Authentication the result waits for the consent', async t => {
    const oriel = await startOriel(t, ['--consent', '--max-viewers', '2']);
    const first = connectRfb(oriel, {password: oriel.password});
    const {viewer} = await oriel.event('viewer-asks');
    const {password} = await oriel.event('password');
    await oriel.act('--allow', String(viewer));
    const client = await first;
    client.requestUpdate();
    await client.update();
    const second = assert.rejects(
        connectRfb(oriel, {password}),
        error => error.securityResult === 1
    );
    await oriel.act('--refuse', String((await oriel.event('viewer-asks')).viewer));
    await second;
    await oriel.stop();
});

test('nobody answers: refused after 30 s', async t => {
    const oriel = await startOriel(t, ['--consent']);
    const before = Date.now();
    const {status, json} = await join(oriel, oriel.password, {ms: 45000});
    assert.deepEqual([status, json], [403, {reason: 'refused'}]);
    const seconds = (Date.now() - before) / 1000;
    assert.ok(seconds >= 29 && seconds < 36, `after ${seconds} s`);
    await oriel.stop();
});

test('of several headless ones --pid chooses', async t => {
    const home = await makeHome(t);
    const [one, two] = [await startOriel(t, [], {home}), await startOriel(t, [], {home})];
    const unclear = await one.act('--stop');
    assert.equal(unclear.code, 2);
    assert.ok(unclear.stderr.includes(one.pid) && unclear.stderr.includes(two.pid), unclear.stderr);
    assert.equal((await one.act('--stop', '--pid', String(two.pid))).code, 0);
    await two.ended({code: 0, reason: 'user'});
    assert.equal((await one.act('--stop')).code, 0);
    await one.ended({code: 0, reason: 'user'});
});

test('a socket that a crash left behind disturbs nobody', async t => {
    const home = await makeHome(t);
    const crashed = await startOriel(t, [], {home});
    crashed.signal('SIGKILL');
    await crashed.exit();
    assert.equal(JSON.parse((await crashed.act('--status')).stdout).state, 'idle');
    const oriel = await startOriel(t, [], {home});
    assert.equal(JSON.parse((await oriel.act('--status')).stdout).state, 'waiting');
    await oriel.stop();
});
