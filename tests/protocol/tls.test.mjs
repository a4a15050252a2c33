// Which TLS is spoken, tried with Node's own.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import tls from 'node:tls';

import {startOriel} from '../lib/oriel.mjs';

/** The protocol and suite that come about with these options, or the error's code. */
async function handshake(port, options) {
    const socket = tls.connect({port, host: '127.0.0.1', rejectUnauthorized: false, ...options});
    try {
        await once(socket, 'secureConnect');
        return {protocol: socket.getProtocol(), suite: socket.getCipher().standardName};
    } catch (error) {
        return {error: error.code};
    } finally {
        socket.destroy();
    }
}

const only = version => ({minVersion: version, maxVersion: version});
/** Old versions and suites have to be let by OpenSSL itself before a server can refuse them. */
const anything = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';

test('only TLS 1.2 and 1.3, only strong suites', async t => {
    const oriel = await startOriel(t);
    assert.equal((await handshake(oriel.port, {})).protocol, 'TLSv1.3');
    assert.equal((await handshake(oriel.port, only('TLSv1.2'))).protocol, 'TLSv1.2');
    for (const version of ['TLSv1', 'TLSv1.1'])
        assert.ok(
            (await handshake(oriel.port, {...only(version), ciphers: anything})).error,
            version
        );
    const strong = /^TLS_ECDHE_ECDSA_WITH_(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)$/;
    let taken = 0;
    for (const suite of tls.getCiphers().filter(name => !name.startsWith('tls_'))) {
        const {suite: agreed} = await handshake(oriel.port, {
            ...only('TLSv1.2'),
            ciphers: `${suite.toUpperCase()}:@SECLEVEL=0`,
        });
        if (!agreed) continue;
        assert.match(agreed, strong);
        ++taken;
    }
    assert.equal(taken, 3, 'AES of both sizes, ChaCha20');
    await oriel.stop();
});

test('keys are agreed on by elliptic curves alone', async t => {
    const oriel = await startOriel(t);
    for (const ecdhCurve of ['X25519', 'P-256', 'P-384'])
        assert.equal((await handshake(oriel.port, {ecdhCurve})).protocol, 'TLSv1.3', ecdhCurve);
    for (const ecdhCurve of ['ffdhe2048', 'ffdhe8192', 'P-521', 'X448'])
        assert.match((await handshake(oriel.port, {ecdhCurve})).error ?? '', /SSL/, ecdhCurve);
    await oriel.stop();
});
