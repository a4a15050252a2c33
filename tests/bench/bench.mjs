// ./dev bench: Oriel and its peers side by side on the same screen contents.
//
//   node bench.mjs [--quick] [--only NAMES] [--servers NAMES] [--repeats N] [--json FILE] [--write FILE]
//
// --quick takes part of it for a shorter time; --only names scenes, groups (light, browser, crowd,
// line) or both; --json keeps every single figure; --write puts the tables into FILE between its
// markers and the plot beside it. The program measured is $ORIEL.
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parseArgs} from 'node:util';

import {startOriel} from '../lib/oriel.mjs';
import {startXvfb} from '../lib/xserver.mjs';
import {Results} from './numbers.mjs';
import {peerNames} from './peers.mjs';
import {plan} from './plan.mjs';
import {plot} from './plot.mjs';
import {browserVersion, measured, packageVersions, provenance, writeBetween} from './report.mjs';
import {gather, tables} from './tables.mjs';
import {targetTable} from './targets.mjs';

const {values: options} = parseArgs({
    options: {
        quick: {type: 'boolean', default: false},
        only: {type: 'string', default: ''},
        servers: {type: 'string', default: peerNames.join()},
        repeats: {type: 'string'},
        json: {type: 'string'},
        write: {type: 'string'},
    },
});

function list(text, known) {
    const names = text.split(',').filter(Boolean);
    const unknown = names.find(name => known && !known.includes(name));
    if (unknown) throw new Error(`there is no ${unknown}; known: ${known.join(', ')}`);
    return names;
}

const repeats = Number(options.repeats ?? (options.quick ? 1 : 3));
const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
const results = new Results();
const failures = [];

/** The time left as far as the jobs so far tell. */
function progress(index, count, began, title) {
    const minutes = (((Date.now() - began) / index) * (count - index)) / 60000;
    const left = index ? `, ${minutes.toFixed(1)} min left` : '';
    return `[${index + 1}/${count}${left}] ${title}`;
}

async function take(jobs, context) {
    const began = Date.now();
    for (const [index, job] of jobs.entries()) {
        try {
            await measured(progress(index, jobs.length, began, job.title), async t => {
                const rows = await job.measure(t, context);
                for (const [row, figures] of Object.entries(rows))
                    results.add(job.group, row, job.server, figures);
            });
        } catch (error) {
            process.stderr.write(`${job.title}: ${error.stack}\n`);
            failures.push(`${job.title}: ${error.message.split('\n')[0]}`);
        }
    }
}

function report() {
    const parts = [
        targetTable(results),
        ...tables(results),
        `Commit ${provenance(browserVersion(), ...packageVersions())}. Load before the run ${load}, ` +
            `${repeats} repeat${repeats === 1 ? '' : 's'}.`,
        ...failures.map(failure => `Not taken: ${failure}.`),
    ];
    return parts.join('\n\n');
}

await measured('an X server', async t => {
    const x = await startXvfb(t, 1920, 1080);
    const context = {x, quick: options.quick};
    // The first start makes the key and the certificate.
    await measured('a certificate', async inner => {
        await startOriel(inner, ['--display', x.display], {home: x.env});
    });
    const jobs = plan({
        repeats,
        quick: options.quick,
        only: list(options.only),
        servers: list(options.servers, peerNames),
    });
    await take(jobs, context);
});

gather(results);
if (options.json) writeFileSync(options.json, JSON.stringify(results));
process.stdout.write(`${report()}\n`);
if (options.write) {
    const image = 'images/performance.svg';
    writeFileSync(join(dirname(options.write), image), plot(results));
    const picture = `![Oriel's figures as shares of its peers'](${image})`;
    writeBetween(options.write, 'bench', `${picture}\n\n${report()}`);
}
process.exit(failures.length ? 1 : 0);
