// What Oriel has to reach, line by line: the bound, the figure, and whether it is kept.
import {stalled} from './crowds.mjs';
import {lines} from './lines.mjs';
import {shown} from './numbers.mjs';
import {scenes} from './scenes.mjs';

const peer = 'x0vncserver'; // the better one in every row
/** A frame of hundreds may fall between two instants of measuring. */
const allFrames = 99.5;

const moving = scenes.filter(scene => scene !== 'idle');
const ours = results => (group, row, name) => results.get(group, row, 'oriel', name);
const ratio =
    (group, row, name, server = 'oriel') =>
    results =>
        results.get(group, row, server, name) / results.get(group, row, peer, name);
const own =
    (group, row, name, server = 'oriel') =>
    results =>
        results.get(group, row, server, name);

/** The worst of all single figures of these rows. */
const worst =
    (group, rows, name, servers = ['oriel']) =>
    results => {
        const all = rows.flatMap(row =>
            servers.flatMap(server => results.all(group, row, server, name))
        );
        return all.length ? Math.max(...all) : NaN;
    };

const atMost = (point, what, bound, value, unit = '× the peer') => ({
    point,
    what,
    bound: `≤ ${bound} ${unit}`,
    value,
    kept: figure => figure <= bound,
});
const atLeast = (point, what, bound, value, unit = '') => ({
    point,
    what,
    bound: `≥ ${bound} ${unit}`.trim(),
    value,
    kept: figure => figure >= bound,
});

const wire = [
    atMost(1, 'key → pixel, idle screen, p50', 0.5, ratio('light', 'idle', 'keys.50')),
    atMost(1, 'key → pixel, idle screen, p95', 0.5, ratio('light', 'idle', 'keys.95')),
    atMost(1, 'the same in Chromium, p50', 0.7, ratio('browser', 'idle', 'keys.50')),
    atMost(2, 'typing, CPU per frame', 0.6, ratio('light', 'typing', 'cpu')),
    atLeast(3, 'scroll, frames delivered', allFrames, own('light', 'scroll', 'share'), '%'),
    atMost(3, 'scroll, CPU per frame', 0.4, ratio('light', 'scroll', 'cpu')),
    atMost(3, 'scroll, bytes', 0.1, ratio('light', 'scroll', 'bytes')),
    atLeast(3, 'scroll in Chromium, frames/s', 28, own('browser', 'scroll', 'rate')),
    atMost(3, 'scroll in Chromium, age p50', 0.4, ratio('browser', 'scroll', 'age50')),
    atMost(3, 'scroll in Chromium, key → pixel p50', 0.4, ratio('browser', 'scroll', 'keys.50')),
    atLeast(4, 'drag, frames delivered', allFrames, own('light', 'drag', 'share'), '%'),
    atMost(4, 'drag, CPU per frame', 0.5, ratio('light', 'drag', 'cpu')),
    atMost(4, 'drag, bytes', 0.15, ratio('light', 'drag', 'bytes')),
    atLeast(4, 'drag in Chromium, frames/s', 1, ratio('browser', 'drag', 'rate'), '× the peer'),
    atMost(4, 'drag in Chromium, age p50', 0.6, ratio('browser', 'drag', 'age50')),
    atMost(4, 'drag in Chromium, key → pixel p50', 0.6, ratio('browser', 'drag', 'keys.50')),
    atLeast(5, 'video at 60, frames delivered', allFrames, own('light', 'video60', 'share'), '%'),
    atMost(5, 'video at 60, H.264, CPU per frame', 0.7, ratio('light', 'video60', 'cpu')),
    atMost(5, 'video at 60, H.264, bytes', 0.25, ratio('light', 'video60', 'bytes')),
    atLeast(5, 'video at 60, H.264, luma', 38, own('light', 'video60', 'luma'), 'dB'),
    atMost(5, 'video at 60, no H.264, CPU', 0.6, ratio('light', 'video60', 'cpu', 'oriel-jpeg')),
    atMost(5, 'video at 60, no H.264, bytes', 1, ratio('light', 'video60', 'bytes', 'oriel-jpeg')),
    atLeast(
        5,
        'video at 60, no H.264, PSNR',
        1,
        ratio('light', 'video60', 'psnr', 'oriel-jpeg'),
        '× the peer'
    ),
    atLeast(5, 'video at 60 in Chromium, frames/s', 55, own('browser', 'video60', 'rate')),
    atMost(5, 'video at 60 in Chromium, age p50', 0.6, ratio('browser', 'video60', 'age50')),
    atMost(
        6,
        'exact after any motion (the worst)',
        1000,
        worst('light', moving, 'restored', ['oriel', 'oriel-jpeg']),
        'ms'
    ),
    atMost(7, 'CPU, nobody connected', 0.005, own('light', 'idle', 'aloneCpu'), '% of a core'),
    atMost(7, 'CPU, static screen, one viewer', 0.1, own('light', 'idle', 'idleCpu'), '% of a core'),
    atMost(7, 'bytes, static screen (pings)', 50, own('light', 'idle', 'idleBytes'), 'a second'),
];

