// Who gets in, and who is told what, on the page's API.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {join, post, request} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {RfbClient, connectRfb, openWebSocket} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';

/** Another password of the same form. */
const wrong = oriel => oriel.password.replace(/./g, c => (c === 'Z' ? '2' : 'Z'));

/** How a WebSocket with this ticket is greeted: security types, or what refused it. */
async function greeting(oriel, ticket) {
    try {
        return await new RfbClient(
            await openWebSocket(oriel, {path: `/websockify?ticket=${ticket}`})
        ).greet();
    } catch (error) {
        return error.status ?? error.message;
    }
}

test('the right password, in any case and with its dash', async t => {
    for (const typed of [p => p, p => p.toLowerCase(), p => `${p.slice(0, 4)}-${p.slice(4)}`]) {
        const oriel = await startOriel(t);
        const answer = await join(oriel, typed(oriel.password));
        assert.equal(answer.status, 200, answer.text);
        assert.ok(answer.json.ticket.length >= 22, '128 bits or more');
        assert.ok(answer.json.resume.length >= 22);
        assert.notEqual(answer.json.ticket, answer.json.resume);
        assert.ok(answer.json.host.length > 0);
        await oriel.stop();
    }
});

test('a wrong one is 403, and a spent one 410', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const refused = await join(oriel, wrong(oriel));
    assert.deepEqual([refused.status, refused.json], [403, {reason: 'wrong'}]);
    assert.equal((await join(oriel)).status, 200);
    const used = await join(oriel);
    assert.deepEqual([used.status, used.json], [410, {reason: 'used'}]);
    await oriel.stop();
});

test('while there is room a fresh password is on offer, without room none', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const first = await join(oriel);
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'used');
    assert.match(fresh.password, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.notEqual(fresh.password, oriel.password);
    assert.equal(fresh.link, `${oriel.origin}/#${fresh.password}`);
    assert.equal((await join(oriel, fresh.password)).status, 200);
    const spent = await join(oriel, fresh.password);
    assert.deepEqual([spent.status, spent.json], [410, {reason: 'used'}]);
    assert.ok(!oriel.hasEvent('password'), 'no password while there is no room');

    const left = await post(oriel, 'leave', {resume: first.json.resume});
    assert.equal(left.status, 200);
    const next = await oriel.event('password');
    assert.equal(next.reason, 'renewed');
    assert.equal((await join(oriel, next.password)).status, 200);
    await oriel.stop();
});

test('without room a right reusable password is 409, and 200 once there is room', async t => {
    const oriel = await startOriel(t, ['--password-file', '-'], {input: 'correct horse\n'});
    const first = await join(oriel, 'correct horse');
    assert.equal(first.status, 200);
    const full = await join(oriel, 'correct horse');
    assert.deepEqual([full.status, full.json], [409, {reason: 'full'}]);
    assert.equal((await post(oriel, 'leave', {resume: first.json.resume})).status, 200);
    assert.equal((await join(oriel, 'correct horse')).status, 200);
    await oriel.stop();
});

test('however many come at once, a one-time password admits one', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '8']);
    const answers = await Promise.all(
        Array.from({length: 12}, (_, i) => join(oriel, oriel.password, {from: `127.0.0.${i + 1}`}))
    );
    const statuses = answers.map(answer => answer.status).sort();
    assert.equal(statuses.filter(status => status === 200).length, 1, statuses.join());
    assert.ok(
        statuses.every(status => [200, 410, 429].includes(status)),
        statuses.join()
    );
    await oriel.stop();
});

test('nothing but a POST with the password spends it', async t => {
    const oriel = await startOriel(t);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT']) {
        for (const path of [
            '/',
            '/vnc.html',
            '/api/join',
            `/api/join?password=${oriel.password}`,
            `/?password=${oriel.password}`,
            `/vnc.html?password=${oriel.password}&autoconnect=1`,
        ]) {
            const {status} = await request(oriel.port, {method, path});
            const page = !path.startsWith('/api') && (method === 'GET' || method === 'HEAD');
            assert.equal(status === 200, page, `${method} ${path}: ${status}`);
        }
    }
    const form = await request(oriel.port, {
        method: 'POST',
        path: '/api/join',
        body: `password=${oriel.password}`,
        headers: {'Origin': oriel.origin, 'Content-Type': 'application/x-www-form-urlencoded'},
    });
    assert.equal(form.status, 400);
    assert.equal((await join(oriel)).status, 200);
    await oriel.stop();
});

test('malformed requests are answered 400 and are no tries', async t => {
    const oriel = await startOriel(t);
    const bodies = [
        '',
        '{',
        '[]',
        'null',
        '"x"',
        '{"password":7}',
        '{"pass":"x"}',
        '{"password":null}',
        '{"password":"\ud800"}',
        `{"password":"${'x'.repeat(5000)}"}`,
    ];
    for (let round = 0; round < 2; ++round) {
        for (const body of bodies) {
            const answer = await post(oriel, 'join', body);
            assert.ok(
                [400, 403, 413].includes(answer.status),
                `${body.slice(0, 40)}: ${answer.status}`
            );
            if (answer.status === 400) assert.deepEqual(answer.json, {reason: 'malformed'}, body);
        }
        if (round === 0) bodies.splice(8);
    }
    assert.equal((await join(oriel)).status, 200);
    await oriel.stop();
});

