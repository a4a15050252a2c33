// Tries that are prepared one by one and made all at once.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Reader, connect, readAnswer} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {RfbClient, openWebSocket, vncResponse} from '../lib/rfb.mjs';

/** A POST api/join that lacks its last byte: `fire()` sends it and tells the status. */
async function loadedPost(oriel, password, from) {
    const body = JSON.stringify({password});
    const request =
        `POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:${oriel.port}\r\nOrigin: ${oriel.origin}\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
    const socket = await connect(oriel.port, {from});
    const reader = new Reader(socket);
    socket.write(request.slice(0, -1));
    return {
        async fire() {
            socket.write(request.slice(-1));
            const {status} = await readAnswer(reader);
            socket.destroy();
            return status;
        },
    };
}

/** VNC Authentication up to its challenge: `fire()` answers it and tells 0 or the reason. */
async function loadedResponse(oriel, password, from) {
    const client = new RfbClient(await openWebSocket(oriel, {from}));
    assert.deepEqual(await client.greet(), [2]);
    client.send([2]);
    const response = vncResponse(await client.bytes(16), password);
    return {
        async fire() {
            client.send(response);
            return (await client.bytes(4)).readUInt32BE(0) === 0 ? 0 : client.reason();
        },
    };
}

const times = (count, make) => Promise.all(Array.from({length: count}, (_, i) => make(i)));

test('sockets opened first and fired at once get no more tries than one in sequence', async t => {
    const oriel = await startOriel(t);
    const posts = await times(15, () => loadedPost(oriel, 'WRONGPWD', '127.0.0.7'));
    const responses = await times(15, () => loadedResponse(oriel, 'WRONGPWD', '127.0.0.7'));
    const right = await loadedPost(oriel, oriel.password, '127.0.0.7');
    const outcomes = await Promise.all([...posts, ...responses].map(try_ => try_.fire()));
    const judged = outcomes.filter(outcome => [403, 'Wrong password.'].includes(outcome));
    const early = outcomes.filter(outcome => outcome === 429 || /^Too many/.test(outcome));
    assert.equal(judged.length, 3, outcomes.join());
    assert.equal(early.length, outcomes.length - 3, outcomes.join());
    assert.equal(await right.fire(), 429, 'the right one is not judged either');
    assert.ok(!oriel.hasEvent('password'), 'what is not judged is not counted');
    const elsewhere = await loadedPost(oriel, oriel.password, '127.0.0.8');
    assert.equal(await elsewhere.fire(), 200);
    await oriel.stop();
});

test('a fresh password fired from many sockets at once admits exactly one', async t => {
    const oriel = await startOriel(t, ['--max-viewers', '8']);
    const posts = await times(15, i => loadedPost(oriel, oriel.password, `127.0.1.${i + 1}`));
    const responses = await times(15, i =>
        loadedResponse(oriel, oriel.password, `127.0.2.${i + 1}`)
    );
    const outcomes = await Promise.all(
        // In turns, so that neither way is first as a whole.
        posts.flatMap((post, i) => [post, responses[i]]).map(try_ => try_.fire())
    );
    const admitted = outcomes.filter(outcome => outcome === 200 || outcome === 0);
    assert.equal(admitted.length, 1, outcomes.join());
    const others = outcomes.filter(outcome => outcome === 410 || /^This password/.test(outcome));
    assert.equal(others.length, outcomes.length - 1, outcomes.join());
    assert.equal((await oriel.event('password')).reason, 'used');
    assert.ok(!oriel.hasEvent('password'), 'a spent password is no wrong try');
    await oriel.stop();
});
