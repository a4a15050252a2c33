// testssl.sh and sslscan, offline: what it finds and we do not accept is a failure. All of it takes a minute or
// two; without ORIEL_TESTSSL=all only what says most: the protocols and the server's defaults.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {startOriel} from '../lib/oriel.mjs';
import {run, scratch} from '../lib/programs.mjs';

const all = process.env.ORIEL_TESTSSL === 'all';

/** Findings that stay, and why. */
const accepted = new Map([
    ['cert_chain_of_trust', 'only a public authority can vouch for a name; Oriel shows the SHA-256'],
    ['cert_revocation', 'only a public authority can revoke'],
]);
/** About the machine testssl.sh runs on, not about us. */
const unrelated = ['engine_problem', 'old_fart'];

test('testssl.sh finds nothing that matters', async t => {
    const oriel = await startOriel(t);
    const report = join(await scratch(t), 'report.json');
    await run(
        'testssl',
        [
            ...['--quiet', '--color', '0', '--warnings', 'off', '--nodns', 'none'],
            ...(all ? [] : ['-p', '-S']),
            ...['--jsonfile', report, `https://127.0.0.1:${oriel.port}/`],
        ],
        {ms: 500000, anyExit: true, env: {...process.env, TERM: 'dumb'}}
    );
    const findings = JSON.parse(readFileSync(report, 'utf8'));
    const seen = new Map(findings.map(finding => [finding.id, finding]));
    assert.match(seen.get('TLS1_2')?.finding ?? '', /^offered/, 'it talked to us');
    assert.match(seen.get('TLS1_3')?.finding ?? '', /^offered/);
    const serious = findings.filter(
        ({id, severity}) =>
            ['MEDIUM', 'HIGH', 'CRITICAL', 'FATAL'].includes(severity) && !unrelated.includes(id)
    );
    assert.deepEqual(
        serious.filter(({id}) => !accepted.has(id)).map(({id, finding}) => `${id}: ${finding}`),
        []
    );
    for (const id of accepted.keys())
        assert.ok(
            serious.some(finding => finding.id === id),
            `${id} is accepted and no longer found`
        );
    await oriel.stop();
});

test('sslscan finds nothing that matters', async t => {
    const oriel = await startOriel(t);
    const address = `127.0.0.1:${oriel.port}`;
    const {stdout} = await run('sslscan', ['--no-colour', '--xml=-', address], {ms: 120000});
    const found = [...stdout.matchAll(/<(\w+) ([^>]*?)\/?>/g)].map(([, tag, fields]) => ({
        tag,
        ...Object.fromEntries([...fields.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
    }));
    const all = tag => found.filter(entry => entry.tag === tag);
    assert.deepEqual(
        all('protocol').map(({type, version, enabled}) => `${type} ${version}: ${enabled}`),
        ['ssl 2: 0', 'ssl 3: 0', 'tls 1.0: 0', 'tls 1.1: 0', 'tls 1.2: 1', 'tls 1.3: 1']
    );
    const suites = all('cipher');
    assert.ok(suites.length >= 6, 'suites of both versions');
    for (const {cipher, strength} of suites)
        assert.ok(['strong', 'acceptable'].includes(strength), `${cipher} is ${strength}`);
    assert.ok(all('heartbleed').length > 0, 'it looked');
    assert.ok(all('heartbleed').every(({vulnerable}) => vulnerable === '0'));
    assert.ok(all('group').every(({bits}) => Number(bits) >= 128));
    assert.equal(all('renegotiation')[0].supported, '0');
    assert.equal(all('pk')[0].error, 'false');
    await oriel.stop();
});
