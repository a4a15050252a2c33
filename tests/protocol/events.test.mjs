// What a script that runs `oriel --headless --json` is told, and how the program ends.
import assert from 'node:assert/strict';
import {X509Certificate, createHash} from 'node:crypto';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {connect, join, post} from '../lib/http.mjs';
import {Oriel, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {connectRfb} from '../lib/rfb.mjs';

test('sharing tells link, addresses, password, certificate and expiry', async t => {
    const before = Date.now();
    const oriel = await startOriel(t);
    const {event, link, urls, password, sha256, expires, ...more} = oriel.share;
    assert.equal(event, 'sharing');
    assert.deepEqual(Object.keys(more), []);
    assert.match(password, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.equal(link, `https://127.0.0.1:${oriel.port}/#${password}`);
    assert.deepEqual(urls, [link]);
    assert.match(expires, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    const minutes = (Date.parse(expires) - before) / 60000;
    assert.ok(minutes > 59.5 && minutes < 61, `expires in ${minutes} minutes`);

    const socket = await connect(oriel.port);
    const {raw} = socket.getPeerCertificate();
    socket.destroy();
    const digest = createHash('sha256').update(raw).digest('hex').toUpperCase();
    assert.equal(sha256, digest.match(/../g).join(':'));
    const names = new X509Certificate(raw).subjectAltName;
    assert.match(names, /IP Address:127\.0\.0\.1/);
    await oriel.stop();
});

test('on all interfaces every own address has its link, the most likely one first', async t => {
    const oriel = await startOriel(t, ['--listen', '0.0.0.0:0']);
    const {link, urls, password} = oriel.share;
    assert.equal(urls[0], link);
    assert.equal(new Set(urls).size, urls.length, 'no address twice');
    for (const url of urls)
        assert.match(url, new RegExp(`^https://[^/]+:${oriel.port}/#${password}$`));
    assert.equal((await join(oriel)).status, 200);
    await oriel.stop();
});

test('an IPv6 address stands in brackets and lets people in', async t => {
    const oriel = await startOriel(t, ['--listen', '[::1]:0']);
    assert.equal(oriel.share.link, `https://[::1]:${oriel.port}/#${oriel.password}`);
    const answer = await join(oriel, oriel.password, {
        host: '::1',
        hostHeader: `[::1]:${oriel.port}`,
    });
    assert.equal(answer.status, 200, answer.text);
    await oriel.stop();
});

test('without expiry there is no date', async t => {
    const oriel = await startOriel(t, ['--expire', '0']);
    assert.equal(oriel.share.expires, null);
    await oriel.stop();
});

test('a viewer comes and goes', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    assert.deepEqual(Object.keys(json).sort(), [
        'clipboard',
        'files',
        'host',
        'resume',
        'ticket',
        'viewOnly',
    ]);
    assert.equal(json.viewOnly, false);
    assert.equal(json.clipboard, true);
    assert.deepEqual(json.files, {limit: 2 ** 31});
    const viewer = await connectRfb(oriel, json);
    assert.deepEqual(await oriel.event('viewer-connected'), {
        event: 'viewer-connected',
        viewer: 1,
        address: '127.0.0.1',
        control: true,
    });
    await viewer.close();
    assert.deepEqual(await oriel.event('viewer-disconnected'), {
        event: 'viewer-disconnected',
        viewer: 1,
        reason: 'left',
    });
    const again = await post(oriel, 'resume', {resume: json.resume});
    assert.equal(again.status, 200, again.text);
    await connectRfb(oriel, again.json);
    assert.equal((await oriel.event('viewer-connected')).viewer, 1, 'the number is kept');
    await oriel.stop();
});

test("leaving by the page's button frees the slot at once", async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const viewer = await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    const left = await post(oriel, 'leave', {resume: json.resume});
    assert.equal(left.status, 200);
    assert.deepEqual(left.json, {});
    await viewer.closeWithin();
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'renewed');
    assert.equal((await post(oriel, 'resume', {resume: json.resume})).status, 410);
    assert.equal((await join(oriel, fresh.password)).status, 200);
    await oriel.stop();
});

test('the viewer who stays is told that the host stopped', async t => {
    const oriel = await startOriel(t);
    const viewer = await connectRfb(oriel, (await join(oriel)).json);
    await oriel.event('viewer-connected');
    const code = viewer.closeWithin();
    await oriel.stop();
    assert.equal(await code, 4000);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    test(`${signal} ends it with exit code 0`, async t => {
        const oriel = await startOriel(t);
        oriel.signal(signal);
        await oriel.ended({code: 0, reason: 'signal'});
    });
}

test('--password-file has neither password nor fragment', async t => {
    const oriel = await startOriel(t, ['--password-file', '-'], {input: 'correct horse\n'});
    assert.equal(oriel.share.link, `https://127.0.0.1:${oriel.port}/`);
    assert.ok(!('password' in oriel.share));
    assert.equal(oriel.share.expires, null, 'expiry is for one-time passwords');
    await oriel.stop();
});

test('without --json people read sentences and see a QR code', async t => {
    const env = await makeHome(t);
    const oriel = new Oriel(['--headless', '--display', 'fake:256x64', '--listen', '127.0.0.1:0'], {
        env,
    });
    atEnd(t, () => oriel.program.end());
    const link = /https:\/\/127\.0\.0\.1:\d+\/#[0-9A-Z]{8}/;
    let text = '';
    while (!link.test(text))
        text += `${await oriel.program.lines.take(() => true, 20000, 'the link')}\n`;
    oriel.signal('SIGTERM');
    assert.equal((await oriel.exit()).code, 0);
    assert.doesNotMatch(oriel.stdout, /\{"event"/);
    assert.equal(oriel.stderr, '');
});

test('--version and --help', async t => {
    const version = await runOriel(t, ['--version']);
    assert.equal(version.code, 0);
    assert.match(version.stdout, /^oriel \d+\.\d+\.\d+\n$/i);
    const help = await runOriel(t, ['--help']);
    assert.equal(help.code, 0);
    for (const option of [
        '--share',
        '--stop',
        '--status',
        '--headless',
        '--listen',
        '--view-only',
        '--password-file',
        '--behind-proxy',
        '--json',
        '--consent',
        '--renew',
    ])
        assert.ok(help.stdout.includes(option), `--help names ${option}`);
});
