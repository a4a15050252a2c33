// Viewers come, work, vanish and reconnect while the screen changes; the program stays as it was.
//   node soak.mjs --minutes 10 [--seed N]    behind a warm-up
// ORIEL names the program. Fails when memory, descriptors or threads grow faster than the bounds,
// time after time.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {parseArgs} from 'node:util';

import {Random} from '../fuzz/random.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {Passwords} from '../lib/passwords.mjs';
import {elapse} from '../lib/wait.mjs';
import {slope} from './slope.mjs';
import {visitUntil} from './visitor.mjs';

const visitors = 4;
const pace = 500; // ms between two samples
/** Before the first sample, in ms: whoever never comes back keeps a slot, and its timer, for 60 s. */
const warmUp = 80000;

/** How long the program keeps the slot of a viewer that vanished, and with it a timer's descriptor. */
const slotGrace = 60000;

/**
 * What may grow in an hour. A hundred bytes lost in each session make half a MiB; allocators take
 * longer to come to rest than a warm-up, and the address sanitizer's books never do.
 */
const bounds = {memory: 24, descriptors: 12, threads: 1};
const sanitizedMemory = 120;

/**
 * What seems to grow is watched as long again, so many times in all: an allocator takes MiBs at
 * once, which in a minute looks like a slope. A leak is there every time.
 */
const looks = 3;

// What the address sanitizer keeps for its reports would grow for the first quarter of an hour.
const sanitizer = [
    process.env.ASAN_OPTIONS,
    'quarantine_size_mb=8',
    'malloc_context_size=3',
    'detect_stack_use_after_return=0',
]
    .filter(Boolean)
    .join(':');

const {values} = parseArgs({
    options: {
        minutes: {type: 'string', default: '1'},
        seed: {type: 'string', default: String(Date.now() % 0x7fffffff)},
    },
});

/** Memory in MiB, descriptors without those of kept slots, and threads. */
function measure(pid, forgotten) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kept = forgotten.filter(time => Date.now() - time < slotGrace).length;
    const field = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    return {
        memory: field('VmRSS') / 1024,
        descriptors: readdirSync(`/proc/${pid}/fd`).length - kept,
        threads: field('Threads'),
    };
}

/** [seconds, value] pairs of each measure, for `time` ms. */
async function sample(pid, forgotten, time) {
    const began = Date.now();
    const samples = {memory: [], descriptors: [], threads: []};
    while (Date.now() < began + time) {
        await elapse(pace);
        const now = measure(pid, forgotten);
        const seconds = (Date.now() - began) / 1000;
        for (const [name, list] of Object.entries(samples)) list.push([seconds, now[name]]);
    }
    return samples;
}

/** Prints the lines; the names of those that surely grow too fast. */
function judge(samples) {
    const grows = ([name, list]) => {
        const {perHour, error, mean} = slope(list);
        console.log(
            `${name}: ${mean.toFixed(1)}${name === 'memory' ? ' MiB' : ''}, ` +
                `${perHour.toFixed(2)} ± ${error.toFixed(2)} an hour (bound ${bounds[name]}, ` +
                `${list.length} samples)`
        );
        return perHour - 2 * error > bounds[name];
    };
    return Object.entries(samples)
        .filter(grows)
        .map(([name]) => name);
}

/** The names of what grows in each look. */
async function findGrowth(pid, forgotten, time) {
    let growing = [];
    for (let look = 0; look < looks; ++look) {
        const found = judge(await sample(pid, forgotten, time));
        growing = look === 0 ? found : growing.filter(name => found.includes(name));
        if (growing.length === 0) break;
    }
    return growing;
}

test('viewers that come and go leave nothing behind', {timeout: Infinity}, async t => {
    const time = Number(values.minutes) * 60000;
    assert.ok(time > 0, 'a number of minutes');
    const oriel = await startOriel(
        t,
        ['--display', 'fake:800x600,fps=20'].concat(
            ['--max-viewers', '100', '--timeout', '0', '--expire', '0']
        ),
        {env: {QT_LOGGING_RULES: '*=false', ASAN_OPTIONS: sanitizer}}
    );
    console.log(`seed: ${values.seed}`);
    const counts = {sessions: 0, joined: 0, resumed: 0, notResumed: 0, left: 0, vanished: 0};
    const forgotten = []; // when somebody left for good without a word
    const passwords = new Passwords(oriel);
    let over = false;
    const visits = Array.from({length: visitors}, (_, i) =>
        visitUntil(() => over, {
            oriel,
            passwords,
            random: new Random(Number(values.seed) + i),
            counts,
            forgotten,
        })
    );
    if (readFileSync(`/proc/${oriel.pid}/maps`, 'utf8').includes('libasan'))
        bounds.memory = sanitizedMemory;
    const watch = elapse(warmUp).then(() => findGrowth(oriel.pid, forgotten, time));
    const growing = await Promise.race([watch, Promise.all(visits)]);
    over = true;
    await Promise.all(visits);
    console.log(`summary: ${Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(', ')}`);
    assert.ok(counts.sessions > 0, 'somebody came');
    assert.deepEqual(growing, [], 'what grows without end');
    await oriel.stop();
});
