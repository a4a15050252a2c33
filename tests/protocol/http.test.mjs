// The HTTP side: who may talk to it, what every answer carries, and what garbage does to it.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {Reader, connect, join, post, readAnswer, request, sendRaw} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {openWebSocket} from '../lib/rfb.mjs';

/** Still there, still willing. */
async function alive(oriel) {
    assert.equal((await request(oriel.port)).status, 200);
    assert.equal((await join(oriel)).status, 200);
}

test('the page, its hooks and its assets', async t => {
    const oriel = await startOriel(t);
    const index = await request(oriel.port);
    assert.equal(index.status, 200);
    assert.match(index.headers['content-type'], /^text\/html/);
    for (const id of ['password', 'connect', 'screen', 'status'])
        assert.match(index.text, new RegExp(`id="?${id}"?[\\s>]`), `#${id}`);
    const assets = [...index.text.matchAll(/(?:src|href)="?([^"\s>#]+)"?/g)].map(match => match[1]);
    assert.ok(assets.length >= 2, 'a script and a style');
    const types = {
        js: /javascript/,
        css: /^text\/css/,
        svg: /^image\/svg/,
        png: /^image\/png/,
        ico: /icon/,
        json: /json/,
        webmanifest: /json/,
    };
    for (const asset of assets) {
        const {status, headers} = await request(oriel.port, {
            path: new URL(asset, 'https://x/').pathname,
        });
        assert.equal(status, 200, asset);
        assert.match(headers['content-type'], types[asset.split('.').at(-1)] ?? /./, asset);
    }
    const script = assets.find(asset => /oriel-\w+\.js$/.test(asset));
    const {text} = await request(oriel.port, {path: `/${script}`});
    for (const [, imported] of text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g))
        assert.ok(assets.includes(`assets/${imported}`), `${imported} is fetched in time`);
    assert.equal((await request(oriel.port, {path: '/vnc.html'})).status, 200);
    assert.equal((await request(oriel.port, {path: '/index.html'})).status, 200);
    await oriel.stop();
});

test('security headers are on every answer', async t => {
    const oriel = await startOriel(t);
    const answers = {
        page: await request(oriel.port),
        missing: await request(oriel.port, {path: '/nothing'}),
        api: await join(oriel, 'WRONGPWD'),
        misdirected: await request(oriel.port, {headers: {Host: 'elsewhere.example'}}),
        malformed: await sendRaw(oriel.port, 'nonsense\r\n\r\n'),
    };
    assert.deepEqual(
        Object.values(answers).map(answer => answer.status),
        [200, 404, 403, 421, 400]
    );
    for (const [what, {headers}] of Object.entries(answers)) {
        const policy = headers['content-security-policy'] ?? '';
        assert.match(policy, /frame-ancestors 'none'/, what);
        assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/, what);
        assert.match(policy, /(default-src|script-src) 'self'|default-src 'none'/, what);
        assert.equal(headers['x-content-type-options'], 'nosniff', what);
        assert.equal(headers['referrer-policy'], 'no-referrer', what);
        assert.equal(headers['access-control-allow-origin'], undefined, what);
    }
    assert.match(answers.page.headers['cache-control'], /no-store/);
    assert.match(answers.api.headers['cache-control'], /no-store/);
    await oriel.stop();
});

test('Host must be an own address with the port', async t => {
    const oriel = await startOriel(t);
    const {port} = oriel;
    const right = [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`];
    const wrong = [
        '127.0.0.1',
        'localhost',
        `127.0.0.1:${port + 1}`,
        `elsewhere.example:${port}`,
        'elsewhere.example',
        `127.0.0.1.elsewhere.example:${port}`,
        `x@127.0.0.1:${port}`,
    ];
    for (const host of right)
        assert.equal((await request(port, {headers: {Host: host}})).status, 200, host);
    for (const host of wrong) {
        const {status} = await request(port, {headers: {Host: host}});
        assert.ok([400, 421].includes(status), `${host}: ${status}`);
    }
    assert.equal((await request(port, {headers: {Host: 'elsewhere.example'}})).status, 421);
    assert.ok(
        [400, 421].includes((await request(port, {headers: {Host: null}})).status),
        'missing'
    );
    assert.ok(
        [400, 421].includes(
            (
                await request(port, {
                    headers: [
                        ['Host', `127.0.0.1:${port}`],
                        ['Host', `127.0.0.1:${port}`],
                    ],
                })
            ).status
        ),
        'doubled'
    );
    assert.equal(
        (
            await post(
                oriel,
                'join',
                {password: oriel.password},
                {headers: {Host: 'elsewhere.example'}}
            )
        ).status,
        421,
        'before the password'
    );
    await alive(oriel);
    await oriel.stop();
});

test('Origin must be an own address; the API wants one', async t => {
    const oriel = await startOriel(t);
    const {port} = oriel;
    const wrong = [
        'https://elsewhere.example',
        `http://127.0.0.1:${port}`,
        'https://127.0.0.1',
        `https://127.0.0.1:${port + 1}`,
        'null',
        '',
        `https://127.0.0.1:${port}/`,
        `https://127.0.0.1:${port}.elsewhere.example`,
    ];
    for (const origin of wrong) {
        const answer = await join(oriel, oriel.password, {headers: {Origin: origin}});
        assert.ok([400, 403].includes(answer.status), `${origin}: ${answer.status}`);
        assert.notDeepEqual(answer.json?.ticket, 'string');
        if (origin) {
            await assert.rejects(
                openWebSocket(oriel, {headers: {Origin: origin}}),
                error => [400, 403].includes(error.status),
                origin
            );
        }
    }
    assert.equal(
        (
            await request(port, {
                method: 'POST',
                path: '/api/join',
                body: {password: oriel.password},
                headers: {'Content-Type': 'application/json'},
            })
        ).status,
        403,
        'none at all'
    );
    for (let i = 0; i < 5; ++i)
        assert.equal(
            (await join(oriel, 'WRONGPWD', {headers: {Origin: 'https://elsewhere.example'}}))
                .status,
            403
        );
    (await openWebSocket(oriel)).terminate();
    (await openWebSocket(oriel, {headers: {Origin: `https://localhost:${port}`}})).terminate();
    assert.equal((await join(oriel)).status, 200, 'a wrong origin is no try');
    await oriel.stop();
});

