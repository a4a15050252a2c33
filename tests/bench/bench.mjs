// ./dev bench: what sharing costs the host and how soon the viewer sees something.
//
//   node bench.mjs [--quick] [--write FILE]
//
// --quick measures less and for a shorter time; --write puts the table into FILE between its
// markers. The program measured is $ORIEL.
import {readFileSync} from 'node:fs';

import {cpuTicks, keyInBrowser, keyInRawClient, linkToPicture, shareToLink} from './measures.mjs';
import {browserVersion, measured, provenance, writeBetween} from './report.mjs';

const quick = process.argv.includes('--quick');
const target = process.argv.includes('--write')
    ? process.argv[process.argv.indexOf('--write') + 1]
    : null;
const seconds = quick ? 10 : 60;
const starts = quick ? 3 : 11;
const pictures = quick ? 2 : 7;
const keys = quick ? 20 : 100;

function quantile(values, q) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

function milliseconds(values) {
    const shown = q => quantile(values, q).toFixed(quantile(values, q) < 100 ? 1 : 0);
    return `${shown(0.5)} ms (90 %: ${shown(0.9)} ms, n = ${values.length})`;
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
    `Commit ${provenance(browserVersion())}; load before the run ${load}. ` +
        'A tick is 10 ms; medians unless said otherwise.',
].join('\n');
process.stdout.write(`${table}\n`);

if (target) writeBetween(target, 'bench', table);
