// What the page reads from its address, and the passwords in it.

import assert from 'node:assert/strict';
import test from 'node:test';

import {readParams} from '../../resources/web/src/params.js';
import {oneTimePassword, vncPassword} from '../../resources/web/src/password.js';

const page = 'https://host:6080/';
const vnc = `${page}vnc.html`;
const socketOf = (href, novnc = true) => readParams(href, novnc).socket;

test('the fragment is the password and leaves the address bar', () => {
    const {password, cleaned, direct} = readParams(`${page}#K7QM3XWP`, false);
    assert.equal(password, 'K7QM3XWP');
    assert.equal(cleaned, '/');
    assert.equal(direct, false);
});

test('index.html takes no parameters, from the query or the fragment', () => {
    const params = readParams(`${page}?host=evil&autoconnect=1&password=x`, false);
    assert.equal(params.password, '');
    assert.equal(params.direct, false);
    assert.equal(params.autoconnect, false);
    assert.equal(params.socket, 'wss://host:6080/websockify');
    assert.equal(readParams(`${page}#a=b&password=c`, false).password, 'a=b&password=c');
});

test('a public address may carry a path and only the password is added', () => {
    const params = readParams('https://h/x/vnc.html?path=/websockify#K7QM3XWP', true);
    assert.equal(params.password, 'K7QM3XWP');
    assert.equal(params.direct, true);
    assert.equal(params.socket, 'wss://h/websockify');
    assert.equal(params.cleaned, '/x/vnc.html?path=/websockify');
});

test('the fragment goes before the query; the password alone is removed', () => {
    const href = `${vnc}?quality=3&password=q&view_only=1#quality=9&password=f&shared=false`;
    const params = readParams(href, true);
    assert.equal(params.quality, 9);
    assert.equal(params.password, 'f');
    assert.equal(params.viewOnly, true);
    assert.equal(params.shared, false);
    assert.equal(params.cleaned, '/vnc.html?quality=3&view_only=1#quality=9&shared=false');
});

test('each of host, port, path and password alone means VNC Authentication', () => {
    for (const query of ['host=a', 'port=1', 'path=p', 'password=w'])
        assert.equal(readParams(`${vnc}?${query}`, true).direct, true, query);
    for (const query of ['', 'autoconnect=1', 'encrypt=1', 'host=', 'view_only=1'])
        assert.equal(readParams(`${vnc}?${query}`, true).direct, false, query);
});

test('path is relative to the page, or to the root', () => {
    assert.equal(socketOf('https://h/a/b/vnc.html'), 'wss://h/a/b/websockify');
    assert.equal(socketOf('https://h/a/b/vnc.html?path=x/y%3Ftoken=1'), 'wss://h/a/b/x/y?token=1');
    assert.equal(socketOf('https://h/a/b/vnc.html?path=/x'), 'wss://h/x');
    assert.equal(socketOf('https://h/a/b/vnc.html?path=x:1'), 'wss://h/a/b/x:1');
    assert.equal(socketOf('https://h/a/b/vnc.html?port=5'), 'wss://h:5/websockify');
    assert.equal(socketOf('https://h:7/a/vnc.html?host=g'), 'wss://g/websockify');
    assert.equal(socketOf('https://h/a/vnc.html?host=g&port=5&path=x'), 'wss://g:5/x');
    assert.equal(socketOf('https://h/a/', false), 'wss://h/a/websockify');
});

test('the socket is as safe as the page unless the address says otherwise', () => {
    assert.equal(socketOf('http://localhost:8000/vnc.html'), 'ws://localhost:8000/websockify');
    assert.equal(socketOf('http://h/vnc.html?encrypt=1&host=g'), 'wss://g/websockify');
    assert.equal(socketOf('https://h/vnc.html?encrypt=0&host=g&port=80'), 'ws://g/websockify');
    assert.equal(socketOf('https://h/vnc.html?encrypt=no'), 'ws://h/websockify');
    assert.equal(socketOf('http://h/vnc.html?encrypt=1&host=g&port=443'), 'wss://g/websockify');
});

test('IPv6 hosts, with and without brackets', () => {
    assert.equal(socketOf(`${vnc}?host=::1&port=5900`), 'wss://[::1]:5900/websockify');
    assert.equal(socketOf(`${vnc}?host=%5B::1%5D`), 'wss://[::1]/websockify');
    assert.equal(socketOf('https://[fe80::1]:6080/vnc.html?port=7'), 'wss://[fe80::1]:7/websockify');
});

test('values out of range are as good as none', () => {
    const params = readParams(
        `${vnc}?quality=10&compression=-1&resize=huge&reconnect_delay=soon`, true);
    assert.equal(params.quality, 6);
    assert.equal(params.compression, 2);
    assert.equal(params.resize, 'scale');
    assert.equal(params.reconnectDelay, 5000);
    const good = readParams(
        `${vnc}?quality=0&compression=9&resize=remote&reconnect=true&reconnect_delay=100`, true);
    assert.equal(good.quality, 0);
    assert.equal(good.compression, 9);
    assert.equal(good.resize, 'remote');
    assert.equal(good.reconnect, true);
    assert.equal(good.reconnectDelay, 100);
});

test('an address that cannot be used still gives a page', () => {
    assert.equal(readParams(`${page}#100%`, false).password, '100%');
    assert.equal(readParams(`${vnc}?password=a+b%zz`, true).password, 'a+b%zz');
    for (const query of ['host=%20%20', 'host=a/b@c', 'port=99999', 'port=x'])
        assert.doesNotThrow(() => readParams(`${vnc}?${query}`, true), query);
    assert.equal(socketOf(`${vnc}?host=%20%20`), '');
});

test('one-time passwords as people type them', () => {
    for (const typed of ['K7QM3XWP', 'k7qm3xwp', 'K7QM-3XWP', ' k7qm 3xwp ', 'K7QM\u20133XWP'])
        assert.equal(oneTimePassword(typed), 'K7QM3XWP', typed);
    assert.equal(oneTimePassword('OoIiLl00'), '00111100');
    for (const typed of ['', 'K7QM3XW', 'K7QM3XWPA', 'K7QM3XWU', 'K7QM_3XWP', 'pässword'])
        assert.equal(oneTimePassword(typed), null, typed);
});

test('VNC Authentication gets reusable passwords untouched', () => {
    assert.equal(vncPassword('K7QM-3XWP'), 'K7QM3XWP');
    assert.equal(vncPassword('k7qm-3xwp'), 'K7QM3XWP');
    assert.equal(vncPassword(' k7qm 3xwp '), 'K7QM3XWP');
    for (const typed of ['k7qm3xwp', 'Secret12', 'abc-defg', 'pass word with-more', 'UUUU-UUUU', ''])
        assert.equal(vncPassword(typed), typed);
});
