// Files both ways: api/files, the notices that belong to it, and the host's acting options.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {admitted} from '../lib/fake.mjs';
import {ask, begin, bring, digest, fetchFile, namesIn} from '../lib/files.mjs';
import {makeHome, startOriel} from '../lib/oriel.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {eventually} from '../lib/wait.mjs';

const MIB = 1024 * 1024;

/** Shares with a folder of its own for viewers' files: `oriel.folder`. */
async function share(t, args = ['--take-files']) {
    const home = await makeHome(t);
    const folder = joinPath(home.HOME, 'taken');
    mkdirSync(folder);
    const oriel = await startOriel(t, ['--files', folder, ...args], {home});
    oriel.folder = folder;
    return oriel;
}

const viewer = (oriel, options) => admitted(oriel, {protocols: ['oriel'], ...options});

async function ticketFor(oriel, client, name, size) {
    const {status, json} = await ask(oriel, client.resumeToken, name, size).answer;
    assert.equal(status, 200);
    return json.ticket;
}

async function sent(oriel, client, name, bytes) {
    return bring(oriel, await ticketFor(oriel, client, name, bytes.length), bytes).answer;
}

const isEmpty = folder => eventually(5000, 'an empty folder', () => namesIn(folder).length === 0);

test('a file lies on the host as it was sent, under its own name', async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    for (const size of [0, 1, 70_000, 20 * MIB + 7]) {
        const bytes = randomBytes(size);
        const {status, json} = await sent(oriel, client, `of ${size} – ü.bin`, bytes);
        assert.deepEqual([status, json], [201, {name: `of ${size} – ü.bin`}]);
        const path = joinPath(oriel.folder, json.name);
        assert.equal(digest(readFileSync(path)), digest(bytes));
        assert.equal(statSync(path).mode & 0o111, 0, 'nothing to be run');
        const event = await oriel.event('file-ended');
        assert.deepEqual(event, {
            event: 'file-ended', file: event.file, viewer: 1, name: json.name, size, reason: 'done', path,
        });
    }
    assert.equal(namesIn(oriel.folder).length, 4);
    await oriel.stop();
});

test('nothing is overwritten, and no name leads elsewhere', async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    writeFileSync(joinPath(oriel.folder, 'note.txt'), 'the host\'s own');
    const names = [];
    for (const name of ['note.txt', 'note.txt', '../../note.txt', '.ssh', '/etc/passwd', 'a\u202egpj.exe'])
        names.push((await sent(oriel, client, name, Buffer.from('x'))).json.name);
    assert.deepEqual(names, ['note (2).txt', 'note (3).txt', 'note (4).txt', 'ssh', 'passwd', 'agpj.exe']);
    assert.deepEqual(namesIn(oriel.folder), ['note.txt', ...names].sort());
    assert.equal(readFileSync(joinPath(oriel.folder, 'note.txt'), 'utf8'), 'the host\'s own');
    await oriel.stop();
});

test('only a connected viewer with control, from our own page', async t => {
    const oriel = await share(t, ['--take-files', '--max-viewers', '2']);
    const client = await viewer(oriel);
    const token = client.resumeToken;
    assert.equal((await ask(oriel, 'nonsense', 'a', 1).answer).status, 403);
    assert.equal((await ask(oriel, token, 'a', 1, {Origin: 'https://elsewhere.example'}).answer).status, 403);
    assert.equal((await begin(oriel, 'PUT', 'files', {headers: {Origin: ''}}).answer).status, 403);
    assert.deepEqual((await bring(oriel, 'nonsense', 'x').answer).json, {reason: 'rights'});
    assert.equal((await fetchFile(oriel, 'nonsense').answer).status, 404);
    assert.equal((await begin(oriel, 'DELETE', 'files/nonsense').answer).status, 404);
    assert.equal((await begin(oriel, 'GET', 'files').answer).status, 405);
    for (const body of ['', '{}', '{"name":"a"}', '{"name":1,"size":1}', '{"name":"a","size":-1}']) {
        const {status} = await begin(oriel, 'POST', 'files', {headers: {'Oriel-Visit': token}, body}).answer;
        assert.equal(status, 400, body);
    }
    await client.close();
    await eventually(5000, 'no say', async () =>
        (await ask(oriel, token, 'a', 0).answer).status === 403);
    assert.deepEqual(namesIn(oriel.folder), []);
    await oriel.stop();
});

