// The program in a desktop's tray, driven by a person's clicks and by the acting options.
import assert from 'node:assert/strict';
import {statSync} from 'node:fs';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {connectPage, startBrowser, waitForState} from '../lib/browser.mjs';
import {join} from '../lib/http.mjs';
import {Oriel, binary, filesBelow} from '../lib/oriel.mjs';
import {run} from '../lib/programs.mjs';
import {startDesktop} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

async function status(x) {
    const {code, stdout, stderr} = await run(binary, ['--status'], {env: x.env, anyExit: true});
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
}

const inState = (x, state) =>
    eventually(15000, `the state ${state}`, async () => (await status(x)).state === state);

/** Oriel with its window system; `args` as given, events read if they contain --json. */
function startTray(t, x, args = []) {
    const oriel = new Oriel(args, {env: x.env});
    atEnd(t, () => oriel.program.end());
    return oriel;
}

/** A desktop whose panel has a place for icons. */
async function desktopWithTray(t) {
    const x = await startDesktop(t);
    x.start(t, 'trayer', [
        '--edge',
        'bottom',
        '--align',
        'right',
        '--widthtype',
        'request',
        '--height',
        '28',
        '--SetDockType',
        'true',
    ]);
    await x.window('trayer');
    return x;
}

const windows = async x => {
    const {stdout} = await x.run('xdotool', ['search', '--onlyvisible', '--name', 'Oriel'], {
        anyExit: true,
    });
    return stdout.split('\n').filter(line => line);
};

test('it waits in the tray; --share, --status and --stop act on it', async t => {
    const x = await desktopWithTray(t);
    const tray = startTray(t, x);
    await eventually(15000, 'the control socket', () =>
        filesBelow(x.env.XDG_RUNTIME_DIR).some(path => statSync(path).isSocket())
    );
    assert.deepEqual(await status(x), {state: 'idle'});
    for (const path of filesBelow(x.env.XDG_RUNTIME_DIR).filter(file => statSync(file).isSocket()))
        assert.equal(statSync(path).mode & 0o777, 0o600);

    const share = await run(binary, ['--share', '--listen', '127.0.0.1:0'], {
        env: x.env,
        anyExit: true,
    });
    assert.equal(share.code, 0, share.stderr);
    await inState(x, 'waiting');
    assert.equal((await run(binary, ['--stop'], {env: x.env})).code, 0);
    await inState(x, 'idle');
    assert.ok(tray.program.running, 'the tray stays');
    tray.signal('SIGTERM');
    assert.deepEqual(await tray.exit(), {code: 0, signal: null});
    assert.deepEqual(filesBelow(x.env.XDG_RUNTIME_DIR), []);
});

test('a second start shows the window of the first', async t => {
    const x = await desktopWithTray(t);
    startTray(t, x);
    await eventually(15000, 'the control socket', () =>
        filesBelow(x.env.XDG_RUNTIME_DIR).some(path => statSync(path).isSocket())
    );
    await inState(x, 'idle');
    const second = await run(binary, [], {env: x.env, anyExit: true});
    assert.deepEqual([second.code, second.stderr], [0, '']);
    await eventually(15000, 'a window', async () => (await windows(x)).length > 0);
});

test('without a tray the window stands in for it', async t => {
    const x = await startDesktop(t);
    startTray(t, x);
    await eventually(20000, 'a window', async () => (await windows(x)).length > 0);
});

test('--share starts it; a viewer is asked for, let in and removed', async t => {
    const x = await desktopWithTray(t);
    const oriel = startTray(t, x, ['--share', '--json', '--listen', '127.0.0.1:0']);
    const share = await oriel.event('sharing', 20000);
    oriel.port = Number(new URL(share.link).port);
    oriel.origin = new URL(share.link).origin;
    const answer = join(oriel, share.password);
    const {viewer} = await oriel.event('viewer-asks');
    await eventually(15000, 'a question', async () => (await windows(x)).length > 0);
    await run(binary, ['--refuse', String(viewer)], {env: x.env});
    assert.equal((await answer).status, 403);

    const {link} = await oriel.event('password');
    const browser = await startBrowser(t);
    const waiting = connectPage(t, browser, link);
    await run(binary, ['--allow', String((await oriel.event('viewer-asks')).viewer)], {env: x.env});
    const page = await waiting;
    await oriel.event('viewer-connected');
    await inState(x, 'connected');
    await run(binary, ['--kick', String(viewer + 1)], {env: x.env});
    await waitForState(page, 'ended', 'removed');
    await inState(x, 'waiting');
    await run(binary, ['--stop'], {env: x.env});
    assert.equal((await oriel.event('stopped')).reason, 'user');
});
