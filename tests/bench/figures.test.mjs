// The bench's arithmetic: what becomes of frames and times that were noted.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';

import {scratch} from '../lib/programs.mjs';
import {Results, median, quantile, shown} from './numbers.mjs';
import {plan} from './plan.mjs';
import {plot} from './plot.mjs';
import {cpuTime, familyOf, listens, memory} from './processes.mjs';
import {cutHead, exactAfter} from './rest.mjs';
import {delivery} from './scenes.mjs';
import {gather, tables} from './tables.mjs';
import {judged} from './targets.mjs';

test('medians and quantiles leave out what was not seen', () => {
    assert.equal(median([3, 1, NaN, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.ok(Number.isNaN(median([])));
    assert.equal(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95), 10);
    assert.equal(quantile([5, NaN, 1], 0.5), 5);
});

test('figures are shown with three digits', () => {
    assert.deepEqual([0, 0.1234, 1.234, 12.34, 123.4, NaN, Infinity].map(shown), [
        '0', '0.123', '1.23', '12.3', '123', '–', '∞',
    ]);
});

test('a frame counts once, with its age, wherever the window ends', () => {
    const painter = {
        frames: [10, 20, 30, 40].map((at, index) => ({number: index + 1, at})),
    };
    const viewer = {
        frames: [
            {number: 1, at: 15, bytes: 100},
            {number: 2, at: 24, bytes: 300},
            {number: 4, at: 51, bytes: 700},
        ],
    };
    const all = delivery(painter, viewer, 5, 45);
    assert.equal(all.painted, 100);
    assert.equal(all.rate, 50); // the last arrived after the window
    assert.equal(all.share, 0.75);
    assert.deepEqual(all.ages, [5, 4, 11]);
    assert.equal(all.bytes, 200);
});

test('a picture is exact from the first dump that stays so', async t => {
    const folder = await scratch(t);
    const dump = async (name, pixel, after) => {
        const file = join(folder, name);
        await writeFile(file, Buffer.from(`P6\n1 1\n255\n${pixel}`));
        return {file, after};
    };
    const right = await dump('right', 'abc', 300);
    const screen = await cutHead(right.file);
    assert.equal(screen.toString(), 'abc');
    const wrong = await dump('wrong', 'abd', 200);
    const early = {...right, after: 100};
    assert.equal(await exactAfter([early, wrong, right, {...right, after: 400}], screen), 300);
    assert.equal(await exactAfter([early, wrong], screen), Infinity);
});

test('a family of processes is counted whole, the ended child too', async t => {
    const burn = 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done';
    const shell = spawn('sh', ['-c', `sh -c '${burn}'; echo done; sleep 60 & wait`], {
        stdio: ['ignore', 'pipe', 'ignore'],
    });
    t.after(() => familyOf([shell.pid]).forEach(pid => process.kill(pid)));
    await new Promise(resolve => shell.stdout.once('data', resolve));
    const family = familyOf([shell.pid]);
    assert.ok(cpuTime([shell.pid]) >= 20, `${cpuTime([shell.pid])} ms`);
    assert.ok(family.length >= 1 && !family.includes(process.pid));
    const mine = memory([process.pid]);
    assert.ok(mine > 5 && mine < 500, `${mine} MB`);
});

test('who listens is seen without a connection', async t => {
    const {createServer} = await import('node:net');
    const server = createServer(() => assert.fail('a connection'));
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const {port} = server.address();
    assert.ok(listens(process.pid, port));
    assert.ok(!listens(process.pid, port === 1 ? 2 : 1));
});

test('servers take turns to be first, and only what is asked for is planned', () => {
    const all = plan({repeats: 2, quick: false, only: ['light', 'typing'],
        servers: ['oriel', 'x0vncserver']});
    assert.deepEqual(all.map(({server}) => server),
        ['x0vncserver', 'oriel', 'oriel', 'x0vncserver']);
    assert.throws(() => plan({repeats: 1, quick: true, only: ['nonsense'], servers: ['oriel']}));
});

test('targets say what is kept, broken and not taken', () => {
    const results = new Results();
    results.add('light', 'typing', 'oriel', {cpu: [0.5, 9, 0.4]});
    results.add('light', 'typing', 'x0vncserver', {cpu: 1, keys: [1, 2]});
    results.add('light', 'scroll', 'oriel', {share: 90});
    results.add('light', 'drag', 'oriel', {restored: [200, Infinity, 300]});
    const of = what => judged(results).find(target => target.what === what);
    assert.equal(of('typing, CPU per frame').figure, 0.5);
    assert.equal(of('typing, CPU per frame').kept, true);
    assert.equal(of('scroll, frames delivered').kept, false);
    assert.equal(of('exact after any motion (the worst)').kept, false);
    assert.equal(of('drag, bytes').kept, null);
});

test('tables and plot show ratios to each peer', () => {
    const results = new Results();
    for (const [server, cpu] of [['oriel', 1], ['x0vncserver', 4], ['x11vnc', 5]])
        results.add('light', 'scroll', server, {cpu, startTime: 10 * cpu, keys: [cpu, 2 * cpu]});
    gather(results);
    const text = tables(results).join('\n');
    assert.match(text, /\| scroll \| \*Oriel ÷ x0vncserver\* \|.*\*0\.250\*/);
    assert.match(text, /\| x11vnc \+ websockify \| 50\.0 \|/);
    assert.match(plot(results), /<svg [^]*>0\.25<\/text>[^]*>0\.20<\/text>[^]*<\/svg>/);
});
