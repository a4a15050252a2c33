// ./dev bench: what sharing costs the host and how soon the viewer sees something.
//
//   node bench.mjs [--quick] [--write FILE]
//
// --quick measures less and for a shorter time; --write puts the table into FILE between its
// markers. The program measured is $ORIEL.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';

import {cpuTicks, keyInBrowser, keyInRawClient, linkToPicture, shareToLink} from './measures.mjs';

const quick = process.argv.includes('--quick');
const target = process.argv.includes('--write')
    ? process.argv[process.argv.indexOf('--write') + 1]
    : null;
const seconds = quick ? 10 : 60;
const starts = quick ? 3 : 11;
const pictures = quick ? 2 : 7;
const keys = quick ? 20 : 100;
const markers = ['<!-- bench: begin -->', '<!-- bench: end -->'];

/** Runs a measure with what it needs cleaned up behind it, as a test would. */
async function measured(title, measure) {
    process.stderr.write(`${title} …\n`);
    const ends = [];
    try {
        return await measure({after: action => ends.push(action)});
    } finally {
        for (const end of ends) await end();
    }
}

function quantile(values, q) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

function milliseconds(values) {
    const shown = q => quantile(values, q).toFixed(quantile(values, q) < 100 ? 1 : 0);
    return `${shown(0.5)} ms (90 %: ${shown(0.9)} ms, n = ${values.length})`;
}

function command(...words) {
    try {
        return execFileSync(words[0], words.slice(1), {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
    } catch {
        return '';
    }
}

function machine() {
    const system = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    const chromium = command(process.env.ORIEL_CHROMIUM || 'chromium', '--version').replace(
        / built on.*/,
        ''
    );
    return (
        `${cpus().length} cores of ${cpus()[0].model.trim()}, ` +
        `${Math.round(totalmem() / 2 ** 30)} GiB, ${system}, ` +
        `Linux ${command('uname', '-r').replace(/-.*/, '')}, ${chromium}, ` +
        command(process.env.ORIEL, '--version')
    );
}

function commit() {
    const root = new URL('../..', import.meta.url).pathname;
    const id = command('git', '-C', root, 'rev-parse', '--short=10', 'HEAD');
    const changed = command('git', '-C', root, 'status', '--porcelain', '--untracked-files=no');
    return changed ? `${id} with changes` : id;
}

const ticks = (count, span) =>
    `${count} ticks in ${span} s (${(count / span).toFixed(2)} % of a core)`;

const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
const idle = await measured('nobody connected', t => cpuTicks(t, {seconds}));
const still = await measured('a static screen with one viewer', t =>
    cpuTicks(t, {seconds, viewer: true})
);
const link = await measured('share to link', t => shareToLink(t, starts));
const picture = await measured('link to picture', t => linkToPicture(t, pictures));
const raw = await measured('key to changed picture, raw client', t => keyInRawClient(t, keys));
const browser = await measured('key to changed picture, Chromium', t => keyInBrowser(t, keys));

const table = [
    '| What | Measured |',
    '| --- | --- |',
    `| CPU time, sharing, nobody connected | ${ticks(idle, seconds)} |`,
    `| CPU time, static screen, one viewer in Chromium | ${ticks(still, seconds)} |`,
    `| Program started → link | ${milliseconds(link)} |`,
    `| Link opened in Chromium → first full picture | ${milliseconds(picture)} |`,
    `| Key → changed picture, raw client on loopback | ${milliseconds(raw)} |`,
    `| Key → changed picture, Chromium on loopback | ${milliseconds(browser)} |`,
    '',
    `Commit ${commit()}; ${machine()}; load before the run ${load}. ` +
        'A tick is 10 ms; medians unless said otherwise.',
].join('\n');
process.stdout.write(`${table}\n`);

if (target) {
    const text = readFileSync(target, 'utf8');
    const [from, to] = [text.indexOf(markers[0]), text.indexOf(markers[1])];
    if (from < 0 || to < from)
        throw new Error(`${target} lacks the markers ${markers.join(' and ')}`);
    writeFileSync(
        target,
        `${text.slice(0, from + markers[0].length)}\n${table}\n${text.slice(to)}`
    );
}
