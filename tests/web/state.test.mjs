// The page's states, and the waits between attempts to reconnect.

import assert from 'node:assert/strict';
import test from 'node:test';

import {MAX_ATTEMPTS, reconnectDelay} from '../../resources/web/src/backoff.js';
import {PageState} from '../../resources/web/src/state.js';

test('a visit from beginning to end, each step told once', () => {
    const state = new PageState();
    const told = [];
    state.addEventListener('change', () => told.push(state.name));
    const steps = ['connecting', 'connected', 'reconnecting', 'connected', 'ended', 'connecting',
        'ended', 'idle'];
    for (const name of steps)
        state.to(name);
    assert.deepEqual(told, steps);
});

test('details belong to one step only', () => {
    const state = new PageState();
    state.to('connecting', {text: 'connecting.consent'});
    assert.equal(state.details.text, 'connecting.consent');
    state.to('connecting');
    assert.deepEqual(state.details, {});
    state.to('ended', {reason: 'wrong'});
    state.to('connecting');
    assert.equal(state.details.reason, undefined);
});

test('steps that make no sense are errors and change nothing', () => {
    const state = new PageState();
    assert.throws(() => state.to('connected'));
    assert.throws(() => state.to('ended'));
    assert.equal(state.name, 'idle');
    state.to('connecting');
    assert.throws(() => state.to('reconnecting'));
    state.to('connected');
    assert.throws(() => state.to('connecting'));
    assert.throws(() => state.to('idle'));
    assert.equal(state.name, 'connected');
});

test('the first attempt comes at once, later ones ever later, up to a limit', () => {
    const middle = () => 0.5;
    assert.equal(reconnectDelay(0, middle), 0);
    const delays = Array.from({length: MAX_ATTEMPTS - 1}, (_, i) => reconnectDelay(i + 1, middle));
    assert.deepEqual(delays.slice(0, 6), [500, 1000, 2000, 4000, 8000, 15000]);
    assert.equal(Math.max(...delays), 15000);
    const total = delays.reduce((sum, delay) => sum + delay, 0);
    assert.ok(total > 5 * 60_000 && total < 15 * 60_000);
});

test('viewers of one host do not all come back at the same moment', () => {
    assert.equal(reconnectDelay(2, () => 0), 750);
    assert.equal(reconnectDelay(2, () => 1), 1250);
});
