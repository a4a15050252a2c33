// vnc.html with noVNC's parameters: what each does to the connection.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import http from 'node:http';
import {extname, join} from 'node:path';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {newPage, startBrowser, waitForState} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {eventually} from '../lib/wait.mjs';
import {web} from '../lib/web.mjs';

const password = 'vnc-html-2026';

async function share(t, args = []) {
    const options = ['--password-file', '-', '--max-viewers', '8', ...args];
    const oriel = await startOriel(t, options, {input: password});
    return {oriel, browser: await startBrowser(t)};
}

/** Opens vnc.html with these parameters; `page.sockets` are the WebSockets that it opened. */
async function open(t, {oriel, browser}, query, {init} = {}) {
    const page = await newPage(t, browser);
    if (init) await page.addInitScript(init);
    page.sockets = [];
    page.on('websocket', socket => {
        const sent = [];
        socket.on('framesent', ({payload}) => sent.push(Buffer.from(payload)));
        page.sockets.push({sent});
    });
    await page.goto(`${oriel.origin}/vnc.html?${query}`);
    return page;
}

/** …and with its click, which needs no password in the field if the address has one. */
async function connected(t, host, query) {
    const page = await open(t, host, `${query}&autoconnect=1&password=${password}`);
    await waitForState(page, 'connected');
    return page;
}

const init = 12 + 1 + 16; // version, security type, answer to the challenge: ClientInit is next

/** What the page sent behind the handshake: ClientInit's byte, and SetEncodings' numbers. */
function beginning({sent}) {
    const all = Buffer.concat(sent);
    let at = init + 1;
    while (all[at] !== 2) {
        assert.equal(all[at], 0, 'SetPixelFormat'); // the only message before
        at += 20;
    }
    const count = all.readUInt16BE(at + 2);
    const encodings = Array.from({length: count}, (_, i) => all.readInt32BE(at + 4 + 4 * i));
    return {shared: all[init], encodings};
}

test('autoconnect needs no click, and without it there is one', async t => {
    const host = await share(t);
    const patient = await open(t, host, `password=${password}`);
    assert.equal(await patient.getAttribute('#status', 'data-state'), 'idle');
    assert.equal(await patient.inputValue('#password'), password);
    assert.ok(!patient.url().includes(password), 'not in the address bar');
    await patient.click('#connect');
    await waitForState(patient, 'connected');
    await connected(t, host, '');
    await host.oriel.stop();
});

