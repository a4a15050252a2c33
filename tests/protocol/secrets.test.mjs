// Secrets stay in memory, and nothing is left behind.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {join, post} from '../lib/http.mjs';
import {binary, filesBelow, makeHome, startOriel} from '../lib/oriel.mjs';
import {connectRfb, encoding} from '../lib/rfb.mjs';
import {eventually} from '../lib/wait.mjs';

const isRoot = process.getuid() === 0;

test('no password, ticket or token in arguments, environment, logs or output', async t => {
    const home = await makeHome(t);
    const oriel = await startOriel(t, ['--password-file', '-', '--max-viewers', '3'], {
        home,
        input: 'hunter2hunter2',
        env: {QT_LOGGING_RULES: 'oriel.*=true'},
    });
    const first = (await join(oriel, 'hunter2hunter2')).json;
    const viewer = await connectRfb(oriel, first);
    await oriel.event('viewer-connected');
    viewer.cut();
    await oriel.event('viewer-disconnected');
    const second = (await post(oriel, 'resume', {resume: first.resume})).json;
    await join(oriel, 'hunter2wrong');
    await connectRfb(oriel, {password: 'hunter2hunter2'});
    const secrets = ['hunter2', first.ticket, first.resume, second.ticket, second.resume];
    const look = (where, text) =>
        secrets.forEach(secret =>
            assert.ok(!text.includes(secret), `${where} holds ${secret.slice(0, 7)}…`)
        );
    look('the arguments', oriel.commandLine.join(' '));
    const environment = () => readFileSync(`/proc/${oriel.pid}/environ`, 'utf8');
    if (isRoot) look('the environment', environment());
    else assert.throws(environment, {code: 'EACCES'}, 'nobody reads it while it shares');
    await oriel.program.end();
    look('standard error', oriel.stderr);
    look('standard output', oriel.stdout);
    for (const file of filesBelow(home.HOME)) look(file, readFileSync(file, 'latin1'));
});

test('the one-time password is in no file and on no other stream', async t => {
    const home = await makeHome(t);
    const oriel = await startOriel(t, [], {home, env: {QT_LOGGING_RULES: 'oriel.*=true'}});
    await join(oriel, oriel.password.toLowerCase());
    await oriel.program.end();
    const forms = [
        oriel.password,
        oriel.password.toLowerCase(),
        `${oriel.password.slice(0, 4)}-${oriel.password.slice(4)}`,
    ];
    for (const form of forms) {
        assert.ok(!oriel.stderr.includes(form));
        for (const file of filesBelow(home.HOME))
            assert.ok(!readFileSync(file, 'latin1').includes(form), file);
    }
});

test("what is written is the user's alone, and the log tells who came and why they left", async t => {
    const home = await makeHome(t);
    const before = new Set(readdirSync(home.HOME, {recursive: true}));
    const lenient = ['sh', '-c', 'umask 0; exec "$@"', 'sh', binary];
    const oriel = await startOriel(t, ['--view-only'], {home, command: lenient});
    const {json} = await join(oriel, oriel.password, {
        headers: {'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0'},
    });
    const viewer = await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    await oriel.act('--kick', '1');
    await viewer.closeWithin();
    await oriel.stop();

    const written = readdirSync(home.HOME, {recursive: true}).filter(name => !before.has(name));
    const log = written.find(name => name.endsWith('oriel.log'));
    assert.ok(log, written.join());
    for (const name of written) {
        const stat = statSync(path.join(home.HOME, name));
        assert.equal(stat.mode & 0o077, 0, name);
    }
    const lines = readFileSync(path.join(home.HOME, log), 'utf8');
    assert.match(lines, /Z info oriel\.sharing: viewer 1 is admitted\n/);
    assert.match(lines, /viewer 1 connected from "127\.0\.0\.1" with "Firefox[^"]*" for view only\n/);
    assert.match(lines, /viewer 1 is gone: removed by the host\n/);
});

test('files, descriptors and shared memory are given back', {skip: !isRoot}, async t => {
    const home = await makeHome(t);
    const segments = () =>
        readFileSync('/proc/sysvipc/shm', 'utf8')
            .trim()
            .split('\n')
            .slice(1)
            .filter(line => line.trim().split(/\s+/)[4] === String(oriel.pid));
    const oriel = await startOriel(t, [], {home});
    const round = async () => {
        const client = await admitted(oriel, {encodings: [encoding.raw, encoding.cursor]});
        await oriel.event('viewer-connected');
        client.requestUpdate();
        await client.update();
        await post(oriel, 'leave', {resume: client.resumeToken});
        await client.closeWithin();
        await oriel.event('viewer-disconnected');
        oriel.password = (await oriel.event('password')).password;
    };
    await round();
    const before = await eventually(5000, 'a quiet program', () => oriel.openFiles().length);
    for (let i = 0; i < 10; ++i) await round();
    await eventually(
        10000,
        () => `descriptors to be given back: ${before} before, ${oriel.openFiles().join()}`,
        () => oriel.openFiles().length <= before
    );
    await oriel.stop();
    assert.deepEqual(segments(), []);
    assert.deepEqual(filesBelow(home.TMPDIR), []);
    assert.deepEqual(filesBelow(home.XDG_RUNTIME_DIR), []);
    assert.deepEqual(
        readdirSync('/tmp').filter(name => name.includes(`oriel-${oriel.pid}`)),
        []
    );
    const kept = filesBelow(home.HOME).map(path => path.slice(home.HOME.length + 1));
    assert.ok(
        kept.every(path => /^(config|data|state|cache)\//.test(path)),
        kept.join()
    );
    assert.ok(!kept.some(path => path.endsWith('.lock')), kept.join());
});