const crowds = ['video30', 'scroll'].flatMap(scene => {
    const row = size => `${scene}, ${size}`;
    const change = (name, from, to) => results =>
        ours(results)('crowd', row(to), name) / ours(results)('crowd', row(from), name);
    const share = own('crowd', row(8), 'slowestShare');
    return [
        atLeast(8, `${scene}, 8 viewers, frames of the slowest`, allFrames, share, '%'),
        atMost(8, `${scene}, CPU of 8 viewers`, 2, change('cpuShare', 1, 8), '× that of 1'),
        atLeast(8, `${scene}, with a stalled ninth, frames`, 0.98, change('slowest', 8, stalled), '× those without'),
        atMost(8, `${scene}, with a stalled ninth, CPU`, 1.1, change('cpuShare', 8, stalled), '× that without'),
    ];
});

const slow = Object.entries(lines).flatMap(([line, {roundTrip, only}]) => {
    const scroll = `scroll, ${line}`;
    if (only)
        return [atLeast(9, `${scroll}, frames/s`, 25, own('line', scroll, 'rate'))];
    const video = `video30, ${line}`;
    const exact = row => worst('line', [row], 'restored');
    return [
        atMost(9, `${video}, key → pixel p95`, roundTrip + 120, own('line', video, 'keys.95'), 'ms'),
        atMost(9, `${video}, exact after`, 2000, exact(video), 'ms'),
        atMost(9, `${scroll}, exact after`, 2000, exact(scroll), 'ms'),
    ];
});

const furtherViewer = results => {
    const at = size => ours(results)('crowd', `video30, ${size}`, 'memory');
    return (at(8) - at(1)) / 7;
};

const rest = [
    atMost(10, 'start → link', 300, own('start', '', 'startTime'), 'ms'),
    atMost(10, 'link → picture in Chromium', 0.7, ratio('browser', 'idle', 'pictureTime')),
    atMost(11, 'memory, one viewer (the most)', 100, worst('light', scenes, 'memory'), 'MB'),
    atMost(11, 'memory of each further viewer', 20, furtherViewer, 'MB'),
];

/** Every target as {point, what, bound, figure, kept}; `kept` is null for what was not taken. */
export function judged(results) {
    return [...wire, ...crowds, ...slow, ...rest].map(({point, what, bound, value, kept}) => {
        const figure = value(results);
        return {point, what, bound, figure, kept: Number.isNaN(figure) ? null : kept(figure)};
    });
}

export function targetTable(results) {
    const answer = {true: 'yes', false: '**no**', null: 'not taken'};
    const all = judged(results);
    const taken = all.filter(({kept}) => kept !== null);
    return [
        `### Targets: ${taken.filter(({kept}) => kept).length} of ${taken.length} kept`,
        '',
        '| | What | Bound | Measured | Kept |',
        '| --: | --- | --: | --: | --- |',
        ...all.map(
            ({point, what, bound, figure, kept}) =>
                `| ${point} | ${what} | ${bound} | ${shown(figure)} | ${answer[kept]} |`
        ),
    ].join('\n');
}
