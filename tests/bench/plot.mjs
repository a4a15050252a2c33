// The plot of the page: Oriel's figures as shares of the peers', as bars on a logarithmic axis.
import {contestants} from './plan.mjs';

const panels = [
    {
        title: 'CPU per frame',
        group: 'light',
        figure: 'cpu',
        rows: ['typing', 'scroll', 'drag', 'video30', 'video60', 'flip'],
    },
    {
        title: 'Bytes per frame',
        group: 'light',
        figure: 'bytes',
        rows: ['typing', 'scroll', 'drag', 'video30', 'video60', 'flip'],
    },
    {
        title: 'Age of a frame, median',
        group: 'light',
        figure: 'age50',
        rows: ['typing', 'scroll', 'drag', 'video30', 'video60', 'flip'],
    },
    {
        title: 'Key → pixel, median',
        group: 'light',
        figure: 'keys.50',
        rows: ['idle', 'typing', 'scroll', 'drag', 'video30', 'video60'],
    },
    {
        title: 'Chromium: age, median',
        group: 'browser',
        figure: 'age50',
        rows: ['scroll', 'drag', 'video60'],
    },
    {
        title: 'Chromium: key → pixel, median',
        group: 'browser',
        figure: 'keys.50',
        rows: ['idle', 'scroll', 'drag', 'video60'],
    },
];

const peers = ['x0vncserver', 'x11vnc'];
const axis = {least: 0.01, most: 4, marks: [0.01, 0.03, 0.1, 0.3, 1, 3]};
const size = {column: 480, label: 70, bar: 9, gap: 8, head: 34, foot: 30, top: 62};

const style = `
    text { font: 12px system-ui, sans-serif; fill: #24313b }
    .title { font-weight: 600; font-size: 13px }
    .soft { fill: #5b6b77 }
    .ground { fill: #ffffff }
    .grid { stroke: #d9e0e5 }
    .one { stroke: #24313b }
    .bar0 { fill: #0a7d8c }
    .bar1 { fill: #c77d0a }
    @media (prefers-color-scheme: dark) {
        text { fill: #e4ebf0 }
        .soft { fill: #9fb0bc }
        .ground { fill: #10181f }
        .grid { stroke: #2c3a45 }
        .one { stroke: #e4ebf0 }
        .bar0 { fill: #3cb9c9 }
        .bar1 { fill: #eba83a }
    }`;

const plotWidth = size.column - size.label - 60;

/** Where a ratio lies, from the left of the plot. */
function along(ratio) {
    const share =
        (Math.log(ratio) - Math.log(axis.least)) / (Math.log(axis.most) - Math.log(axis.least));
    return plotWidth * Math.min(1, Math.max(0, share));
}

const rowHeight = peers.length * size.bar + size.gap;
const panelHeight = ({rows}) => size.head + rows.length * rowHeight + size.foot;
const text = (x, y, words, attributes = '') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${words}</text>`;
const line = (x, from, to, name) =>
    `<line x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${from}" y2="${to}" class="${name}"/>`;

function bars(results, {group, figure}, row, top) {
    return peers.flatMap((peer, index) => {
        const ratio =
            results.get(group, row, 'oriel', figure) / results.get(group, row, peer, figure);
        if (!(ratio > 0) || ratio === Infinity) return [];
        const [y, one, end] = [top + index * size.bar, along(1), along(ratio)];
        const width = Math.max(1, Math.abs(end - one));
        const words = ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2);
        const at = ratio < 1 ? end - 4 : end + 4;
        const anchor = `class="soft" font-size="9" text-anchor="${ratio < 1 ? 'end' : 'start'}"`;
        return [
            `<rect x="${Math.min(one, end).toFixed(1)}" y="${y}" width="${width.toFixed(1)}" ` +
                `height="${size.bar - 1}" class="bar${index}"/>`,
            text(at, y + size.bar - 1.5, words, `${anchor} style="font-size:9px"`),
        ];
    });
}

function panel(results, description, x, y) {
    const bottom = size.head + description.rows.length * rowHeight;
    const marks = axis.marks.flatMap(mark => [
        line(along(mark), size.head - 4, bottom, mark === 1 ? 'one' : 'grid'),
        text(along(mark), bottom + 14, `${mark}`, 'class="soft" text-anchor="middle"'),
    ]);
    const rows = description.rows.flatMap((row, index) => {
        const top = size.head + index * rowHeight + size.gap / 2;
        return [
            text(-10, top + size.bar + 4, row, 'text-anchor="end"'),
            ...bars(results, description, row, top),
        ];
    });
    return [
        `<g transform="translate(${x + size.label} ${y})">`,
        text(0, 16, description.title, 'class="title"'),
        ...marks,
        ...rows,
        '</g>',
    ];
}

/** The panels with the rows that were taken. */
function takenOf(results) {
    const isTaken = ({group, figure}, row) => !Number.isNaN(results.get(group, row, 'oriel', figure));
    return panels
        .map(one => ({...one, rows: one.rows.filter(row => isTaken(one, row))}))
        .filter(({rows}) => rows.length);
}

/** The plot as SVG text; legible on light and dark ground. */
export function plot(results) {
    const taken = takenOf(results);
    const parts = [];
    let y = size.top;
    for (let i = 0; i < taken.length; i += 2) {
        const pair = taken.slice(i, i + 2);
        pair.forEach((one, column) => {
            parts.push(...panel(results, one, column * size.column, y));
        });
        y += Math.max(...pair.map(panelHeight));
    }
    const legend = peers.flatMap((peer, index) => [
        `<rect x="${size.label + index * 230}" y="36" width="12" height="9" class="bar${index}"/>`,
        text(size.label + 18 + index * 230, 45, `÷ ${contestants[peer].name}`),
    ]);
    const width = 2 * size.column;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img">`,
        '<title>Oriel’s figures as shares of its peers’</title>',
        `<style>${style}</style>`,
        `<rect width="${width}" height="${y}" class="ground"/>`,
        text(size.label, 24, 'Oriel as a share of its peers: less than 1 is better', 'class="title"'),
        ...legend,
        ...parts,
        '</svg>',
        '',
    ].join('\n');
}
