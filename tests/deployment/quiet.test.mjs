// A screen on which nothing happens outlives a web server's patience, since Oriel pings every 25 s.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {shareBehind, through, visit} from '../lib/behind.mjs';
import {startBrowser} from '../lib/browser.mjs';
import {connectRfb} from '../lib/rfb.mjs';
import {elapse} from '../lib/wait.mjs';
import {missing, startNginx} from '../lib/webservers.mjs';
import {web} from '../lib/web.mjs';

const skip = await missing('nginx');
const silence = 200_000; // more than three times the limit
const path = '/vncws/vnc.html?path=/websockify';
const still = ['--display', 'fake:256x64,fps=0', '--max-viewers', '2'];

test('proxy_read_timeout 61s: a static screen outlives it by minutes', {skip}, async t => {
    const server = await startNginx(t, {file: 'nginx-wiki.conf', web});
    const oriel = await shareBehind(t, server, path, still);
    const page = await visit(t, await startBrowser(t), oriel.share.link);
    const {password} = await oriel.event('password');
    const client = await connectRfb(through(server), {
        plain: true, headers: {Origin: server.origin}, password,
    });
    client.requestUpdate();
    await client.update();
    let bytes = 0;
    let pings = 0;
    client.socket.on('message', () => ++bytes);
    client.socket.on('ping', () => ++pings);
    await elapse(silence);
    assert.equal(bytes, 0, 'nothing but pings');
    assert.ok(pings >= 7, `${pings} pings`);
    assert.equal(oriel.log.filter(({event}) => event === 'viewer-disconnected').length, 0);
    assert.equal(await page.getAttribute('#status', 'data-state'), 'connected');
    assert.equal(page.sockets.length, 1, 'never reconnected');
    client.requestUpdate();
    await client.update();
    await oriel.program.end();
});

test('a limit shorter than the time between pings cuts the same screen', {skip}, async t => {
    const server = await startNginx(t, {
        file: 'nginx-wiki.conf', web,
        changes: [['proxy_read_timeout 61s;', 'proxy_read_timeout 1s;']],
    });
    const oriel = await shareBehind(t, server, path, still);
    const client = await connectRfb(through(server), {
        plain: true, headers: {Origin: server.origin}, password: oriel.password,
    });
    await client.closed;
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    await oriel.program.end();
});
