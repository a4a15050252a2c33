// A certificate of the host's own: served, followed when it is replaced, and never a reason to stop.
import assert from 'node:assert/strict';
import {X509Certificate} from 'node:crypto';
import {statSync} from 'node:fs';
import {copyFile, mkdir, readFile, rename, rm, symlink, writeFile} from 'node:fs/promises';
import {join as joinPath} from 'node:path';
import {test} from 'node:test';

import {makeCertificate} from '../lib/certificates.mjs';
import {admitted} from '../lib/fake.mjs';
import {connect} from '../lib/http.mjs';
import {filesBelow, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {run, scratch} from '../lib/programs.mjs';
import {eventually} from '../lib/wait.mjs';

async function served(port) {
    const socket = await connect(port);
    const {raw} = socket.getPeerCertificate();
    socket.destroy();
    return new X509Certificate(raw);
}

async function servedName(port) {
    return (await served(port)).subject;
}

/** What every way of replacing has to end with. `client` came in before. */
async function checkReplaced(oriel, client, name) {
    await eventually(15000, `the certificate ${name}`, async () =>
        (await servedName(oriel.port)).includes(`CN=${name}`)
    );
    const {fingerprint256} = await served(oriel.port);
    const status = JSON.parse((await oriel.act('--status')).stdout);
    assert.equal(status.sha256, fingerprint256);
    client.requestUpdate();
    await client.update();
}

test('--cert and --key are served, and reloaded without dropping a viewer', async t => {
    const folder = await scratch(t);
    const {cert, key} = await makeCertificate(folder, 'first');
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    assert.match(await servedName(oriel.port), /CN=first/);
    const client = await admitted(oriel);
    const next = await makeCertificate(folder, 'second');
    await copyFile(next.cert, `${cert}.new`);
    await copyFile(next.key, `${key}.new`);
    await rename(`${key}.new`, key);
    await rename(`${cert}.new`, cert);
    await eventually(15000, 'the second certificate', async () =>
        /CN=second/.test(await servedName(oriel.port))
    );
    client.requestUpdate();
    await client.update();
    await oriel.program.end();
});

test('links that are turned, as by certbot, are followed', async t => {
    const folder = await scratch(t);
    const [archive, live] = [joinPath(folder, 'archive/host'), joinPath(folder, 'live/host')];
    await mkdir(archive, {recursive: true});
    await mkdir(live, {recursive: true});
    const [cert, key] = [joinPath(live, 'fullchain.pem'), joinPath(live, 'privkey.pem')];
    const turn = async (link, target) => {
        await rm(link, {force: true});
        await symlink(joinPath('../../archive/host', target), link);
    };
    await makeCertificate(archive, 'first');
    await turn(cert, 'first.pem');
    await turn(key, 'first.key');
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    const client = await admitted(oriel);
    for (const name of ['second', 'third']) {
        await makeCertificate(archive, name);
        await turn(cert, `${name}.pem`);
        await turn(key, `${name}.key`);
        await checkReplaced(oriel, client, name);
    }
    await oriel.stop();
});

test('files that are overwritten, or go and come back, are followed', async t => {
    const folder = await scratch(t);
    const {cert, key} = await makeCertificate(folder, 'first');
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    const client = await admitted(oriel);
    const second = await makeCertificate(folder, 'second');
    const text = await readFile(second.cert);
    await writeFile(cert, text.subarray(0, 100));
    assert.match(await servedName(oriel.port), /CN=first/);
    await writeFile(cert, text);
    await copyFile(second.key, key);
    await checkReplaced(oriel, client, 'second');
    const third = await makeCertificate(folder, 'third');
    await rm(cert);
    await rm(key);
    assert.match(await servedName(oriel.port), /CN=second/);
    await copyFile(third.key, key);
    await copyFile(third.cert, cert);
    await checkReplaced(oriel, client, 'third');
    await oriel.stop();
});

test('a new pair that stays unusable is told once, and the old one stays', async t => {
    const folder = await scratch(t);
    const {cert, key} = await makeCertificate(folder, 'first');
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    const client = await admitted(oriel);
    const second = await makeCertificate(folder, 'second');
    await copyFile(second.cert, cert);
    const told = /^oriel: Keeping the certificate in use: The key in [^\n]+ does not belong [^\n]+\n$/;
    await eventually(15000, 'the trouble', () => told.test(oriel.stderr));
    assert.match(await servedName(oriel.port), /CN=first/);
    await copyFile(second.key, key);
    await checkReplaced(oriel, client, 'second');
    await oriel.stop({stderr: told});
});

/** Certificate and key that ended in 2020. */
async function makeExpired(folder) {
    const [cert, key] = [joinPath(folder, 'old.pem'), joinPath(folder, 'old.key')];
    const [request, settings] = [joinPath(folder, 'old.csr'), joinPath(folder, 'ca.conf')];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const out = ['-keyout', key, '-out', request];
    await run('openssl', ['req', '-new', ...curve, '-subj', '/CN=old', ...out]);
    await writeFile(joinPath(folder, 'index.txt'), '');
    await writeFile(
        settings,
        [
            '[ca]\ndefault_ca = authority',
            `[authority]\ndatabase = ${joinPath(folder, 'index.txt')}\nnew_certs_dir = ${folder}`,
            'default_md = sha256\npolicy = names\nrand_serial = yes',
            '[names]\ncommonName = supplied\n',
        ].join('\n')
    );
    const dates = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
    const files = ['-keyfile', key, '-in', request, '-out', cert];
    await run('openssl', ['ca', '-batch', '-selfsign', '-notext', '-config', settings, ...dates, ...files]);
    return {cert, key};
}

test('a certificate that has expired is served with a warning', async t => {
    const {cert, key} = await makeExpired(await scratch(t));
    const oriel = await startOriel(t, ['--cert', cert, '--key', key]);
    assert.match(await servedName(oriel.port), /CN=old/);
    await oriel.stop({stderr: /^oriel: The certificate in [^\n]+ has expired; renew it\.\n$/});
});

test('certificates that are missing, broken or for another key are clear errors', async t => {
    const folder = await scratch(t);
    const [one, two] = [await makeCertificate(folder, 'one'), await makeCertificate(folder, 'two')];
    const broken = joinPath(folder, 'broken.pem');
    await writeFile(broken, '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
    for (const [cert, key] of [
        ['/nowhere/cert.pem', one.key],
        [one.cert, '/nowhere/key.pem'],
        [broken, one.key],
        [one.cert, broken],
        [one.cert, two.key],
        [folder, one.key],
    ]) {
        const {code, stdout, stderr} = await runOriel(t, [
            '--headless',
            '--json',
            '--listen',
            '127.0.0.1:0',
            '--display',
            'fake:256x64',
            '--cert',
            cert,
            '--key',
            key,
        ]);
        assert.equal(code, 1, `${cert} ${key}: ${stderr}`);
        assert.match(stderr, /^oriel: [^\n]+\n$/);
        assert.match(stdout, /^(\{"event":"stopped","reason":"error"\}\n)?$/);
    }
    assert.equal(
        (await runOriel(t, ['--headless', '--cert', one.cert])).code,
        2,
        '--cert without --key'
    );
});

test('the self-signed identity is made once and kept private', async t => {
    const home = await makeHome(t);
    const first = await startOriel(t, [], {home});
    await first.stop();
    const second = await startOriel(t, [], {home});
    assert.equal(second.share.sha256, first.share.sha256);
    await second.stop();
    const files = filesBelow(home.HOME).filter(path => /\.(pem|key|crt)$/.test(path));
    assert.ok(files.length >= 1);
    for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600, file);
});
