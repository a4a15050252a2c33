// A browser that was given the host's own authority takes the page without a warning.
import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';

import {newPage, startBrowser} from '../lib/browser.mjs';
import {makeHome, runOriel, startOriel} from '../lib/oriel.mjs';
import {run} from '../lib/programs.mjs';

test('Chromium trusts the page once the authority is installed, and not before', async t => {
    const home = await makeHome(t);
    const made = await runOriel(t, ['--make-ca'], {env: home});
    assert.equal(made.code, 0, made.stderr);
    const oriel = await startOriel(t, [], {home});
    const url = `https://127.0.0.1:${oriel.port}/`;

    const stranger = await startBrowser(t, await makeHome(t));
    const warned = await newPage(t, stranger, {ignoreHTTPSErrors: false});
    await assert.rejects(warned.goto(url), /ERR_CERT_AUTHORITY_INVALID/);

    const store = join(home.HOME, '.pki/nssdb');
    await mkdir(store, {recursive: true});
    const crt = join(home.XDG_DATA_HOME, 'oriel/ca.crt');
    await run('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
    await run('certutil', ['-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'Oriel', '-i', crt]);
    const page = await newPage(t, await startBrowser(t, home), {ignoreHTTPSErrors: false});
    const answer = await page.goto(url);
    assert.equal(answer.status(), 200);
    assert.equal((await answer.securityDetails()).issuer.startsWith('Oriel on'), true);
    await oriel.stop();
});