for (const [what, args] of [['view-only', ['--view-only']], ['no files', ['--file-limit', '0']]]) {
    test(`${what}: files pass neither way`, async t => {
        const oriel = await share(t, args);
        const client = await viewer(oriel);
        assert.equal((await ask(oriel, client.resumeToken, 'a', 1).answer).json.reason, 'rights');
        const file = joinPath(oriel.folder, 'own.txt');
        writeFileSync(file, 'x');
        assert.notEqual((await oriel.act('--send-file', file)).code, 0);
        assert.equal(client.notices.some(({type}) => type === 'file'), false);
        await oriel.stop();
    });
}

test('too large is said before a byte is sent', async t => {
    const oriel = await share(t, ['--take-files', '--file-limit', '1']);
    const client = await viewer(oriel);
    const {status, json} = await ask(oriel, client.resumeToken, 'a', MIB + 1).answer;
    assert.deepEqual([status, json], [413, {reason: 'too-large', limit: MIB}]);
    assert.equal((await sent(oriel, client, 'b', randomBytes(MIB))).status, 201);
    await oriel.stop();
});

test('what is not as announced, or ends in the middle, leaves nothing', async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    for (const size of [99, 101]) {
        const ticket = await ticketFor(oriel, client, 'a', 100);
        assert.equal((await bring(oriel, ticket, randomBytes(size)).answer).status, 400);
        assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
        assert.equal((await bring(oriel, ticket, randomBytes(100)).answer).status, 403, 'used');
    }
    const ticket = await ticketFor(oriel, client, 'cut', 5 * MIB);
    const {asked} = bring(oriel, ticket, null, {'Content-Length': 5 * MIB});
    asked.write(randomBytes(3 * MIB));
    await eventually(10000, 'bytes on the disk', () =>
        namesIn(oriel.folder).some(name => statSync(joinPath(oriel.folder, name)).size > MIB));
    asked.on('error', () => {});
    asked.destroy();
    assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
    await isEmpty(oriel.folder);
    assert.equal((await sent(oriel, client, 'next', Buffer.from('x'))).status, 201, 'and on it goes');
    await oriel.stop();
});

test('who has a ticket and no way to use it makes room for the next', async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    const ticket = await ticketFor(oriel, client, 'a', 100);
    assert.equal((await begin(oriel, 'DELETE', `files/${ticket}`).answer).status, 204);
    assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
    await isEmpty(oriel.folder);
    assert.equal((await bring(oriel, ticket, randomBytes(100)).answer).status, 403);
    assert.equal((await sent(oriel, client, 'next', Buffer.from('x'))).status, 201);
    await oriel.stop();
});

test('one at a time for each viewer', async t => {
    const home = await makeHome(t);
    const two = await startOriel(t, ['--max-viewers', '2', '--password-file', '-'],
        {home, input: 'K7QM3XWP'});
    const first = await viewer(two, {typed: 'K7QM3XWP'});
    const second = await viewer(two, {typed: 'K7QM3XWP'});
    const waiting = ask(two, first.resumeToken, 'a', 1);
    const {file} = await two.event('file-asks');
    assert.deepEqual((await ask(two, first.resumeToken, 'b', 1).answer).json, {reason: 'busy'});
    const other = ask(two, second.resumeToken, 'c', 1);
    const asks = await two.event('file-asks');
    assert.deepEqual([asks.viewer, asks.name, asks.size], [2, 'c', 1]);
    assert.equal((await two.act('--refuse-file', String(file))).code, 0);
    assert.equal((await waiting.answer).json.reason, 'refused');
    other.asked.on('error', () => {});
    other.asked.destroy();
    await eventually(5000, 'both ended', () =>
        two.log.filter(({event}) => event === 'file-ended').length === 2);
    await two.stop();
});

test('the host decides, and may change its mind', async t => {
    const oriel = await share(t, []);
    const client = await viewer(oriel);
    const {answer} = ask(oriel, client.resumeToken, 'big', 8 * MIB);
    const {file} = await oriel.event('file-asks');
    assert.equal((await oriel.act('--take', String(file))).code, 0);
    const {ticket} = (await answer).json;
    const {asked, answer: brought} = bring(oriel, ticket, null, {'Content-Length': 8 * MIB});
    asked.write(randomBytes(2 * MIB));
    await eventually(10000, 'bytes on the disk', () => namesIn(oriel.folder).length === 1);
    assert.equal((await oriel.act('--cancel-file', String(file))).code, 0);
    assert.deepEqual((await brought).json, {reason: 'cancelled'});
    const told = await client.notice('file');
    assert.deepEqual(told, {type: 'file', event: 'ended', file, reason: 'cancelled'});
    assert.equal((await oriel.event('file-ended')).reason, 'cancelled');
    await isEmpty(oriel.folder);
    assert.notEqual((await oriel.act('--cancel-file', String(file))).code, 0);
    assert.notEqual((await oriel.act('--take', '77')).code, 0);
    await oriel.stop();
});