test('from the fourth wrong try on an address waits 1, 2, 4 s', async t => {
    const oriel = await startOriel(t);
    const bad = wrong(oriel);
    const from = '127.0.0.7';
    for (let i = 0; i < 3; ++i)
        assert.equal((await join(oriel, bad, {from})).status, 403, `try ${i + 1}`);
    const waits = [];
    for (let i = 0; i < 3; ++i) {
        const early = await join(oriel, bad, {from});
        assert.equal(early.status, 429);
        const seconds = Number(early.headers['retry-after']);
        assert.deepEqual(early.json, {reason: 'wait', seconds});
        waits.push(seconds);
        assert.equal(
            (await join(oriel, oriel.password, {from})).status,
            429,
            'too early is not judged, right or not'
        );
        await elapse(seconds * 1000 + 50);
        assert.equal((await join(oriel, bad, {from})).status, 403, 'after the wait it is judged');
    }
    assert.deepEqual(waits, [1, 2, 4]);
    assert.equal(
        (await join(oriel, oriel.password, {from: '127.0.0.8'})).status,
        200,
        'another address does not wait'
    );
    await oriel.stop();
});

test('ten wrong tries from anywhere void the password; viewers stay', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '3']);
    const viewer = await connectRfb(oriel, (await join(oriel)).json);
    const first = await oriel.event('password');
    const bad = wrong(oriel);
    for (let i = 0; i < 10; ++i)
        assert.equal((await join(oriel, bad, {from: `127.0.1.${i + 1}`})).status, 403);
    const fresh = await oriel.event('password');
    assert.equal(fresh.reason, 'too-many-attempts');
    assert.notEqual(fresh.password, first.password);
    assert.equal((await join(oriel, first.password, {from: '127.0.2.1'})).status, 410);
    assert.equal((await join(oriel, fresh.password, {from: '127.0.2.2'})).status, 200);
    viewer.requestUpdate();
    await viewer.update();
    await oriel.stop({stderr: /^oriel: ten wrong passwords[^\n]*\n$/});
});

test('a reusable password is never voided: after ten wrong tries all wait 30 s', async t => {
    const oriel = await startOriel(t, ['--password-file', '-', '--max-viewers', '2'], {
        input: 'correct horse',
    });
    for (let i = 0; i < 10; ++i)
        assert.equal((await join(oriel, 'battery staple', {from: `127.0.1.${i + 1}`})).status, 403);
    const waits = await join(oriel, 'battery staple', {from: '127.0.2.1'});
    assert.equal(waits.status, 429);
    const seconds = Number(waits.headers['retry-after']);
    assert.ok(seconds >= 25 && seconds <= 30, `Retry-After ${seconds}`);
    assert.ok(!oriel.hasEvent('password'));
    await oriel.stop({stderr: /^oriel: ten wrong passwords[^\n]*\n$/});
});

test('a ticket opens one WebSocket', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const viewer = await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    assert.notDeepEqual(await greeting(oriel, json.ticket), [1], 'no second time');
    viewer.requestUpdate();
    await viewer.update();
    await oriel.stop();
});

test('the same page resumes with its token, each ticket once', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const viewer = await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    viewer.cut();
    await oriel.event('viewer-disconnected');
    const resumed = await post(oriel, 'resume', {resume: json.resume});
    assert.equal(resumed.status, 200, resumed.text);
    const back = await connectRfb(oriel, resumed.json);
    back.requestUpdate();
    await back.update();
    for (const resume of ['x', '', 'A'.repeat(32)])
        assert.notEqual((await post(oriel, 'resume', {resume})).status, 200);
    await oriel.stop();
});

test('a resume token is of no use after a kick', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const viewer = await connectRfb(oriel, json);
    await oriel.event('viewer-connected');
    assert.equal((await oriel.act('--kick', '1')).code, 0);
    assert.equal(await viewer.closeWithin(), 4001);
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'kicked');
    assert.equal((await oriel.event('password')).reason, 'renewed');
    assert.equal((await post(oriel, 'resume', {resume: json.resume})).status, 410);
    await oriel.stop();
});

test('a kick reaches a viewer whose connection is lost, or was never made', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '2']);
    const {json: lost} = await join(oriel);
    const viewer = await connectRfb(oriel, lost);
    await oriel.event('viewer-connected');
    viewer.cut();
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    const {json: late} = await join(oriel, (await oriel.event('password')).password);
    for (const number of ['1', '2'])
        assert.equal((await oriel.act('--kick', number)).code, 0);
    for (const {resume} of [lost, late])
        assert.equal((await post(oriel, 'resume', {resume})).status, 410);
    assert.notDeepEqual(await greeting(oriel, late.ticket), [1]);
    await oriel.stop();
});

test('a taken slot survives a dropped connection for the one who may resume', async t => {
    const oriel = await startOriel(t);
    const {json} = await join(oriel);
    const viewer = await connectRfb(oriel, json);
    viewer.cut();
    await oriel.event('viewer-disconnected');
    assert.ok(!oriel.hasEvent('password'), 'no password is made for a kept slot');
    assert.equal((await join(oriel)).status, 410);
    assert.equal((await post(oriel, 'resume', {resume: json.resume})).status, 200);
    await oriel.stop();
});
