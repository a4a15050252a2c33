// Debian's Firefox, by WebDriver BiDi, which it speaks itself.
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import WebSocket from 'ws';

import {atEnd} from './cleanup.mjs';
import {EnginePage} from './engine.mjs';
import {makeHome} from './oriel.mjs';
import {scratch, start} from './programs.mjs';
import {eventually, within} from './wait.mjs';

const binary = '/usr/bin/firefox-esr';
export const firefoxIsThere = existsSync(binary);

/** Whatever it has to tell its makers ends at a closed port. */
const preferences = {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Calls of WebDriver BiDi by `call(method, parameters)`. */
async function connect(t, address) {
    const socket = new WebSocket(address);
    atEnd(t, () => socket.terminate());
    const waiting = new Map();
    socket.on('message', data => {
        const {id, type, result, error, message} = JSON.parse(data.toString());
        const {resolve, reject} = waiting.get(id) ?? {};
        waiting.delete(id);
        if (type === 'success') resolve?.(result);
        else reject?.(new Error(`${error}: ${message}`));
    });
    await within(
        20000,
        'a connection to Firefox',
        new Promise((resolve, reject) => {
            socket.once('open', resolve);
            socket.once('error', reject);
        })
    );
    let id = 0;
    return (method, params) =>
        within(
            60000,
            method,
            new Promise((resolve, reject) => {
                waiting.set(++id, {resolve, reject});
                socket.send(JSON.stringify({id, method, params}));
            })
        );
}

/** A window with nothing remembered in it; ended with the test. */
export async function startFirefox(t) {
    const env = await makeHome(t);
    const profile = await scratch(t, 'oriel-firefox-');
    const lines = Object.entries(preferences).map(
        ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`
    );
    await writeFile(join(profile, 'user.js'), lines.join(''));
    const options = ['--headless', '--no-remote', '--profile', profile];
    const program = start(t, binary, [...options, '--remote-debugging-port', '0', 'about:blank'], {
        env,
    });
    const address = await eventually(
        60000,
        () => `Firefox to listen: ${program.stderr}`,
        () => /BiDi listening on (ws:\S+)/.exec(program.stderr)?.[1]
    );
    const call = await connect(t, `${address}/session`);
    await call('session.new', {capabilities: {alwaysMatch: {acceptInsecureCerts: true}}});
    const {context} = (await call('browsingContext.getTree', {})).contexts[0];
    await call('browsingContext.setViewport', {context, viewport: {width: 1200, height: 860}});
    return new EnginePage({
        goto: url => call('browsingContext.navigate', {context, url, wait: 'complete'}),
        run: async (functionDeclaration, value) => {
            const {type, result, exceptionDetails} = await call('script.callFunction', {
                functionDeclaration,
                arguments: [{type: 'string', value}],
                awaitPromise: true,
                target: {context},
            });
            if (type !== 'success') throw new Error(exceptionDetails.text);
            return result.value;
        },
        act: actions => call('input.performActions', {context, actions}),
    });
}
