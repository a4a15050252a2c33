// What fingers mean, told without a screen.

import assert from 'node:assert/strict';
import test from 'node:test';

import {Gestures} from '../../resources/web/src/gestures.js';

const NAMES = ['tap', 'hold', 'heldTap', 'dragStart', 'drag', 'dragEnd', 'scrollStart', 'scroll',
    'pinchStart', 'pinch', 'pinchEnd'];

function recognise(t) {
    let rested = null;
    t.mock.method(globalThis, 'setTimeout', wake => (rested = wake));
    t.mock.method(globalThis, 'clearTimeout', () => (rested = null));
    const told = [];
    const gestures = new Gestures(Object.fromEntries(NAMES.map(name =>
        [name, (...values) => told.push([name, ...values])])));
    return {gestures, told, names: () => told.map(([name]) => name),
        rest: () => rested?.()};
}

test('a tap is told where the finger came down, a second one close by says so', t => {
    const {gestures, told} = recognise(t);
    gestures.down(0, {x: 10, y: 10}, 0);
    gestures.move(0, {x: 14, y: 10});
    gestures.settled();
    gestures.up(0, 100);
    gestures.down(1, {x: 20, y: 10}, 200);
    gestures.up(1, 260);
    gestures.down(2, {x: 20, y: 10}, 900);
    gestures.up(2, 960);
    assert.deepEqual(told, [['tap', 1, {x: 10, y: 10}, false], ['tap', 1, {x: 20, y: 10}, true],
        ['tap', 1, {x: 20, y: 10}, false]]);
});

test('fingers that come and go one by one are one tap of them all', t => {
    const {gestures, told} = recognise(t);
    for (const id of [0, 1, 2])
        gestures.down(id, {x: 50 * id, y: 0}, 20 * id);
    for (const id of [1, 0, 2])
        gestures.up(id, 100);
    assert.deepEqual(told.map(([name, fingers]) => [name, fingers]), [['tap', 3]]);
});

test('fingers that stay long are no tap', t => {
    const {gestures, told} = recognise(t);
    gestures.down(0, {x: 0, y: 0}, 0);
    gestures.down(1, {x: 50, y: 0}, 20);
    gestures.up(0, 900);
    gestures.up(1, 900);
    assert.deepEqual(told, []);
});

test('held and lifted, held and moved', t => {
    const {gestures, told, rest, names} = recognise(t);
    gestures.down(0, {x: 5, y: 5}, 0);
    rest();
    gestures.up(0, 600);
    assert.deepEqual(names(), ['hold', 'heldTap']);
    gestures.down(0, {x: 5, y: 5}, 2000);
    rest();
    gestures.move(0, {x: 30, y: 5});
    gestures.settled();
    gestures.up(0, 3000);
    assert.deepEqual(names().slice(2), ['hold', 'dragStart', 'drag', 'dragEnd']);
    assert.deepEqual(told[3].slice(1), [{x: 5, y: 5}, {held: true, again: false}]);
    assert.deepEqual(told[4].slice(1), [{x: 30, y: 5}, {x: 25, y: 0}]);
});

test('a drag goes on when another finger comes, and ends with its own', t => {
    const {gestures, names} = recognise(t);
    gestures.down(0, {x: 0, y: 0}, 0);
    gestures.move(0, {x: 20, y: 0});
    gestures.settled();
    gestures.down(1, {x: 90, y: 0}, 50);
    gestures.up(1, 60);
    gestures.move(0, {x: 40, y: 0});
    gestures.settled();
    gestures.up(0, 70);
    assert.deepEqual(names(), ['dragStart', 'drag', 'drag', 'dragEnd']);
});

test('two fingers side by side scroll, apart pinch', t => {
    const {gestures, told, names} = recognise(t);
    const both = (ax, ay, bx, by) => {
        gestures.move(0, {x: ax, y: ay});
        gestures.move(1, {x: bx, y: by});
        gestures.settled();
    };
    const down = time => {
        gestures.down(0, {x: 0, y: 0}, time);
        gestures.down(1, {x: 100, y: 0}, time);
    };
    down(0);
    both(0, 20, 100, 20);
    both(0, 50, 100, 50);
    gestures.up(0, 300);
    gestures.up(1, 300);
    assert.deepEqual(names(), ['scrollStart', 'scroll', 'scroll']);
    assert.deepEqual(told.at(-1)[1], {x: 0, y: 30});
    told.length = 0;
    down(2000);
    both(-20, 0, 120, 0);
    both(-90, 0, 190, 0);
    gestures.up(1, 2300);
    gestures.up(0, 2300);
    assert.deepEqual(names(), ['pinchStart', 'pinch', 'pinch', 'pinchEnd']);
    assert.deepEqual(told[2].slice(1), [2, {x: 50, y: 0}, {x: 0, y: 0}]);
});

test('what the browser takes away ends without a click', t => {
    const {gestures, names, rest} = recognise(t);
    gestures.down(0, {x: 0, y: 0}, 0);
    gestures.cancel();
    rest();
    gestures.down(0, {x: 0, y: 0}, 2000);
    gestures.move(0, {x: 40, y: 0});
    gestures.settled();
    gestures.cancel();
    gestures.down(0, {x: 0, y: 0}, 4000);
    gestures.up(0, 4050);
    assert.deepEqual(names(), ['dragStart', 'drag', 'dragEnd', 'tap']);
});
