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
    eventually(15000, `the state ${state}`, async () => {
        const now = await status(x);
        return now.state === state ? now : null;
    });

/** Oriel on the desktop, ended with the test. */
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

const windows = async (x, title = 'Oriel') => {
    const {stdout} = await x.run('xdotool', ['search', '--onlyvisible', '--name', title], {
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

test('--share right after --stop shares again, with its own options', async t => {
    const x = await desktopWithTray(t);
    startTray(t, x, ['--share', '--listen', '127.0.0.1:0']);
    const first = await inState(x, 'waiting');
    assert.equal((await run(binary, ['--stop'], {env: x.env})).code, 0);
    const share = await run(binary, ['--share', '--listen', '127.0.0.1:0', '--expire', '7'], {
        env: x.env,
        anyExit: true,
    });
    assert.deepEqual([share.code, share.stderr], [0, '']);
    const second = await eventually(15000, 'the next session', async () => {
        const now = await status(x);
        return now.state === 'waiting' && now.link !== first.link ? now : null;
    });
    assert.ok(Date.parse(second.expires) - Date.now() <= 7 * 60000);
    // What a session runs with is settled when it starts.
    const other = await run(binary, ['--share', '--view-only'], {env: x.env, anyExit: true});
    assert.equal(other.code, 1);
    assert.match(other.stderr, /^oriel: [^\n]*--stop[^\n]*\n$/);
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
    startTray(t, x, ['--share', '--listen', '127.0.0.1:0']);
    const {link} = await inState(x, 'waiting');
    const {origin, port, hash} = new URL(link);
    const asking = async () => (await status(x)).asking.at(0)?.viewer;

    const refused = join({origin, port: Number(port)}, hash.slice(1));
    const first = await eventually(15000, 'a viewer who asks', asking);
    const questions = () => windows(x, 'Let somebody in');
    await eventually(15000, 'the question', async () => (await questions()).length === 1);
    await run(binary, ['--refuse', String(first)], {env: x.env});
    assert.equal((await refused).status, 403);
    await eventually(15000, 'the question to go', async () => (await questions()).length === 0);

    const waiting = connectPage(t, await startBrowser(t), (await status(x)).link);
    const second = await eventually(30000, 'a viewer who asks', asking);
    assert.equal(second, first + 1);
    await run(binary, ['--allow', String(second)], {env: x.env});
    const page = await waiting;
    const {viewers} = await inState(x, 'connected');
    assert.deepEqual(
        viewers.map(({viewer, address, control}) => [viewer, address, control]),
        [[second, '127.0.0.1', true]]
    );
    await run(binary, ['--kick', String(second)], {env: x.env});
    await waitForState(page, 'ended', 'removed');
    await inState(x, 'waiting');
    await run(binary, ['--stop'], {env: x.env});
    await inState(x, 'idle');
});
