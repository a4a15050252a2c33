// Which way to the host is taken.

import assert from 'node:assert/strict';
import test from 'node:test';
import {setImmediate as settled} from 'node:timers/promises';

import {Dialler} from '../../resources/web/src/dial.js';

/** A dialler whose sockets and requests are written down and do nothing by themselves. */
function world(t) {
    const made = [];
    const before = globalThis.WebSocket;
    globalThis.WebSocket = class {
        constructor(address, protocols) {
            Object.assign(this, {address, protocols, readyState: 0});
            made.push(this);
        }

        close() {
            this.readyState = 3;
            this.onclose({code: 1006});
        }
    };
    t.after(() => (globalThis.WebSocket = before));
    t.mock.method(globalThis, 'fetch', (path, {body}) => {
        const request = {path, body};
        made.push(request);
        return new Promise((resolve, reject) => {
            request.fail = reject;
        });
    });
    const dialler = new Dialler('wss://host/websockify');
    return {made, dial: way => dialler.dial(way, {notice: () => {}})};
}

async function refuse(socket) {
    if (socket.fail)
        socket.fail(new TypeError('refused'));
    else
        socket.onclose({code: 1006});
    await settled();
    await new Promise(resolve => {
        setTimeout(resolve); // behind the stand-in's, by which it tells of its end
    });
    await settled();
}

test('a ticket opens the WebSocket, as Oriel\'s page', t => {
    const {made, dial} = world(t);
    const channel = dial({ticket: 't 1'});
    assert.deepEqual([made[0].address, made[0].protocols],
        ['wss://host/websockify?ticket=t%201', ['oriel']]);
    channel.close();
});

test('a WebSocket that is refused is replaced by a stream, with the next ticket', async t => {
    const {made, dial} = world(t);
    dial({ticket: 'first'});
    await refuse(made[0]);
    dial({ticket: 'second'});
    assert.deepEqual([made[1].path, made[1].body], ['api/stream', '{"ticket":"second"}']);
    await refuse(made[1]);
    dial({ticket: 'third'});
    assert.equal(made[2].address, 'wss://host/websockify?ticket=third');
    await refuse(made[2]);
});

test('what opened once is kept, whatever happens later', async t => {
    const {made, dial} = world(t);
    dial({ticket: 'first'});
    made[0].onopen({});
    await settled();
    await refuse(made[0]);
    for (const number of [1, 2]) {
        dial({ticket: 'next'});
        assert.ok(made[number].address);
        await refuse(made[number]);
    }
});

test('whoever gives up waiting has learnt nothing', async t => {
    const {made, dial} = world(t);
    dial({ticket: 'first'}).close();
    await settled();
    dial({ticket: 'second'});
    assert.ok(made[1].address);
    await refuse(made[1]);
});

test('to any other server there is the WebSocket only', async t => {
    const {made, dial} = world(t);
    for (const number of [0, 1]) {
        dial({socket: 'wss://elsewhere/'});
        assert.deepEqual([made[number].address, made[number].protocols], ['wss://elsewhere/', []]);
        await refuse(made[number]);
    }
});
