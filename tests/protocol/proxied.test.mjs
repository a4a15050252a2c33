// Behind a reverse proxy, and with a certificate of one's own.
import assert from 'node:assert/strict';
import {X509Certificate} from 'node:crypto';
import {statSync} from 'node:fs';
import {copyFile, rename, writeFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {makeCertificate} from '../lib/certificates.mjs';
import {admitted} from '../lib/fake.mjs';
import {connect, join, post, request} from '../lib/http.mjs';
import {filesBelow, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {scratch} from '../lib/programs.mjs';
import {connectRfb, openWebSocket} from '../lib/rfb.mjs';
import {eventually} from '../lib/wait.mjs';

const publicUrl = 'https://desk.example/alice/';

async function behindProxy(t, more = []) {
    const port = await freePort();
    return startOriel(t, [
        '--listen',
        `127.0.0.1:${port}`,
        '--behind-proxy',
        '--public-url',
        publicUrl,
        ...more,
    ]);
}

test('behind a proxy: plain http, any Host, the public Origin only', async t => {
    const oriel = await behindProxy(t, ['--max-viewers', '2']);
    assert.equal(oriel.share.link, `${publicUrl}#${oriel.password}`);
    assert.ok(!('sha256' in oriel.share));
    const plain = {plain: true};
    assert.equal(
        (await request(oriel.port, {...plain, headers: {Host: 'whatever.example'}})).status,
        200
    );
    const wrong = await post(
        oriel,
        'join',
        {password: oriel.password},
        {...plain, headers: {Origin: `http://127.0.0.1:${oriel.port}`}}
    );
    assert.equal(wrong.status, 403);
    const {status, json} = await join(oriel, oriel.password, {
        ...plain,
        headers: {'Host': 'desk.example', 'X-Forwarded-For': '203.0.113.9, 198.51.100.7'},
    });
    assert.equal(status, 200);
    await connectRfb(oriel, {
        ...json,
        ...plain,
        headers: {'Origin': 'https://desk.example', 'X-Forwarded-For': '198.51.100.7'},
    });
    assert.equal((await oriel.event('viewer-connected')).address, '198.51.100.7', 'the last entry');
    await assert.rejects(
        openWebSocket(oriel, {...plain, headers: {Origin: 'https://elsewhere.example'}}),
        {status: 403}
    );
    await oriel.stop();
});

test('X-Forwarded-For counts only behind a proxy, and spreads no tries there', async t => {
    const direct = await startOriel(t);
    await admitted(direct, {headers: {'X-Forwarded-For': '198.51.100.7'}});
    assert.equal((await direct.event('viewer-connected')).address, '127.0.0.1');
    await direct.stop();
    const oriel = await behindProxy(t);
    const attempt = from =>
        join(oriel, 'WRONGPWD', {plain: true, headers: {'X-Forwarded-For': from}});
    for (let i = 0; i < 3; ++i)
        assert.equal((await attempt(`203.0.113.${i}, 198.51.100.7`)).status, 403);
    assert.equal(
        (await attempt('203.0.113.77, 198.51.100.7')).status,
        429,
        'what a client writes first is no address'
    );
    assert.equal((await attempt('198.51.100.8')).status, 403);
    await oriel.stop();
});

test('a public URL without --behind-proxy: its link first, its origin let through', async t => {
    const port = await freePort();
    const oriel = await startOriel(t, [
        '--listen',
        `127.0.0.1:${port}`,
        '--public-url',
        'https://desk.example/x/vnc.html?path=/websockify',
    ]);
    assert.equal(
        oriel.share.link,
        `https://desk.example/x/vnc.html?path=/websockify#${oriel.password}`
    );
    assert.equal(oriel.share.urls[0], oriel.share.link);
    assert.ok(oriel.share.urls.includes(`https://127.0.0.1:${port}/#${oriel.password}`));
    (await openWebSocket(oriel, {headers: {Origin: 'https://desk.example'}})).terminate();
    assert.equal(
        (
            await join(oriel, oriel.password, {
                headers: {Origin: 'https://desk.example', Host: 'desk.example'},
            })
        ).status,
        200
    );
    await oriel.stop();
});

test('--behind-proxy wants loopback and --public-url', async t => {
    for (const args of [
        ['--listen', '127.0.0.1:0'],
        ['--listen', '0.0.0.0:0', '--public-url', publicUrl],
        ['--listen', '[::]:0', '--public-url', publicUrl],
        ['--public-url', publicUrl, '--cert', '/nowhere', '--key', '/nowhere'],
        ['--listen', '127.0.0.1:0', '--public-url', 'nonsense'],
    ]) {
        const {code, stdout, stderr} = await runOriel(t, [
            '--headless',
            '--json',
            '--display',
            'fake:256x64',
            '--behind-proxy',
            ...args,
        ]);
        assert.equal(code, 2, `${args}: ${stderr}`);
        assert.equal(stdout, '');
        assert.match(stderr, /^oriel: [^\n]+\n$/);
    }
});

async function servedName(port) {
    const socket = await connect(port);
    const {raw} = socket.getPeerCertificate();
    socket.destroy();
    return new X509Certificate(raw).subject;
}

test('--cert and --key are served, and reloaded without dropping a viewer', async t => {
    const folder = await scratch(t);
    const {cert, key} = await makeCertificate(folder, 'first');
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    assert.match(await servedName(oriel.port), /CN=first/);
    const client = await admitted(oriel);
    const next = await makeCertificate(folder, 'second');
    await copyFile(next.cert, `${cert}.new`);
    await copyFile(next.key, `${key}.new`);
    await rename(`${key}.new`, key);
    await rename(`${cert}.new`, cert);
    await eventually(15000, 'the second certificate', async () =>
        /CN=second/.test(await servedName(oriel.port))
    );
    client.requestUpdate();
    await client.update();
    await oriel.program.end();
});

test('certificates that are missing, broken or for another key are clear errors', async t => {
    const folder = await scratch(t);
    const [one, two] = [await makeCertificate(folder, 'one'), await makeCertificate(folder, 'two')];
    const broken = joinPath(folder, 'broken.pem');
    await writeFile(broken, '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
    for (const [cert, key] of [
        ['/nowhere/cert.pem', one.key],
        [one.cert, '/nowhere/key.pem'],
        [broken, one.key],
        [one.cert, broken],
        [one.cert, two.key],
        [folder, one.key],
    ]) {
        const {code, stdout, stderr} = await runOriel(t, [
            '--headless',
            '--json',
            '--listen',
            '127.0.0.1:0',
            '--display',
            'fake:256x64',
            '--cert',
            cert,
            '--key',
            key,
        ]);
        assert.equal(code, 1, `${cert} ${key}: ${stderr}`);
        assert.match(stderr, /^oriel: [^\n]+\n$/);
        assert.match(stdout, /^(\{"event":"stopped","reason":"error"\}\n)?$/);
    }
    assert.equal(
        (await runOriel(t, ['--headless', '--cert', one.cert])).code,
        2,
        '--cert without --key'
    );
});

test('the self-signed identity is made once and kept private', async t => {
    const home = await makeHome(t);
    const first = await startOriel(t, [], {home});
    await first.stop();
    const second = await startOriel(t, [], {home});
    assert.equal(second.share.sha256, first.share.sha256);
    await second.stop();
    const files = filesBelow(home.HOME).filter(path => /\.(pem|key|crt)$/.test(path));
    assert.ok(files.length >= 1);
    for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600, file);
});
