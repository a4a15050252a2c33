// noVNC's wiki page "Proxying with nginx", word for word, with Oriel as the upstream: each of its
// lines has a test, and where a line can be left out, what happens then.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {shareBehind, through, visit} from '../lib/behind.mjs';
import {newPage, startBrowser, waitForState} from '../lib/browser.mjs';
import {frameOf} from '../lib/fake.mjs';
import {request} from '../lib/http.mjs';
import {connectRfb, openWebSocket} from '../lib/rfb.mjs';
import {eventually} from '../lib/wait.mjs';
import {missing, startNginx} from '../lib/webservers.mjs';
import {web} from '../lib/web.mjs';

const skip = await missing('nginx');
const still = ['--display', 'fake:256x64,fps=0'];

async function wiki(t, {tls = false, args = [], changes} = {}) {
    const file = tls ? 'nginx-wiki-tls.conf' : 'nginx-wiki.conf';
    const server = await startNginx(t, {file, tls, web, changes});
    const path = '/vncws/vnc.html?path=/websockify';
    return {server, oriel: await shareBehind(t, server, path, args)};
}

/** Opens the WebSocket through nginx as a page of the public address does. */
function upgrade(server, options = {}) {
    const headers = {Origin: server.origin};
    return openWebSocket(through(server), {plain: server.plain, headers, ...options});
}

async function opens(server, options) {
    (await upgrade(server, options)).terminate();
}

test('upstream vnc_proxy: its name comes as Host, and Oriel takes it', {skip}, async t => {
    const {server, oriel} = await wiki(t);
    await opens(server);
    await assert.rejects(upgrade(server, {headers: {Origin: 'http://elsewhere.example'}}),
        {status: 403});
    await assert.rejects(upgrade(server, {headers: {Origin: 'http://vnc_proxy'}}), {status: 403});
    await oriel.stop();
});

test('location /websockify: the slash of proxy_pass strips it, and without it stays', {skip},
    async t => {
        for (const changes of [[], [['http://vnc_proxy/;', 'http://vnc_proxy;']]]) {
            const {server, oriel} = await wiki(t, {changes});
            await opens(server);
            await opens(server, {path: '/websockify?token=any'});
            await oriel.stop();
        }
    });

for (const line of [
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection "upgrade";',
]) {
    test(`${line} passes the handshake, which fails without it`, {skip}, async t => {
        const {server, oriel} = await wiki(t, {changes: [[line, '']]});
        await assert.rejects(upgrade(server), ({status}) => status >= 200 && status < 500);
        await oriel.stop();
        const whole = await wiki(t);
        await opens(whole.server);
        await whole.oriel.stop();
    });
}

test('proxy_buffering off: an update of some hundred bytes comes at once', {skip}, async t => {
    const {server, oriel} = await wiki(t, {args: still});
    const {password} = oriel;
    const headers = {Origin: server.origin};
    const client = await connectRfb(through(server), {plain: true, headers, password});
    client.requestUpdate();
    await client.update();
    const before = frameOf(client);
    client.requestUpdate(true);
    client.key(0x61, true);
    client.key(0x61, false);
    await client.update();
    assert.ok(frameOf(client) > before);
    await oriel.program.end();
});

test('location /vncws: index, alias and try_files serve the page', {skip}, async t => {
    const {server, oriel} = await wiki(t);
    const get = path => request(server.port, {plain: true, path});
    const index = await get('/vncws/');
    const page = await get('/vncws/vnc.html');
    assert.deepEqual([index.status, page.status], [200, 200]);
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.equal(index.text, page.text);
    const [, script] = /<script[^>]* src="([^"]+)"/.exec(page.text);
    const {status, headers} = await get(`/vncws/${script}`);
    assert.equal(status, 200);
    assert.match(headers['content-type'], /javascript/);
    assert.equal((await get('/vncws/nothing.js')).status, 404);
    await oriel.stop();
});

test('the link that Oriel makes: one click, plain and by nginx alone', {skip}, async t => {
    const {server, oriel} = await wiki(t);
    assert.equal(
        oriel.share.link,
        `${server.origin}/vncws/vnc.html?path=/websockify#${oriel.password}`
    );
    const page = await visit(t, await startBrowser(t), oriel.share.link);
    assert.deepEqual(page.sockets, [`ws://127.0.0.1:${server.port}/websockify`]);
    assert.deepEqual(page.problems, []);
    await oriel.stop();
});

/** The wiki's kind of link; `mark` is what its parameters stand behind. */
async function wikiLink(t, {server, oriel}, mark) {
    const page = await newPage(t, await startBrowser(t));
    const values = {host: '127.0.0.1', port: server.port, password: oriel.password};
    const query = new URLSearchParams({...values, autoconnect: true});
    await page.goto(`${server.origin}/vncws/vnc.html${mark}${query}`);
    await waitForState(page, 'connected');
    assert.ok(!page.url().includes(oriel.password));
    assert.deepEqual(page.problems, []);
    await oriel.stop();
}

test('a link with host, port, password and autoconnect=true', {skip}, async t =>
    wikiLink(t, await wiki(t), '?'));

test('the same link with all that in the fragment, which nginx never sees', {skip}, async t =>
    wikiLink(t, await wiki(t), '#'));

test('the same over https with a certificate', {skip}, async t => {
    const {server, oriel} = await wiki(t, {tls: true});
    const page = await visit(t, await startBrowser(t), oriel.share.link);
    assert.deepEqual(page.sockets, [`wss://127.0.0.1:${server.port}/websockify`]);
    await oriel.stop();
});

test('https and the kind of link: the WebSocket is encrypted by itself', {skip}, async t =>
    wikiLink(t, await wiki(t, {tls: true}), '?'));

test('the click at /vncws/ finds no API there and goes on by the WebSocket', {skip}, async t => {
    const {server, oriel} = await wiki(t, {
        // The page is at /vncws/, and its own path leads to the WebSocket there.
        changes: [['location /websockify {', 'location /vncws/websockify {']],
    });
    const page = await visit(t, await startBrowser(t), `${server.origin}/vncws/#${oriel.password}`);
    assert.deepEqual(page.sockets, [`ws://127.0.0.1:${server.port}/vncws/websockify`]);
    await eventually(5000, 'a viewer', () => oriel.hasEvent('viewer-connected'));
    await oriel.stop();
});
