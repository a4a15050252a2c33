// Proves that includes.mjs finds a forbidden edge of each kind, and lets the allowed ones through.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'node:test';

import {check} from './includes.mjs';

/** A folder with one file in it, which has one #include. */
function makeTree(t, file, include) {
    const root = mkdtempSync(join(tmpdir(), 'oriel-includes-'));
    t.after(() => rmSync(root, {recursive: true}));
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), `// A file.\n#include ${include}\n`);
    return root;
}

const forbidden = [
    ['ui/A.cpp', '"proxy/ProxyServer.h"'],
    ['ui/A.cpp', '"vnc/VncServer.h"'],
    ['proxy/A.h', '"vnc/VncServer.h"'],
    ['proxy/A.h', '"desktop/FrameStore.h"'],
    ['vnc/A.cpp', '"proxy/ProxyServer.h"'],
    ['vnc/A.cpp', '"desktop/x11/X11Capture.h"'],
    ['desktop/A.cpp', '"vnc/VncServer.h"'],
    ['session/A.h', '"app/Application.h"'],
    ['session/A.cpp', '<QWidget>'],
    ['session/A.cpp', '<openssl/rand.h>'],
    ['app/A.cpp', '"desktop/x11/X11Capture.h"'],
    ['app/A.cpp', '<rfb/rfb.h>'],
    ['desktop/A.cpp', '<libavcodec/avcodec.h>'],
    ['ui/A.cpp', '<X11/Xlib.h>'],
    ['desktop/A.cpp', '<xcb/xcb.h>'],
    ['desktop/fake/A.cpp', '"desktop/x11/X11Capture.h"'],
    ['desktop/linux/A.cpp', '"desktop/x11/X11Capture.h"'],
    ['app/A.cpp', '"desktop/linux/DBus.h"'],
];

const allowed = [
    ['app/A.cpp', '"vnc/VncServer.h"'],
    ['ui/A.cpp', '"session/Settings.h"'],
    ['proxy/A.cpp', '<openssl/x509.h>'],
    ['vnc/A.h', '<rfb/rfb.h>'],
    ['vnc/A.h', '"desktop/FrameStore.h"'],
    ['desktop/x11/A.cpp', '<xcb/damage.h>'],
    ['desktop/DesktopBackend.cpp', '"desktop/x11/X11Backend.h"'],
    ['desktop/x11/A.cpp', '"desktop/linux/DBus.h"'],
    ['session/A.h', '<QString>'],
];

for (const [file, include] of forbidden) {
    test(`${file} may not include ${include}`, t => {
        const {found} = check(makeTree(t, file, include));
        assert.equal(found.length, 1);
        assert.ok(found[0].startsWith(`${file}:2: ${include.slice(1, -1)}: `), found[0]);
    });
}

for (const [file, include] of allowed) {
    test(`${file} may include ${include}`, t => {
        assert.deepEqual(check(makeTree(t, file, include)), {files: 1, found: []});
    });
}

test('the exit code tells, also when there was nothing to read', t => {
    const exitCode = root => spawnSync(process.execPath,
        [new URL('includes.mjs', import.meta.url).pathname, root]).status;
    assert.equal(exitCode(makeTree(t, ...forbidden[0])), 1);
    assert.equal(exitCode(makeTree(t, ...allowed[0])), 0);
    assert.equal(exitCode(makeTree(t, 'docs/A.md', '"x.h"')), 1);
});
