// What the host's answers and close codes mean.

import assert from 'node:assert/strict';
import test from 'node:test';

import {join, readAnswer, resume} from '../../resources/web/src/api.js';
import {endOfCode, endOfJoin, endOfResume} from '../../resources/web/src/ends.js';

const refused = (reason, seconds = 0) => ({kind: 'refused', status: 400, reason, seconds});

test('an admission needs its ticket and its resume token', () => {
    const body = {ticket: 't', resume: 'r', viewOnly: true, clipboard: false, host: 'h'};
    assert.deepEqual(readAnswer(200, {...body, files: {limit: 7}}),
        {kind: 'admitted', ...body, fileLimit: 7});
    assert.deepEqual(readAnswer(200, {ticket: 't', resume: 'r'}), {
        kind: 'admitted', ticket: 't', resume: 'r', viewOnly: false, clipboard: false, host: '',
        fileLimit: 0,
    });
    assert.equal(readAnswer(200, {ticket: 't'}).kind, 'foreign');
});

test('anything but Oriel\'s JSON is somebody else', () => {
    for (const [status, body] of [[404, null], [200, 'hello'], [405, {error: 1}], [200, []],
        [500, {reason: 'wrong'}], [502, null]])
        assert.equal(readAnswer(status, body).kind, 'foreign', `${status}`);
});

test('only "wait" carries seconds, at least one', () => {
    assert.equal(readAnswer(429, {reason: 'wait', seconds: 8}).seconds, 8);
    assert.equal(readAnswer(429, {reason: 'wait'}).seconds, 1);
    assert.equal(readAnswer(403, {reason: 'wrong', seconds: 8}).seconds, 0);
});

test('requests are relative, JSON, and follow no redirect', async t => {
    const fetch = t.mock.method(globalThis, 'fetch', async () => ({
        status: 403, json: async () => ({reason: 'wrong'}),
    }));
    const {signal} = new AbortController();
    assert.deepEqual(await join('p w', signal),
        {kind: 'refused', status: 403, reason: 'wrong', seconds: 0});
    const [path, {method, headers, body, redirect}] = fetch.mock.calls[0].arguments;
    assert.equal(path, 'api/join');
    assert.equal(method, 'POST');
    assert.equal(headers['Content-Type'], 'application/json');
    assert.equal(body, '{"password":"p w"}');
    assert.equal(redirect, 'manual');
    await resume('token', signal);
    assert.equal(fetch.mock.calls[1].arguments[0], 'api/resume');
});

test('no answer, and an answer that is no JSON', async t => {
    const {signal} = new AbortController();
    const fetch = t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('down')));
    assert.equal((await join('x', signal)).kind, 'unreachable');
    fetch.mock.mockImplementation(async () => ({
        status: 404, json: () => Promise.reject(new SyntaxError('<')),
    }));
    assert.equal((await join('x', signal)).kind, 'foreign');
});

test('a request for a ticket gives up when the page does', async t => {
    t.mock.method(globalThis, 'fetch', (path, {signal}) => new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
    }));
    const steps = new AbortController();
    const answer = resume('token', steps.signal);
    steps.abort();
    assert.equal((await answer).kind, 'unreachable');
});

test('every close code of the host has its words; all others mean: reconnect', () => {
    const reasons = {1000: 'stopped', 4000: 'stopped', 4001: 'removed', 4002: 'inactivity',
        4003: 'expired', 4004: 'refused', 4005: 'stopped'};
    for (const [code, reason] of Object.entries(reasons))
        assert.equal(endOfCode(Number(code)).reason, reason, code);
    assert.equal(endOfCode(4005).text, 'end.gone');
    for (const code of [1001, 1005, 1006, 1011, 1012, 3000, 4006])
        assert.equal(endOfCode(code), null, `${code}`);
});

test('refusals of a password', () => {
    for (const reason of ['wrong', 'refused', 'full', 'used', 'expired'])
        assert.deepEqual(endOfJoin(refused(reason)), {reason});
    assert.deepEqual(endOfJoin(refused('malformed')), {reason: 'wrong'});
    assert.deepEqual(endOfJoin(refused('wait', 4)), {reason: 'wrong', text: 'end.wait', wait: 4});
});

test('refusals of a visit\'s token', () => {
    assert.equal(endOfResume(refused('wait', 4)), null);
    assert.deepEqual(endOfResume(refused('full')), {reason: 'full'});
    assert.deepEqual(endOfResume(refused('stopped')), {reason: 'stopped'});
    for (const reason of ['wrong', 'used', 'expired', 'refused', 'malformed'])
        assert.deepEqual(endOfResume(refused(reason)), {reason: 'lost', text: 'end.over'});
});
