// Oriel behind a web server, and what has to hold there whatever the server is.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {newPage, openLink, refuseWebSockets, startBrowser, waitForState} from './browser.mjs';
import {ask, bring, digest, namesIn} from './files.mjs';
import {request} from './http.mjs';
import {makeHome, startOriel} from './oriel.mjs';
import {connectRfb, openWebSocket} from './rfb.mjs';
import {eventually} from './wait.mjs';

const MIB = 1024 * 1024;
const fileSize = 40 * MIB;
/** Nothing follows an update that would push it out of a buffer on the way. */
const still = ['--display', 'fake:256x64,fps=0'];

/** Starts Oriel where `server` looks for it; `path` is what its public URL has behind the origin. */
export function shareBehind(t, server, path, args = [], options = {}) {
    const address = ['--listen', `127.0.0.1:${server.upstream}`, '--behind-proxy'];
    const url = ['--public-url', `${server.origin}${path}`];
    return startOriel(t, [...address, ...url, ...args], options);
}

/** `server` in the place of Oriel, for what speaks to a port. */
export const through = server => ({port: server.port, origin: server.origin});

/** A visit of the page over its WebSocket; `page.sockets` are the addresses that it opened. */
export async function visit(t, browser, link) {
    const page = await newPage(t, browser);
    page.sockets = [];
    page.on('websocket', socket => page.sockets.push(socket.url()));
    await openLink(page, link);
    await waitForState(page, 'connected');
    return page;
}

async function visitWithoutWebSocket(t, browser, link) {
    const page = await newPage(t, browser);
    const refusals = await refuseWebSockets(page);
    const streams = [];
    page.on('request', asked => asked.url().endsWith('/api/stream') && streams.push(asked.url()));
    await openLink(page, link);
    await waitForState(page, 'connected');
    assert.equal(await refusals(), 1);
    assert.equal(streams.length, 1);
}

/** Sends a large file by the page and finds it in `folder`. */
async function sendFile(page, home, folder) {
    const bytes = randomBytes(fileSize);
    const path = join(home, 'large.bin');
    writeFileSync(path, bytes);
    await page.setInputFiles('#files-input', path);
    const row = page.locator('#files-list li', {hasText: 'large.bin'});
    await row.locator('.file-state', {hasText: 'Sent'}).waitFor();
    assert.deepEqual(namesIn(folder), ['large.bin']);
    assert.equal(digest(readFileSync(join(folder, 'large.bin'))), digest(bytes));
}

/** Oriel that takes files of two viewers into `folder`. */
async function shareWithFiles(t, server) {
    const home = await makeHome(t);
    const folder = join(home.HOME, 'taken');
    mkdirSync(folder);
    const args = [...still, '--max-viewers', '2', '--take-files', '--files', folder];
    return {home, folder, oriel: await shareBehind(t, server, '/desk/', args, {home})};
}

/** All that the page does: over a WebSocket, with a file, and without a WebSocket. */
async function everythingPasses(t, server) {
    const {home, folder, oriel} = await shareWithFiles(t, server);
    assert.equal(oriel.share.link, `${server.origin}/desk/#${oriel.password}`);
    const browser = await startBrowser(t);
    const page = await visit(t, browser, oriel.share.link);
    const scheme = server.plain ? 'ws' : 'wss';
    assert.match(
        page.sockets.join(),
        new RegExp(`^${scheme}://127\\.0\\.0\\.1:${server.port}/desk/websockify\\?ticket=[^,]+$`)
    );
    await sendFile(page, home.HOME, folder);
    const {link} = await oriel.event('password');
    await visitWithoutWebSocket(t, browser, link);
    assert.deepEqual(page.problems, []);
    await oriel.stop();
}

/** A request to join as the page sends it. */
function requestJoin(server, origin, password) {
    return request(server.port, {
        plain: server.plain,
        method: 'POST',
        path: '/desk/api/join',
        headers: {'Origin': origin, 'Content-Type': 'application/json'},
        body: {password},
    });
}

async function joinStatus(...values) {
    return (await requestJoin(...values)).status;
}

/** What a viewer sends is with Oriel before it is whole. */
async function piecesPass(t, server) {
    const {folder, oriel} = await shareWithFiles(t, server);
    const answer = await requestJoin(server, server.origin, oriel.password);
    const {ticket, resume} = JSON.parse(answer.text);
    const path = `/desk/websockify?ticket=${ticket}`;
    const headers = {Origin: server.origin};
    const client = await connectRfb(through(server), {path, headers, ticket});
    const site = {...through(server), prefix: '/desk'};
    const announced = await ask(site, resume, 'half.bin', 2 * MIB).answer;
    assert.equal(announced.status, 200, announced.body.toString());
    const half = randomBytes(MIB);
    const length = {'Content-Length': 2 * MIB};
    const {asked, answer: end} = bring(site, announced.json.ticket, null, length);
    asked.write(half);
    await eventually(10000, 'half of the file on the disk', () =>
        namesIn(folder).some(name => statSync(join(folder, name)).size >= MIB / 2));
    asked.end(half);
    const {status} = await end;
    assert.ok(status === 200 || status === 201, `${status}`);
    client.cut();
    await oriel.stop();
}

/** Only pages of the public address talk to Oriel, and a viewer is who the server says. */
async function strangersAreTold(t, server) {
    const oriel = await shareBehind(t, server, '/desk/', ['--max-viewers', '2']);
    const path = '/desk/websockify';
    const {plain} = server;
    const stranger = 'https://elsewhere.example';
    await assert.rejects(openWebSocket(through(server), {plain, path, headers: {Origin: stranger}}),
        {status: 403});
    assert.equal(await joinStatus(server, stranger, oriel.password), 403);
    // Its own port's origin, which no browser that comes through the server has.
    assert.equal(
        await joinStatus(server, `http://127.0.0.1:${server.upstream}`, oriel.password), 403);
    const headers = {'Origin': server.origin, 'X-Forwarded-For': '203.0.113.9'};
    const client = await connectRfb(
        {port: server.port},
        {plain, path, headers, from: '127.0.0.9', password: oriel.password}
    );
    assert.equal((await oriel.event('viewer-connected')).address, '127.0.0.9');
    const {password} = await oriel.event('password');
    assert.equal(await joinStatus(server, server.origin, password), 200);
    client.cut();
    const bare = await request(server.port, {plain, path: '/desk'});
    assert.equal(bare.status, 308);
    assert.match(bare.headers.location, /\/desk\/$/);
    await oriel.stop();
}

/**
 * The tests of one server. `start(t, {tls, changes})` starts it with its file in docs/deployment;
 * `strip` are the replacements by which it strips the path.
 */
export function testServer(name, {start, strip, skip}) {
    test(`${name} with TLS, the path kept: pictures and files, without a WebSocket too`, {skip},
        async t => everythingPasses(t, await start(t, {tls: true})));

    test(`${name} without TLS, the path stripped: the same`, {skip},
        async t => everythingPasses(t, await start(t, {tls: false, changes: strip})));

    test(`${name}: a file is written while it is sent`, {skip},
        async t => piecesPass(t, await start(t, {tls: true})));

    test(`${name}: other origins are refused, and viewers have their own address`, {skip},
        async t => strangersAreTold(t, await start(t, {tls: true})));
}