test("no path leaves the page's folder", async t => {
    const oriel = await startOriel(t);
    for (const path of [
        '/../../etc/passwd',
        '/..%2f..%2fetc/passwd',
        '/%2e%2e/%2e%2e/etc/passwd',
        '//etc/passwd',
        '/web/../../etc/passwd',
        '/%00',
        '/index.html%00.png',
        '/.',
        '/./',
        '/%',
        '/%zz',
        '/\\..\\..\\etc\\passwd',
        `/${'a'.repeat(3000)}`,
        '/:/web/index.html',
        '/assets',
    ]) {
        const answer = await sendRaw(
            oriel.port,
            `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\nConnection: close\r\n\r\n`
        );
        assert.ok(
            [400, 404, 414, 431].includes(answer.status) ||
                ((path === '/./' || path === '/.') && answer.status === 200),
            `${path.slice(0, 40)}: ${answer.status}`
        );
        assert.doesNotMatch(answer.text, /root:/);
    }
    await alive(oriel);
    await oriel.stop();
});

test('requests in pieces, and several on one connection', async t => {
    const oriel = await startOriel(t);
    const socket = await connect(oriel.port);
    const reader = new Reader(socket);
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\n\r\n`;
    for (const byte of head) socket.write(byte);
    const first = await readAnswer(reader);
    assert.equal(first.status, 200);
    if (!/close/i.test(first.headers.connection ?? '')) {
        socket.write(head);
        assert.equal((await readAnswer(reader)).status, 200);
    }
    socket.destroy();
    await oriel.stop();
});

test('garbage, floods and half requests are answered or cut, and others are served', async t => {
    const oriel = await startOriel(t);
    const host = `Host: 127.0.0.1:${oriel.port}\r\n`;
    const posted =
        `POST /api/join HTTP/1.1\r\n${host}Origin: ${oriel.origin}\r\n` +
        'Content-Type: application/json\r\n';
    const garbage = [
        randomBytes(4096),
        '\0\0\0\0\r\n\r\n',
        '\r\n\r\n\r\n\r\n',
        'GET\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        `GET / HTTP/1.1\r\n${host}: empty\r\n\r\n`,
        `GET / HTTP/1.1\r\n${host}Bad Header: x\r\n\r\n`,
        `GET / HTTP/1.1\r\n ${host}\r\n\r\n`,
        `GET / HTTP/1.1\r\n${host}A: b\r\n folded\r\n\r\n`,
        `GET / HTTP/1.1\r\n${host}${'X: y\r\n'.repeat(5000)}\r\n`,
        `GET / HTTP/1.1\r\n${host}X: ${'y'.repeat(200000)}\r\n\r\n`,
        `GET /${'a'.repeat(200000)} HTTP/1.1\r\n${host}\r\n`,
        `${posted}Content-Length: 99999999999\r\n\r\n`,
        `${posted}Content-Length: -1\r\n\r\n`,
        `${posted}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`,
        `${posted}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
        `${posted}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
        `${posted}\r\n`,
        `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
        'CONNECT elsewhere.example:443 HTTP/1.1\r\n\r\n',
    ];
    for (const bytes of garbage) {
        let outcome;
        try {
            outcome = (await sendRaw(oriel.port, bytes, {ms: 20000})).status;
        } catch (error) {
            assert.match(error.message, /ended before/, String(bytes).slice(0, 60));
            outcome = 'cut';
        }
        assert.ok(
            outcome === 'cut' || (outcome >= 400 && outcome < 600),
            `${String(bytes).slice(0, 60)}: ${outcome}`
        );
    }
    await alive(oriel);
    await oriel.stop();
});

test('bytes that are no TLS, and connections that say nothing, keep nobody waiting', async t => {
    const oriel = await startOriel(t);
    const idle = await Promise.all(
        Array.from({length: 40}, () => connect(oriel.port, {plain: true}))
    );
    for (const [i, socket] of idle.entries()) {
        if (i % 2) socket.write(i % 4 === 1 ? 'GET / HTTP/1.1\r\n\r\n' : randomBytes(600));
    }
    const halves = await Promise.all(Array.from({length: 10}, () => connect(oriel.port)));
    for (const socket of halves) socket.write('GET / HT');
    const before = Date.now();
    await alive(oriel);
    assert.ok(Date.now() - before < 5000, 'others are served meanwhile');
    for (const socket of [...idle, ...halves]) socket.destroy();
    await oriel.stop();
});

test('a request that never ends is cut', async t => {
    const oriel = await startOriel(t);
    const socket = await connect(oriel.port);
    const reader = new Reader(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x');
    const drip = setInterval(() => socket.write('x'), 500);
    atEnd(t, () => clearInterval(drip));
    const rest = (await reader.rest(40000)).toString('latin1');
    assert.match(rest, /^$|^HTTP\/1\.1 408/);
    socket.destroy();
    await oriel.stop();
});
