// Proves that includes.mjs finds a forbidden edge of each kind, and lets the allowed ones through.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'node:test';

const checker = new URL('includes.mjs', import.meta.url).pathname;

/** The exit code and output for a tree of one file with one #include. */
function checkOne(t, file, include) {
    const root = mkdtempSync(join(tmpdir(), 'oriel-includes-'));
    t.after(() => rmSync(root, {recursive: true}));
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), `// A file.\n#include ${include}\n`);
    const {status, stdout} = spawnSync(process.execPath, [checker, root], {encoding: 'utf8'});
    return {status, stdout};
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
        const {status, stdout} = checkOne(t, file, include);
        assert.equal(status, 1);
        assert.match(stdout, new RegExp(`^${file.replace('.', '\\.')}:2: `));
    });
}

for (const [file, include] of allowed) {
    test(`${file} may include ${include}`, t => {
        const {status, stdout} = checkOne(t, file, include);
        assert.equal(status, 0, stdout);
    });
}

test('a tree without sources is not taken for a clean one', t => {
    assert.equal(checkOne(t, 'docs/A.md', '"x.h"').status, 1);
});
