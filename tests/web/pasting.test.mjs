// The keys that paste wait for the clipboard.

import assert from 'node:assert/strict';
import test from 'node:test';
import {setImmediate as settled} from 'node:timers/promises';

import {Pasting} from '../../resources/web/src/pasting.js';

/** Time that passes when a test says so. Node's own is another one in each of its versions. */
function handClock() {
    const timers = new Map();
    let now = 0;
    let last = 0;
    return {
        setTimeout: (call, ms) => {
            timers.set(++last, {call, at: now + ms});
            return last;
        },
        clearTimeout: id => timers.delete(id),
        tick: ms => {
            now += ms;
            for (const [id, {call, at}] of [...timers]) {
                if (at <= now && timers.delete(id))
                    call();
            }
        },
    };
}

/** A picture that gets keys, and a clipboard that is given when the test says so. */
function world(t, {mac = false, locks = []} = {}) {
    const listeners = {};
    const listen = (type, listener) => (listeners[type] = listener);
    const seen = []; // what everybody else who listens gets
    const given = [];
    const target = {dispatchEvent: event => seen.push(event)};
    const {setTimeout, clearTimeout, tick} = handClock();
    const globals = {
        setTimeout, clearTimeout,
        document: {
            addEventListener: listen,
            getElementById: () => ({contains: element => element === target}),
        },
        addEventListener: listen,
        KeyboardEvent: class {
            constructor(type, init) {
                Object.assign(this, init, {type});
            }
        },
    };
    for (const [name, value] of Object.entries(globals)) {
        const before = globalThis[name];
        globalThis[name] = value;
        t.after(() => (globalThis[name] = before));
    }
    const pasting = new Pasting(content => new Promise(resolve => {
        given.push({...content, done: resolve});
    }), {mac});
    pasting.on = true;
    const key = (type, name, init = {}) => {
        let passed = true;
        let prevented = false;
        listeners[type]({
            type, key: name, code: `Key${name.toUpperCase()}`, isTrusted: true, target,
            stopPropagation: () => (passed = false),
            preventDefault: () => (prevented = true),
            getModifierState: lock => locks.includes(lock),
            ...init,
        });
        return {passed, prevented};
    };
    return {
        pasting, given, key, tick,
        names: () => seen.map(event => `${event.type} ${event.key}`),
        seen,
        paste: text => listeners.paste({
            preventDefault: () => {},
            clipboardData: {files: [], getData: () => text},
        }),
        leave: () => listeners.blur({isTrusted: true}),
    };
}

const ctrl = {ctrlKey: true};

test('all keys wait until the desktop has the text, and come in order', async t => {
    const {given, key, names, paste} = world(t);
    const first = key('keydown', 'v', ctrl);
    assert.deepEqual(first, {passed: false, prevented: false}, 'the browser pastes');
    paste('words');
    assert.equal(given[0].text, 'words');
    assert.deepEqual(key('keyup', 'v', ctrl), {passed: false, prevented: true});
    key('keydown', 's', ctrl);
    assert.deepEqual(names(), []);
    given[0].done();
    await settled();
    assert.deepEqual(names(), ['keydown v', 'keyup v', 'keydown s']);
    assert.ok(key('keyup', 's', ctrl).passed);
});

test('lock keys are what they were', async t => {
    const {given, key, paste, seen} = world(t, {locks: ['NumLock']});
    key('keydown', 'v', ctrl);
    paste('words');
    given[0].done();
    await settled();
    assert.deepEqual([seen[0].modifierNumLock, seen[0].modifierCapsLock, seen[0].ctrlKey],
        [true, false, true]);
});

test('where the browser pastes nothing, or the desktop takes nothing, keys go on', async t => {
    const {key, names, paste, tick} = world(t);
    key('keydown', 'v', ctrl);
    tick(250);
    assert.deepEqual(names(), ['keydown v']);
    key('keydown', 'v', ctrl);
    paste('words');
    tick(8000);
    assert.deepEqual(names(), ['keydown v', 'keydown v']);
    await settled();
});

test('who leaves presses nothing any more', async t => {
    const {given, key, leave, names, paste, tick} = world(t);
    key('keydown', 'v', ctrl);
    paste('words');
    leave();
    given[0].done();
    await settled();
    tick(8000);
    assert.deepEqual(names(), []);
});

test('which keys paste', t => {
    const pastes = (options, ...press) => {
        const {key} = world(t, options);
        return !key('keydown', ...press).passed;
    };
    assert.ok(pastes({}, 'v', ctrl));
    assert.ok(pastes({}, 'V', {ctrlKey: true, shiftKey: true}));
    assert.ok(pastes({}, 'м', {ctrlKey: true, code: 'KeyV'}));
    assert.ok(pastes({}, 'Insert', {shiftKey: true}));
    assert.ok(pastes({mac: true}, 'v', {metaKey: true}));
    for (const other of [['v'], ['v', {metaKey: true}], ['v', {...ctrl, altKey: true}], ['c', ctrl],
        ['Insert', ctrl], ['k', {...ctrl, code: 'KeyV'}], ['v', {...ctrl, isTrusted: false}],
        ['v', {...ctrl, target: null}]])
        assert.ok(!pastes({}, ...other), JSON.stringify(other));
    assert.ok(!pastes({mac: true}, 'v', ctrl));
});

test('who may not bring anything has keys as ever', t => {
    const {key, pasting} = world(t);
    pasting.on = false;
    assert.ok(key('keydown', 'v', ctrl).passed);
});