/** The page as any web server has it, without Oriel: `asked` are the WebSockets that came. */
async function serveFiles(t) {
    const server = http.createServer(async (request, response) => {
        const {pathname} = new URL(request.url, 'http://any');
        const type = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css'};
        const body = await readFile(join(web, pathname)).catch(() => null);
        response.writeHead(body ? 200 : 404, {
            'Content-Type': type[extname(pathname)] ?? 'application/octet-stream',
        });
        response.end(body);
    });
    const asked = [];
    server.on('upgrade', (request, socket) => {
        asked.push(request.headers.host + request.url);
        socket.destroy();
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    atEnd(t, () => {
        server.close();
        server.closeAllConnections();
    });
    return {asked, port: server.address().port};
}

/** Playwright tells of no WebSocket that got nowhere. */
function noteAddress() {
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
        constructor(...args) {
            super(...args);
            window.address = this.url;
        }
    };
}

test('host, port, path and encrypt are where the WebSocket goes', async t => {
    const [web, other, browser] = [await serveFiles(t), await serveFiles(t), await startBrowser(t)];
    const oriel = {origin: `http://127.0.0.1:${web.port}`}; // no Oriel at all
    const at = async query => {
        const page = await open(t, {oriel, browser}, `${query}&autoconnect=1`, {init: noteAddress});
        await waitForState(page, 'ended', 'lost');
        return page.evaluate(() => window.address);
    };
    assert.equal(await at('path=websockify'), `ws://127.0.0.1:${web.port}/websockify`);
    assert.equal(await at('path=a/b%3Fc=d'), `ws://127.0.0.1:${web.port}/a/b?c=d`);
    assert.deepEqual(web.asked.map(url => url.replace(/^[^/]+/, '')), ['/websockify', '/a/b?c=d']);
    await at(`port=${other.port}`);
    await at(`host=localhost&port=${other.port}&path=x`);
    assert.deepEqual(other.asked,
        [`127.0.0.1:${other.port}/websockify`, `localhost:${other.port}/x`]);
    assert.equal(await at(`encrypt=1&port=${other.port}`), `wss://127.0.0.1:${other.port}/websockify`);
    assert.equal(await at(`encrypt=0&port=${other.port}`), `ws://127.0.0.1:${other.port}/websockify`);
});

test('shared, quality and compression are told to the server', async t => {
    const host = await share(t);
    const plain = await connected(t, host, '');
    const usual = beginning(plain.sockets[0]);
    assert.equal(usual.shared, 1);
    assert.ok(usual.encodings.includes(-32 + 6) && usual.encodings.includes(-256 + 2));
    const page = await connected(t, host, 'shared=0&quality=9&compression=7');
    const {shared, encodings} = beginning(page.sockets[0]);
    assert.equal(shared, 0);
    assert.ok(encodings.includes(-32 + 9) && encodings.includes(-256 + 7), encodings.join());
    await host.oriel.stop();
});

test('view_only: nothing that is pressed is sent', async t => {
    const host = await share(t);
    const messages = async query => {
        const page = await connected(t, host, query);
        const [{sent}] = page.sockets;
        const before = sent.length;
        await page.keyboard.press('a');
        await page.mouse.move(300, 300);
        await page.mouse.down();
        await page.mouse.up();
        return {page, pressed: () => sent.slice(before).some(data => [4, 5, 255].includes(data[0]))};
    };
    const looking = await messages('view_only=1');
    assert.equal(await looking.page.isVisible('#view-only'), true);
    const typing = await messages('view_only=0');
    await eventually(5000, 'a key', typing.pressed);
    assert.equal(looking.pressed(), false);
    await host.oriel.stop();
});

test('resize: remote asks for a desktop of this size, off shows it as it is', async t => {
    const host = await share(t);
    // SetDesktopSize. What is before ClientInit's end is no message: the answer to the challenge
    // begins with any byte.
    const asked = ({sockets: [{sent}]}) => {
        let at = 0;
        return sent.some(data => (at += data.length) - data.length > init && data[0] === 251);
    };
    const scaled = await connected(t, host, 'resize=scale');
    const still = await connected(t, host, 'resize=off');
    const width = page => page.evaluate(() =>
        Math.round(document.querySelector('#screen canvas').getBoundingClientRect().width));
    assert.equal(await width(still), 640);
    assert.ok((await width(scaled)) > 700);
    const remote = await connected(t, host, 'resize=remote');
    await eventually(5000, 'a wish for a size', () => asked(remote));
    assert.deepEqual([scaled, still].map(asked), [false, false]);
    await host.oriel.stop();
});

test('reconnect comes back after reconnect_delay, and not without', async t => {
    const host = await share(t);
    const cut = async query => {
        const page = await newPage(t, host.browser);
        const at = [];
        await page.routeWebSocket(/websockify/, socket => {
            at.push(performance.now());
            page.cut = () => socket.close({code: 1011});
            socket.connectToServer();
        });
        const more = `${query}&autoconnect=1&password=${password}`;
        await page.goto(`${host.oriel.origin}/vnc.html?${more}`);
        await waitForState(page, 'connected');
        page.cut();
        return {page, at};
    };
    const lost = await cut('reconnect=0');
    await waitForState(lost.page, 'ended', 'lost');
    const {page, at} = await cut('reconnect=1&reconnect_delay=700');
    await waitForState(page, 'reconnecting');
    await waitForState(page, 'connected');
    assert.ok(at[1] - at[0] >= 700, `${at[1] - at[0]} ms`);
    assert.equal(lost.at.length, 1);
    await host.oriel.stop();
});
