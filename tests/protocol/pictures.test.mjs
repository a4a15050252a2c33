// Pictures on the clipboard: api/clipboard and the notices that belong to it.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import https from 'node:https';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';

import {admitted, hostKeys, startRecording} from '../lib/fake.mjs';
import {Reader, connect, join, post, readAnswer} from '../lib/http.mjs';
import {chunk, chunksOf, makePng} from '../lib/png.mjs';
import {within} from '../lib/wait.mjs';

const limit = 8 * 1024 * 1024;
const picture = makePng(40, 30);

/** A request to api/clipboard as the page makes it: {status, body, type}. */
function clipboard(oriel, token, {method = 'GET', body, headers = {}} = {}) {
    const asked = https.request({
        host: '127.0.0.1',
        port: oriel.port,
        path: '/api/clipboard',
        method,
        rejectUnauthorized: false,
        agent: false,
        headers: {'Origin': oriel.origin, 'Oriel-Visit': token, ...headers},
    });
    const answer = new Promise((resolve, reject) => {
        asked.on('error', reject);
        asked.on('response', response => {
            const parts = [];
            response.on('data', part => parts.push(part));
            response.on('error', reject);
            response.on('end', () =>
                resolve({
                    status: response.statusCode,
                    type: response.headers['content-type'],
                    body: Buffer.concat(parts),
                })
            );
        });
    });
    asked.end(body);
    return within(15000, `an answer to ${method} api/clipboard`, answer);
}

const bring = (oriel, token, body, headers) =>
    clipboard(oriel, token, {method: 'POST', body, headers});

const viewer = oriel => admitted(oriel, {protocols: ['oriel']});

const copied = events => events.filter(event => event.type === 'clipboard');

/** The head of a POST with a body of this size, on a connection of its own. */
async function begin(oriel, token, size) {
    const socket = await connect(oriel.port);
    socket.write(
        `POST /api/clipboard HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\n` +
            `Origin: ${oriel.origin}\r\nOriel-Visit: ${token}\r\nContent-Length: ${size}\r\n\r\n`
    );
    return {socket, reader: new Reader(socket)};
}

test("the host's picture is told of, fetched, and nothing but a picture", async t => {
    const oriel = await startRecording(t);
    const client = await viewer(oriel);
    const token = client.resumeToken;
    assert.equal((await clipboard(oriel, token)).status, 404);
    client.tap(hostKeys.copyPicture);
    const {picture: size} = await client.notice('clipboard');
    const {status, type, body} = await clipboard(oriel, token);
    assert.deepEqual([status, type, body.length], [200, 'image/png', size]);
    assert.deepEqual(
        chunksOf(body).filter(name => !['pHYs', 'gAMA', 'sRGB', 'cHRM'].includes(name)),
        ['IHDR', 'IDAT', 'IEND']
    );
    await oriel.stop();
});

test("a viewer's picture is on the host before the key behind it, cleaned", async t => {
    const oriel = await startRecording(t);
    const client = await viewer(oriel);
    const talkative = makePng(40, 30, {
        extra: [
            chunk('tEXt', 'Author\0me'),
            chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1e6))])),
        ],
    });
    assert.equal((await bring(oriel, client.resumeToken, talkative)).status, 204);
    client.tap(0x76);
    const events = await oriel.inputOnce('the key', list => list.some(({keysym}) => keysym === 0x76));
    const order = events.filter(({type, keysym}) => type === 'clipboard' || keysym === 0x76);
    assert.equal(order[0].picture, picture.toString('base64'));
    await oriel.stop();
});

test('other viewers are told, also later ones; who brought it is not', async t => {
    const oriel = await startRecording(t, ['--max-viewers', '3']);
    const first = await viewer(oriel);
    oriel.password = (await oriel.event('password')).password;
    const second = await viewer(oriel);
    assert.equal((await bring(oriel, first.resumeToken, picture)).status, 204);
    assert.equal((await second.notice('clipboard')).picture, picture.length);
    assert.deepEqual((await clipboard(oriel, second.resumeToken)).body, picture);
    oriel.password = (await oriel.event('password')).password;
    const third = await viewer(oriel);
    assert.equal((await third.notice('clipboard')).picture, picture.length);
    assert.deepEqual(first.notices, []);
    await oriel.stop();
});