test('a folder that is gone is made, one that cannot be is told', async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    rmSync(oriel.folder, {recursive: true});
    assert.equal((await sent(oriel, client, 'a', Buffer.from('x'))).status, 201);
    rmSync(oriel.folder, {recursive: true});
    writeFileSync(oriel.folder, 'a file now');
    const {status, json} = await ask(oriel, client.resumeToken, 'b', 1).answer;
    assert.deepEqual([status, json], [500, {reason: 'not-writable'}]);
    await eventually(5000, 'the event', () => oriel.log.some(({reason}) => reason === 'not-writable'));
    await oriel.stop({stderr: /^oriel: cannot make the folder .*taken\n$/});
});

test('the end of the visit and of the session end what is under way', async t => {
    for (const end of ['kick', 'stop']) {
        const oriel = await share(t);
        const client = await viewer(oriel);
        const ticket = await ticketFor(oriel, client, 'a', 5 * MIB);
        const {asked} = bring(oriel, ticket, null, {'Content-Length': 5 * MIB});
        asked.on('error', () => {});
        asked.write(randomBytes(2 * MIB));
        await eventually(10000, 'bytes on the disk', () => namesIn(oriel.folder).length === 1);
        if (end === 'kick') {
            await oriel.act('--kick', '1');
            assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
            await isEmpty(oriel.folder);
        }
        await oriel.stop();
        assert.deepEqual(namesIn(oriel.folder), []);
        asked.destroy();
    }
});

test("the host's file is offered, fetched whole, and again after a break", async t => {
    const oriel = await share(t);
    const client = await viewer(oriel);
    const path = joinPath(oriel.folder, 'Bild “ü”.bin');
    const bytes = randomBytes(12 * MIB + 3);
    writeFileSync(path, bytes);
    assert.equal((await oriel.act('--send-file', path)).code, 0);
    const offer = await client.notice('file');
    assert.deepEqual(
        [offer.event, offer.name, offer.size],
        ['offered', 'Bild “ü”.bin', bytes.length]
    );
    const broken = fetchFile(oriel, offer.ticket);
    broken.asked.on('response', response => response.once('data', () => broken.asked.destroy()));
    await assert.rejects(broken.answer);
    assert.deepEqual(await client.notice('file'), offer, 'told again');
    let answer;
    await eventually(5000, 'the offer stands', async () => {
        answer = await fetchFile(oriel, offer.ticket).answer;
        return answer.status !== 409;
    });
    assert.equal(answer.status, 200);
    assert.equal(digest(answer.body), digest(bytes));
    assert.match(answer.headers['content-disposition'], /^attachment; .*filename\*=UTF-8''Bild%20%E2%80%9C%C3%BC%E2%80%9D\.bin$/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.equal((await oriel.event('file-ended')).reason, 'done');
    assert.equal((await client.notice('file')).reason, 'done');
    assert.equal((await fetchFile(oriel, offer.ticket).answer).status, 404, 'once');
    await oriel.stop();
});

test('an offer is declined, cancelled, told again to who comes back', async t => {
    const oriel = await share(t);
    let client = await viewer(oriel);
    const path = joinPath(oriel.folder, 'own.txt');
    writeFileSync(path, '');
    const offered = async () => {
        assert.equal((await oriel.act('--send-file', path)).code, 0);
        return client.notice('file');
    };
    const first = await offered();
    assert.equal((await begin(oriel, 'DELETE', `files/${first.ticket}`).answer).status, 204);
    assert.equal((await oriel.event('file-ended')).reason, 'withdrawn');
    const second = await offered();
    assert.equal((await oriel.act('--cancel-file', String(second.file))).code, 0);
    assert.deepEqual(await client.notice('file'),
        {type: 'file', event: 'ended', file: second.file, reason: 'cancelled'});
    const third = await offered();
    client.socket.terminate();
    const back = await begin(oriel, 'POST', 'resume', {body: JSON.stringify({resume: client.resumeToken})}).answer;
    client = await connectRfb(oriel, {...back.json, protocols: ['oriel']});
    assert.deepEqual(await client.notice('file'), third);
    const {status, body} = await fetchFile(oriel, third.ticket).answer;
    assert.deepEqual([status, body.length], [200, 0]);
    assert.equal((await client.notice('file')).reason, 'done');
    writeFileSync(path, 'x');
    const fourth = await offered();
    writeFileSync(path, 'another one');
    assert.deepEqual((await fetchFile(oriel, fourth.ticket).answer).json, {reason: 'not-readable'});
    await oriel.stop();
});
