// Modifiers that stay down after a tap, or until the next one.

import assert from 'node:assert/strict';
import test from 'node:test';

import {KEYS} from '../../resources/web/src/keysyms.js';
import {Modifiers} from '../../resources/web/src/modifiers.js';

function modifiers() {
    const sent = [];
    const named = keysym => Object.entries(KEYS).find(([, key]) => key[0] === keysym)[0];
    return {sent, keys: new Modifiers((keysym, _code, down) =>
        sent.push(`${named(keysym)} ${down ? 'down' : 'up'}`))};
}

test('one tap lasts for one key', () => {
    const {sent, keys} = modifiers();
    keys.tap('control', 0);
    keys.tap('shift', 100);
    assert.ok(keys.active);
    keys.used();
    assert.deepEqual(sent, ['control down', 'shift down', 'shift up', 'control up']);
    assert.ok(!keys.active);
    keys.used();
    assert.equal(sent.length, 4);
});

test('a second tap at once locks, a third lets go', () => {
    const {sent, keys} = modifiers();
    keys.tap('alt', 0);
    keys.tap('alt', 200);
    assert.equal(keys.state('alt'), 'locked');
    keys.used();
    assert.deepEqual(sent, ['alt down']);
    keys.tap('alt', 5000);
    assert.deepEqual(sent, ['alt down', 'alt up']);
    assert.equal(keys.state('alt'), 'up');
});

test('a second tap much later takes the first back', () => {
    const {sent, keys} = modifiers();
    keys.tap('super', 0);
    keys.tap('super', 1000);
    assert.deepEqual(sent, ['super down', 'super up']);
});

test('all are let go at once; of a lost connection nothing is sent', () => {
    const {sent, keys} = modifiers();
    let changes = 0;
    keys.addEventListener('change', () => ++changes);
    keys.tap('control', 0);
    keys.tap('control', 100);
    keys.tap('altGr', 200);
    keys.release();
    assert.deepEqual(sent.slice(2), ['altGr up', 'control up']);
    keys.tap('alt', 5000);
    sent.length = 0;
    keys.forget();
    assert.deepEqual(sent, []);
    assert.equal(keys.state('alt'), 'up');
    assert.equal(changes, 6);
});
