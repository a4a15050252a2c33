// Wrong use and failures: one clear line, the right exit code, nothing on standard output.
import assert from 'node:assert/strict';
import net from 'node:net';
import {test} from 'node:test';

import {atEnd} from '../lib/cleanup.mjs';
import {Oriel, makeHome, runOriel, startOriel} from '../lib/oriel.mjs';

const fake = ['--headless', '--json', '--listen', '127.0.0.1:0', '--display', 'fake:256x64'];

const wrongUse = [
    ['--no-such-option'],
    ['surplus'],
    ['--headless', '--share'],
    ['--share', '--stop'],
    ['--kick'],
    ['--kick', 'x'],
    ['--kick', '0'],
    ['--allow', '-1'],
    [...fake, '--timeout', 'soon'],
    [...fake, '--timeout', '-1'],
    [...fake, '--timeout', 'nan'],
    [...fake, '--expire', '1e99'],
    [...fake, '--max-viewers', '0'],
    [...fake, '--max-viewers', 'many'],
    ['--headless', '--listen', '6080'],
    ['--headless', '--listen', '127.0.0.1:'],
    ['--headless', '--listen', '127.0.0.1:70000'],
    ['--headless', '--listen', 'nowhere.example:x'],
    ['--headless', '--listen', '::1:6080'],
    ['--headless', '--key', '/nowhere'],
    [...fake, '--public-url', 'ftp://x/'],
    [...fake, '--public-url', ''],
    [...fake, '--files', '/nowhere'],
    [...fake, '--files', '/dev/null'],
    [...fake, '--file-limit', '-1'],
    [...fake, '--file-limit', '1.5'],
    [...fake, '--file-limit', '1048577'],
    ['--take-files'],
    ['--take'],
    ['--take', '0'],
    ['--refuse-file', 'x'],
    ['--cancel-file', '-1'],
    ['--take', '1', '--refuse-file', '1'],
    ['--send-file', '/nowhere'],
    ['--send-file', '/dev/null'],
    ['--send-file', '/'],
];

for (const args of wrongUse) {
    test(`oriel ${args.filter(arg => !fake.includes(arg)).join(' ')} is a usage error`, async t => {
        const {code, stdout, stderr} = await runOriel(t, args);
        assert.equal(code, 2, stderr);
        assert.equal(stdout, '');
        assert.match(stderr, /^oriel: [^\n]+\n$/);
    });
}

test('a port in use', async t => {
    const server = net.createServer();
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    atEnd(t, () => server.close());
    const {port} = server.address();
    const {code, stdout, stderr} = await runOriel(t, [
        '--headless',
        '--json',
        '--display',
        'fake:256x64',
        '--listen',
        `127.0.0.1:${port}`,
    ]);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^oriel: [^\\n]*${port}[^\\n]*\\n$`));
    assert.match(stdout, /^(\{"event":"stopped","reason":"error"\}\n)?$/);
});

test('an address that is not ours', async t => {
    const {code, stderr} = await runOriel(t, [
        '--headless',
        '--display',
        'fake:256x64',
        '--listen',
        '192.0.2.1:6080',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /^oriel: [^\n]*192\.0\.2\.1[^\n]*\n$/);
});

test('no display', async t => {
    for (const display of [[], ['--display', ':987']]) {
        const {code, stderr} = await runOriel(t, [
            '--headless',
            '--json',
            '--listen',
            '127.0.0.1:0',
            ...display,
        ]);
        assert.equal(code, 1, stderr);
        assert.match(stderr, /^oriel: [^\n]*display[^\n]*\n$/i);
    }
});

test('a fake display that makes no sense', async t => {
    const {code, stderr} = await runOriel(t, [
        '--headless',
        '--listen',
        '127.0.0.1:0',
        '--display',
        'fake:0x0',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /^oriel: [^\n]+\n$/);
});

test('a second one on the default port takes the next free one', async t => {
    const share = ['--headless', '--json', '--display', 'fake:256x64'];
    const ports = [];
    for (let i = 0; i < 2; ++i) {
        const oriel = new Oriel(share, {env: await makeHome(t)});
        atEnd(t, () => oriel.program.end());
        ports.push(Number(new URL((await oriel.event('sharing')).link).port));
    }
    assert.ok(
        ports.every(port => port >= 6080 && port < 6180),
        ports.join()
    );
    assert.notEqual(ports[0], ports[1]);
});

test('standard output that nobody reads any more', async t => {
    const oriel = await startOriel(t);
    oriel.program.child.stdout.destroy();
    await oriel.act('--renew');
    const status = await oriel.act('--status');
    if (status.code === 0 && JSON.parse(status.stdout).state !== 'idle') await oriel.act('--stop');
    assert.equal((await oriel.exit()).signal, null, 'no death by SIGPIPE');
});
