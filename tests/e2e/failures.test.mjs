// What may go wrong on the host, and what is left behind: nothing.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';

import {connectPage, startBrowser, untilSame, waitForState} from '../lib/browser.mjs';
import {admitted} from '../lib/fake.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

/** Shared memory of System V whose creator is this process. */
function segments(pid) {
    return readFileSync('/proc/sysvipc/shm', 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(line => line.trim().split(/\s+/))
        .filter(fields => fields[4] === String(pid));
}

test('the X server goes away', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const raw = oriel.program.exited;
    x.server.child.kill('SIGKILL');
    await oriel.ended({code: 1, reason: 'error', stderr: /^oriel: [^\n]+\n$/});
    await raw;
    await waitForState(page, 'ended', 'stopped');
});

test('the X server goes away from a raw client', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    await oriel.event('viewer-connected');
    x.server.child.kill('SIGKILL');
    assert.equal(await client.closeWithin(), 4005);
    await oriel.ended({code: 1, reason: 'error', stderr: /^oriel: [^\n]+\n$/});
});

test('the X server goes away while nobody watches', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    x.server.child.kill('SIGTERM');
    await oriel.ended({code: 1, reason: 'error', stderr: /^oriel: [^\n]+\n$/});
});

test('the X server hangs, and the end comes all the same', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    await oriel.event('viewer-connected');
    x.server.child.kill('SIGSTOP');
    try {
        client.requestUpdate();
        await oriel.stop({stderr: /^(oriel: [^\n]*not (stop|end)[^\n]*\n)*$/});
    } finally {
        x.server.child.kill('SIGCONT');
    }
});

for (const signal of ['SIGTERM', 'SIGKILL']) {
    test(`no shared memory stays after ${signal}`, async t => {
        const x = await startDesktop(t);
        const before = readdirSync('/dev/shm').filter(name => /oriel/i.test(name));
        const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
        const page = await connectPage(t, await startBrowser(t), oriel.share.link);
        await untilSame(page, x);
        for (const [, , mode] of segments(oriel.pid))
            assert.equal(parseInt(mode, 8) & 0o777, 0o600, 'only ours');
        oriel.signal(signal);
        await oriel.exit();
        await eventually(5000, 'the segments to go', () => segments(oriel.pid).length === 0);
        assert.deepEqual(
            readdirSync('/dev/shm').filter(name => /oriel/i.test(name)),
            before
        );
    });
}

test('windows that come and go under load lose nobody', async t => {
    const x = await startDesktop(t);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    for (let i = 0; i < 8; ++i) {
        const window = x.start(t, 'xterm', [
            '-geometry',
            `40x8+${i * 60}+${i * 50}`,
            '-e',
            'sh',
            '-c',
            'seq 200; sleep 60',
        ]);
        await x.window('xterm');
        if (i % 2) await window.end();
    }
    await untilSame(page, x);
    await oriel.stop();
});
