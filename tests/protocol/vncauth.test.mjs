// Stock RFB clients: VNC Authentication over the WebSocket, without page, ticket or API.
import assert from 'node:assert/strict';
import {chmod, writeFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {join} from '../lib/http.mjs';
import {makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {scratch} from '../lib/programs.mjs';
import {RfbClient, connectRfb, openWebSocket} from '../lib/rfb.mjs';

async function draws(client) {
    client.requestUpdate();
    await client.update();
    return client.pixels.some(byte => byte !== 0);
}

test('the one-time password lets a raw client in once', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const client = await connectRfb(oriel, {password: oriel.password});
    assert.ok(await draws(client));
    assert.deepEqual(await oriel.event('viewer-connected'), {
        event: 'viewer-connected',
        viewer: 1,
        address: '127.0.0.1',
        control: true,
    });
    assert.equal((await oriel.event('password')).reason, 'used');
    await assert.rejects(connectRfb(oriel, {password: oriel.password}), 'the same one again');
    assert.ok(await draws(client), 'the first one is still in');
    await oriel.stop();
});

test('typed all in lower case it works too', async t => {
    const oriel = await startOriel(t);
    const client = await connectRfb(oriel, {password: oriel.password.toLowerCase()});
    assert.ok(await draws(client));
    await oriel.stop();
});

test('a raw client that closes frees its slot at once', async t => {
    const oriel = await startOriel(t);
    const client = await connectRfb(oriel, {password: oriel.password});
    await oriel.event('viewer-connected');
    await client.close();
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'renewed');
    assert.ok(await draws(await connectRfb(oriel, {password: fresh.password})));
    await oriel.stop();
});

test('--password-file lets raw clients and pages in again and again', async t => {
    const file = joinPath(await scratch(t), 'password');
    await writeFile(file, 'pässwörd\n', {mode: 0o600});
    const oriel = await startOriel(t, ['--password-file', file, '--max-viewers', '4']);
    for (let i = 1; i <= 3; ++i) {
        const client = await connectRfb(oriel, {password: 'pässwörd'});
        assert.ok(await draws(client));
        assert.equal((await oriel.event('viewer-connected')).viewer, i);
    }
    assert.equal((await join(oriel, 'pässwörd')).status, 200);
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop();
});

test('a wrong response is refused with a reason and counts as a try', async t => {
    const oriel = await startOriel(t);
    for (let i = 0; i < 10; ++i) {
        await assert.rejects(
            connectRfb(oriel, {password: 'WRONGPWD', from: `127.0.3.${i + 1}`}),
            error => error.securityResult === 1 && error.message.length > 0
        );
    }
    assert.equal((await oriel.event('password')).reason, 'too-many-attempts');
    await oriel.stop({stderr: /^oriel: ten wrong passwords[^\n]*\n$/});
});

test('tries by VNC Authentication and by the page count together', async t => {
    const oriel = await startOriel(t);
    const from = '127.0.3.77';
    await assert.rejects(connectRfb(oriel, {password: 'WRONGPWD', from}));
    assert.equal((await join(oriel, 'WRONGPWD', {from})).status, 403);
    await assert.rejects(connectRfb(oriel, {password: 'WRONGPWD', from}));
    assert.equal((await join(oriel, 'WRONGPWD', {from})).status, 429);
    await assert.rejects(connectRfb(oriel, {password: oriel.password, from}), 'nor judged here');
    await oriel.stop();
});

test('only RFB 3.8 and only the offered security type', async t => {
    const oriel = await startOriel(t);
    const greet = async version => {
        const client = new RfbClient(await openWebSocket(oriel));
        await client.bytes(12);
        client.send(Buffer.from(version, 'latin1'));
        return client;
    };
    for (const version of ['RFB 003.003\n', 'RFB 004.001\n', 'GET / HTTP/1', '\0'.repeat(12)]) {
        const client = await greet(version);
        await client.closeWithin();
    }
    for (const type of [1, 16, 18, 19, 0, 255]) {
        const client = await greet('RFB 003.008\n');
        const count = (await client.bytes(1))[0];
        assert.deepEqual([...(await client.bytes(count))], [2]);
        client.send([type]);
        await client.closeWithin();
    }
    assert.ok(await draws(await connectRfb(oriel, {password: oriel.password})));
    await oriel.stop();
});

test('a stock page from another origin is refused even with the right password', async t => {
    const oriel = await startOriel(t);
    await assert.rejects(openWebSocket(oriel, {headers: {Origin: 'https://elsewhere.example'}}), {
        status: 403,
    });
    await oriel.stop();
});

for (const [what, text] of [
    ['too short', 'seven77'],
    ['too long', 'x'.repeat(65)],
    ['empty', ''],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41])],
]) {
    test(`a password file that is ${what} is a usage error`, async t => {
        const {code, stdout, stderr} = await runOriel(
            t,
            ['--headless', '--display', 'fake:256x64', '--password-file', '-'],
            {input: text}
        );
        assert.equal(code, 2, stderr);
        assert.equal(stdout, '');
        assert.match(stderr, /^[^\n]+\n$/, 'one line');
        assert.ok(text.length === 0 || !stderr.includes(text), 'the secret is not repeated');
    });
}

test('a password file others can read gets a warning', async t => {
    const home = await makeHome(t);
    const file = joinPath(home.HOME, 'password');
    await writeFile(file, 'correct horse\n');
    await chmod(file, 0o644);
    const oriel = await startOriel(t, ['--password-file', file], {home});
    await oriel.stop({stderr: /^[^\n]*(read|permission)[^\n]*\n$/i});
    assert.ok(!oriel.stderr.includes('correct horse'));
});

test('a missing password file is a clear error', async t => {
    const {code, stderr} = await runOriel(t, [
        '--headless',
        '--display',
        'fake:256x64',
        '--password-file',
        '/nowhere/password',
    ]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^[^\n]*\/nowhere\/password[^\n]*\n$/);
});
