// A certificate authority of the host's own: made by --make-ca, held to private names, and used.
import assert from 'node:assert/strict';
import {X509Certificate} from 'node:crypto';
import {readFileSync, statSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {connect} from '../lib/http.mjs';
import {filesBelow, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {run, scratch} from '../lib/programs.mjs';

async function makeAuthority(t) {
    const home = await makeHome(t);
    const made = await runOriel(t, ['--make-ca'], {env: home});
    assert.equal(made.code, 0, made.stderr);
    const folder = joinPath(home.XDG_DATA_HOME, 'oriel');
    return {home, made, pem: joinPath(folder, 'ca.pem'), crt: joinPath(folder, 'ca.crt')};
}

/** What `openssl verify` says of a certificate for `names`, which the authority's key signed. */
async function verify(t, {pem, crt}, names) {
    const folder = await scratch(t);
    const file = name => joinPath(folder, name);
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const out = ['-keyout', file('key'), '-out', file('request')];
    await run('openssl', ['req', '-new', ...curve, '-subj', '/CN=forged', ...out]);
    await writeFile(file('extensions'), `subjectAltName=${names}\n`);
    const authority = ['-CA', pem, '-CAkey', pem, '-CAcreateserial', '-CAserial', file('serial')];
    const leaf = ['-in', file('request'), '-extfile', file('extensions'), '-out', file('leaf')];
    await run('openssl', ['x509', '-req', '-days', '2', ...authority, ...leaf]);
    return run('openssl', ['verify', '-CAfile', crt, file('leaf')], {anyExit: true});
}

test('--make-ca makes one, once, readable by its owner alone', async t => {
    const {home, made, pem, crt} = await makeAuthority(t);
    const {fingerprint256} = new X509Certificate(readFileSync(crt));
    assert.ok(made.stdout.includes(crt) && made.stdout.includes(fingerprint256));
    assert.ok(!/PRIVATE/.test(readFileSync(crt, 'utf8')));
    const key = readFileSync(pem, 'utf8');
    const again = await runOriel(t, ['--make-ca'], {env: home});
    assert.equal(again.code, 0);
    assert.match(again.stdout, /^There is a certificate authority already\./);
    assert.equal(readFileSync(pem, 'utf8'), key);
    for (const file of filesBelow(home.XDG_DATA_HOME))
        assert.equal(statSync(file).mode & 0o777, 0o600, file);
});

test('the authority can vouch for private addresses and names only', async t => {
    const authority = await makeAuthority(t);
    for (const name of [
        'IP:192.168.1.5',
        'IP:10.1.2.3',
        'IP:172.31.0.1',
        'IP:100.100.0.1',
        'IP:169.254.3.4',
        'IP:127.0.0.1',
        'IP:::1',
        'IP:fd00::5',
        'IP:fe80::5',
        'DNS:desk.local',
        'DNS:desk.home.arpa',
        'DNS:localhost',
    ])
        assert.equal((await verify(t, authority, name)).code, 0, name);
    for (const name of [
        'DNS:example.com',
        'DNS:local.example.com',
        'DNS:notlocal',
        'DNS:desk.local,DNS:example.com',
        'IP:8.8.8.8',
        'IP:172.32.0.1',
        'IP:100.128.0.1',
        'IP:2001:db8::5',
    ]) {
        const {code, stdout, stderr} = await verify(t, authority, name);
        assert.notEqual(code, 0, name);
        assert.match(stdout + stderr, /permitted subtree violation/, name);
    }
});

test('its certificate is served, and trusted by who trusts the authority', async t => {
    const home = await makeHome(t);
    const before = await startOriel(t, [], {home});
    await before.stop();
    await runOriel(t, ['--make-ca'], {env: home});
    const crt = joinPath(home.XDG_DATA_HOME, 'oriel/ca.crt');
    const oriel = await startOriel(t, [], {home});
    assert.notEqual(oriel.share.sha256, before.share.sha256, 'the self-signed one is replaced');
    const socket = await connect(oriel.port);
    const leaf = new X509Certificate(socket.getPeerCertificate().raw);
    socket.destroy();
    assert.ok(leaf.verify(new X509Certificate(readFileSync(crt)).publicKey));
    assert.ok(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom) <= 398 * 86400000);
    const url = `https://127.0.0.1:${oriel.port}/`;
    const curl = (...args) => run('curl', ['-sS', '-o', '/dev/null', ...args], {anyExit: true});
    assert.equal((await curl('--cacert', crt, url)).code, 0);
    assert.equal((await curl(url)).code, 60, 'nobody else trusts it');
    await oriel.stop();
    const again = await startOriel(t, [], {home});
    assert.equal(again.share.sha256, oriel.share.sha256, 'made once');
    await again.stop();
});
