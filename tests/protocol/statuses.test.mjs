// The table of docs/SECURITY.md: what is sent, and the status it gets.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {Reader, connect, readAnswer, request} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';

const page = readFileSync(new URL('../../docs/SECURITY.md', import.meta.url), 'utf8');
const table = /<!-- statuses: begin -->\n([^]*?)<!-- statuses: end -->/.exec(page)[1];
const rows = [...table.matchAll(/^\| ([^|]+) \| `(.+)` \| (\d{3}) \|$/gm)].map(
    ([, what, text, status]) => ({what, text, status: Number(status)})
);

/** The bytes that a line of the table stands for. */
function bytesOf(text, {port, origin}) {
    const open = text.endsWith('…');
    const words = {
        '{host}': `Host: 127.0.0.1:${port}`,
        '{origin}': `Origin: ${origin}`,
        '{ws}':
            'Upgrade: websocket⏎Connection: Upgrade⏎Sec-WebSocket-Version: 13⏎' +
            'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '{port}': String(port),
    };
    const written = text
        .replace(/…$/, '')
        .replace(/\{(?:host|origin|ws|port)\}/g, word => words[word])
        .replace(/\{(\d+) ([^}]+)\}/g, (_, count, what) => what.repeat(Number(count)));
    return (open ? written : `${written}⏎⏎`).replaceAll('⏎', '\r\n');
}

async function answerTo(oriel, {text}) {
    const socket = await connect(oriel.port);
    socket.write(bytesOf(text, oriel));
    const answer = await readAnswer(new Reader(socket), {head: text.startsWith('HEAD')});
    socket.destroy();
    return answer;
}

test('every line of the table in docs/SECURITY.md', async t => {
    const lines = table.split('\n').filter(line => line.startsWith('| '));
    assert.equal(rows.length, lines.length - 1, 'each line but the title is understood');
    assert.ok(rows.length > 60);
    const oriel = await startOriel(t);
    await Promise.all(
        rows.map(async row => {
            const {status, headers} = await answerTo(oriel, row);
            assert.equal(status, row.status, row.what);
            assert.equal(headers.location, undefined, `${row.what}: no redirect`);
            if (status === 101) return;
            assert.match(headers['content-security-policy'] ?? '', /frame-ancestors/, row.what);
            assert.equal(headers['x-content-type-options'], 'nosniff', row.what);
            assert.equal(headers['referrer-policy'], 'no-referrer', row.what);
            if (status >= 400) assert.match(headers['cache-control'], /no-store/, row.what);
            if (status === 405) assert.ok(headers.allow, `${row.what}: what is allowed`);
        })
    );
    assert.equal((await request(oriel.port)).status, 200, 'still there');
    await oriel.stop();
});