test('a text takes its place', async t => {
    const oriel = await startRecording(t);
    const client = await viewer(oriel);
    client.tap(hostKeys.copyPicture);
    await client.notice('clipboard');
    client.tap(hostKeys.copy);
    assert.equal((await client.notice('clipboard')).picture, 0);
    assert.equal((await clipboard(oriel, client.resumeToken)).status, 404);
    await oriel.stop();
});

test('what is too large on the host is told', async t => {
    const oriel = await startRecording(t);
    const client = await viewer(oriel);
    client.tap(hostKeys.copyTooMuch);
    assert.equal((await client.notice('clipboard')).tooLarge, true);
    await oriel.stop();
});

for (const args of [['--no-clipboard'], ['--view-only']]) {
    test(`${args} carries no picture`, async t => {
        const oriel = await startRecording(t, args);
        const client = await viewer(oriel);
        client.tap(hostKeys.copyPicture);
        client.tap(hostKeys.copyTooMuch);
        assert.equal((await clipboard(oriel, client.resumeToken)).status, 403);
        assert.equal((await bring(oriel, client.resumeToken, picture)).status, 403);
        for (let i = 0; i < 5; ++i) {
            client.requestUpdate(i > 0);
            await client.update();
        }
        assert.deepEqual(client.notices, []);
        assert.deepEqual(copied(await oriel.input()), []);
        await oriel.stop();
    });
}

test('only a connected viewer, from our own page', async t => {
    const oriel = await startRecording(t, ['--max-viewers', '2']);
    const client = await viewer(oriel);
    const token = client.resumeToken;
    for (const wrong of ['', 'A'.repeat(32), token.slice(1)]) {
        assert.equal((await clipboard(oriel, wrong)).status, 403);
        assert.equal((await bring(oriel, wrong, picture)).status, 403);
    }
    const elsewhere = {Origin: 'https://elsewhere.example'};
    assert.equal((await clipboard(oriel, token, {headers: elsewhere})).status, 403);
    assert.equal((await bring(oriel, token, picture, elsewhere)).status, 403);
    // Who has a ticket and has not come yet is not connected.
    oriel.password = (await oriel.event('password')).password;
    const {json} = await join(oriel);
    assert.equal((await clipboard(oriel, json.resume)).status, 403);
    assert.equal((await clipboard(oriel, token, {method: 'PUT'})).status, 405);
    await post(oriel, 'leave', {resume: token});
    assert.equal((await clipboard(oriel, token)).status, 403);
    assert.deepEqual(copied(await oriel.input()), []);
    await oriel.stop();
});

test('no picture, one too large, or one that would be: refused', async t => {
    const oriel = await startRecording(t);
    const {resumeToken: token} = await viewer(oriel);
    const bomb = makePng(1, 1, {said: {width: 16384, height: 16384}});
    for (const body of ['', 'no picture', picture.subarray(0, -20), bomb, Buffer.alloc(limit, 'x')])
        assert.equal((await bring(oriel, token, body)).status, 415);
    // Refused by their heads: strangers may send what a password takes, viewers a picture.
    for (const [who, size] of [['nobody', 4097], [token, limit + 1]]) {
        const {socket, reader} = await begin(oriel, who, size);
        assert.equal((await readAnswer(reader)).status, 413);
        socket.destroy();
    }
    assert.deepEqual(copied(await oriel.input()), []);
    const large = makePng(1500, 1500, {noise: randomBytes});
    assert.ok(large.length > 6e6);
    assert.equal((await bring(oriel, token, large)).status, 204);
    const events = await oriel.inputOnce('the large one', list => copied(list).length > 0);
    assert.ok(copied(events)[0].picture === large.toString('base64'));
    await oriel.stop();
});

test('of two at once the later one is meant', async t => {
    const oriel = await startRecording(t);
    const {resumeToken: token} = await viewer(oriel);
    const first = await begin(oriel, token, 1e6);
    first.socket.write(Buffer.alloc(200000));
    await clipboard(oriel, token); // what was sent before is read by the time this is answered
    const second = await begin(oriel, token, 1e6);
    await within(15000, 'the first to be cut', first.reader.rest());
    second.socket.destroy();
    assert.equal((await bring(oriel, token, picture)).status, 204);
    await oriel.stop();
});
