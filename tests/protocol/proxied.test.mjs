// Behind a reverse proxy.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {join, post, request} from '../lib/http.mjs';
import {runOriel, startOriel} from '../lib/oriel.mjs';
import {freePort} from '../lib/ports.mjs';
import {connectRfb, openWebSocket} from '../lib/rfb.mjs';

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
