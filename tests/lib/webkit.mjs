// WebKitGTK, the engine nearest to Safari's, by the WebDriver that Debian has for it.
import {existsSync, readdirSync} from 'node:fs';

import {atEnd} from './cleanup.mjs';
import {EnginePage} from './engine.mjs';
import {freePort} from './ports.mjs';
import {start} from './programs.mjs';
import {eventually} from './wait.mjs';
import {startXvfb} from './xserver.mjs';

const driver = '/usr/bin/WebKitWebDriver';
const browser = ['4.1', '4.0', '6.0']
    .flatMap(version => readdirSync('/usr/lib').map(
        folder => `/usr/lib/${folder}/webkit2gtk-${version}/MiniBrowser`
    ))
    .find(path => existsSync(path));
export const webKitIsThere = existsSync(driver) && browser !== undefined;

/** The driver's answers by `call(method, path, body)`. */
function connect(port) {
    return async (method, path, body) => {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
            method,
            headers: {'Content-Type': 'application/json'},
            body: body && JSON.stringify(body),
        });
        const {value} = await response.json();
        if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
        return value;
    };
}

/** A window on an X server of its own; ended with the test. */
export async function startWebKit(t) {
    const {env} = await startXvfb(t, 1280, 960);
    Object.assign(env, {WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1'});
    if (process.getuid() === 0) env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = '1';
    const port = await freePort();
    const program = start(t, driver, [`--port=${port}`, '--host=127.0.0.1'], {env});
    const call = connect(port);
    await eventually(
        15000,
        () => `the driver to be ready: ${program.stderr}`,
        () => call('GET', '/status').catch(() => null)
    );
    const {sessionId} = await call('POST', '/session', {
        capabilities: {
            alwaysMatch: {
                'acceptInsecureCerts': true,
                'webkitgtk:browserOptions': {binary: browser, args: ['--automation']},
            },
        },
    });
    const path = `/session/${sessionId}`;
    atEnd(t, () => call('DELETE', path).catch(() => {}));
    await call('POST', `${path}/timeouts`, {script: 60000});
    return new EnginePage({
        goto: url => call('POST', `${path}/url`, {url}),
        run: (script, text) =>
            call('POST', `${path}/execute/async`, {
                script: `const [text, done] = arguments; (${script})(text).then(done);`,
                args: [text],
            }),
        act: actions => call('POST', `${path}/actions`, {actions}),
    });
}
