// The stand-in for the WebSocket, with a host made of promises.

import assert from 'node:assert/strict';
import {ReadableStream} from 'node:stream/web';
import test from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';

import {OPCODE, clientFrame, joined} from '../../resources/web/src/frames.js';
import {StreamSocket} from '../../resources/web/src/stream.js';

const bytes = (...values) => Uint8Array.from(values);
const text = string => Uint8Array.from(string, character => character.charCodeAt(0));

/** Everything that is due has happened, what waits for a later turn included. */
async function settled() {
    for (let turns = 0; turns < 5; turns++)
        await turn();
    await new Promise(resolve => {
        setTimeout(resolve);
    });
    await turn();
}

function serverFrame(opcode, payload) {
    return joined([bytes(0x80 | opcode, payload.length), payload]);
}

/** A socket and the host that it speaks to; `host.sends` are the requests that wait for an answer. */
function connect(t, {status = 200, type = 'application/octet-stream'} = {}) {
    const host = {sends: [], events: []};
    const body = new ReadableStream({start: controller => (host.stream = controller)});
    t.mock.method(globalThis, 'fetch', (path, options) => {
        if (path === 'api/send') {
            return new Promise((resolve, reject) => {
                host.sends.push({...options, fail: reject, answer: code => resolve({status: code})});
            });
        }
        host.opening = {path, ...options};
        options.signal.addEventListener('abort', () => host.stream.error(new Error('aborted')));
        return Promise.resolve({status, headers: new Map([['Content-Type', type]]), body});
    });
    host.push = (opcode, payload) => host.stream.enqueue(serverFrame(opcode, payload));
    host.socket = new StreamSocket('the ticket');
    host.socket.onopen = () => host.events.push('open');
    host.socket.onerror = () => host.events.push('error');
    host.socket.onmessage = ({data}) => host.events.push(data);
    host.socket.onclose = ({code}) => host.events.push(code);
    return host;
}

async function open(t) {
    const host = connect(t);
    host.push(OPCODE.text, text('{"type":"stream","id":"secret"}'));
    await settled();
    host.events.length = 0;
    return host;
}

test('it opens with the ticket in the body, once the host has named the stream', async t => {
    const host = connect(t);
    await settled();
    assert.equal(host.opening.path, 'api/stream');
    assert.equal(host.opening.body, '{"ticket":"the ticket"}');
    assert.deepEqual([host.socket.readyState, host.events], [0, []]);
    host.push(OPCODE.text, text('{"type":"stream","id":"secret"}   '));
    await settled();
    assert.deepEqual([host.socket.readyState, host.events], [1, ['open']]);
    host.socket.close();
});

test('bytes, notices and the close code come in order', async t => {
    const host = await open(t);
    host.push(OPCODE.binary, bytes(1, 2));
    host.push(OPCODE.text, text('{"type":"screen"}'));
    host.push(OPCODE.close, bytes(4001 >> 8, 4001 & 255));
    await settled();
    assert.deepEqual(host.events, [bytes(1, 2), '{"type":"screen"}', 4001]);
    assert.equal(host.socket.readyState, 3);
});

test('one request is under way; what is sent meanwhile goes with the next', async t => {
    const host = await open(t);
    host.socket.send(bytes(1));
    host.socket.send(bytes(2));
    await settled();
    host.socket.send(bytes(3));
    host.push(OPCODE.ping, bytes(9));
    await settled();
    assert.equal(host.sends.length, 1);
    assert.deepEqual(host.sends[0].body,
        joined([clientFrame(OPCODE.binary, bytes(1)), clientFrame(OPCODE.binary, bytes(2))]));
    host.sends[0].answer(204);
    await settled();
    assert.deepEqual(host.sends[1].body,
        joined([clientFrame(OPCODE.binary, bytes(3)), clientFrame(OPCODE.pong, bytes(9))]));
    assert.deepEqual(host.sends.map(({headers}) =>
        [headers['Oriel-Stream'], headers['Oriel-Sequence']]), [['secret', '0'], ['secret', '1']]);
    host.sends[1].answer(204);
    await settled();
    assert.equal(host.sends.length, 2);
    host.socket.close();
});

test('what is too long for a request goes in several', async t => {
    const host = await open(t);
    const payload = Uint8Array.from({length: 70_000}, (_, index) => index % 253);
    host.socket.send(payload);
    host.socket.send(bytes(7));
    for (let number = 0; number < 3; number++) {
        await settled();
        assert.ok(host.sends[number].body.length <= 32 * 1024);
        host.sends[number].answer(204);
    }
    await settled();
    assert.deepEqual(joined(host.sends.map(({body}) => body)),
        joined([clientFrame(OPCODE.binary, payload), clientFrame(OPCODE.binary, bytes(7))]));
    host.socket.close();
});

test('a request that is refused or lost ends it, without a code', async t => {
    for (const happens of [send => send.answer(409), send => send.fail(new TypeError('lost'))]) {
        const host = await open(t);
        host.socket.send(bytes(1));
        await settled();
        happens(host.sends[0]);
        await settled();
        assert.deepEqual(host.events, [1006]);
        assert.ok(host.opening.signal.aborted, 'the host learns of it');
        t.mock.restoreAll();
    }
});

test('an answer that is no stream, or ends, is no connection', async t => {
    for (const how of [{status: 404}, {type: 'text/html'}]) {
        const host = connect(t, how);
        await settled();
        assert.deepEqual(host.events, ['error', 1006]);
        t.mock.restoreAll();
    }
    const host = await open(t);
    host.stream.close();
    await settled();
    assert.deepEqual(host.events, [1006]);
});

test('closing ends the stream, and says so only afterwards', async t => {
    const host = await open(t);
    host.socket.close(3000);
    assert.deepEqual([host.socket.readyState, host.events], [2, []]);
    host.socket.send(bytes(1));
    await settled();
    assert.deepEqual([host.socket.readyState, host.events, host.sends.length], [3, [3000], 0]);
    assert.ok(host.opening.signal.aborted);
});

test('a host that is silent for a minute is lost', async t => {
    const waits = [];
    const {setTimeout: wait} = globalThis;
    t.mock.method(globalThis, 'setTimeout', (what, ms, ...more) => {
        if (ms !== 60_000)
            return wait(what, ms, ...more);
        waits.push(what);
        return 0;
    });
    const host = await open(t);
    waits.at(-1)();
    await settled();
    assert.deepEqual(host.events, [1006]);
});
