// Figures of the connection.

import assert from 'node:assert/strict';
import test from 'node:test';

import {Meter, bitRate, sparkline} from '../../resources/web/src/meter.js';

test('each second has what came in it, and the last round trip known', () => {
    const meter = new Meter();
    meter.received(1000);
    meter.received(500);
    meter.drawn();
    assert.deepEqual(meter.tick(), {bytes: 1500, frames: 1, roundTrip: null});
    meter.answered(12.5);
    assert.deepEqual(meter.tick(), {bytes: 0, frames: 0, roundTrip: 12.5});
    assert.deepEqual(meter.tick(), {bytes: 0, frames: 0, roundTrip: 12.5});
    meter.reset();
    assert.deepEqual(meter.history, []);
    assert.equal(meter.tick().roundTrip, null);
});

test('a minute is kept', () => {
    const meter = new Meter();
    for (let second = 1; second <= 75; second++) {
        meter.received(second);
        meter.tick();
    }
    assert.deepEqual([meter.history.length, meter.history[0].bytes, meter.history[59].bytes],
        [60, 16, 75]);
});

test('rates in the units of networks', () => {
    assert.equal(bitRate(0), '0 kbit/s');
    assert.equal(bitRate(1000), '8 kbit/s');
    assert.equal(bitRate(150_000), '1.2 Mbit/s');
    assert.equal(bitRate(5_000_000), '40 Mbit/s');
});

test('a graph ends at the right, the largest value at the top', () => {
    assert.equal(sparkline([0, 5, 10]), 'M58 19.0L59 10.0L60 1.0');
    assert.equal(sparkline([0, 0]), 'M59 19.0L60 19.0');
    assert.equal(sparkline([]), '');
});
