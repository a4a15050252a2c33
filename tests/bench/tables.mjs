// The figures as markdown tables: one a group, a line a server, and Oriel's ratios to each peer.
import {contestants} from './plan.mjs';
import {shown} from './numbers.mjs';

const milliseconds = name => [`${name}.50`, `${name}.95`];

/** Columns: title and the figures in it, with " / " between them; `plain` ones have no ratio. */
const groups = {
    light: {
        title: 'The light client',
        row: 'Scene',
        columns: [
            ['frames/s, of painted', ['rate', 'painted'], 'plain'],
            ['delivered %', ['share'], 'plain'],
            ['age p50 / p95, ms', ['age50', 'age95']],
            ['key → pixel p50 / p95, ms', milliseconds('keys')],
            ['CPU ms/frame', ['cpu']],
            ['viewer’s CPU ms/frame', ['viewerCpu'], 'plain'],
            ['KB/frame', ['bytes']],
            ['PSNR moving / luma, dB', ['psnr', 'luma'], 'plain'],
            ['exact pixels moving / at rest, %', ['movingExact', 'exact'], 'plain'],
            ['PSNR at rest, dB', ['still'], 'plain'],
            ['exact after ms', ['restored'], 'plain'],
            ['memory, MB', ['memory']],
            ['all cores busy, %', ['busy'], 'plain'],
        ],
    },
    start: {
        title: 'Starting, and a screen on which nothing happens',
        row: '',
        columns: [
            ['start → link, ms', ['startTime']],
            ['link → picture, light client, ms', ['pictureTime']],
            ['link → picture, Chromium, ms', ['browserPicture']],
            ['CPU, nobody connected, %', ['aloneCpu'], 'plain'],
            ['CPU, one viewer, %', ['idleCpu'], 'plain'],
            ['bytes/s, one viewer', ['idleBytes'], 'plain'],
        ],
    },
    browser: {
        title: 'Chromium',
        row: 'Scene',
        columns: [
            ['frames/s, of painted', ['rate', 'painted'], 'plain'],
            ['age p50 / p95, ms', ['age50', 'age95']],
            ['key → pixel p50 / p95, ms', milliseconds('keys')],
            ['page → picture, ms', ['pictureTime']],
            ['all cores busy, %', ['busy'], 'plain'],
        ],
    },
    crowd: {
        title: 'Many viewers (light clients)',
        row: 'Scene, viewers',
        columns: [
            ['frames/s of the slowest, of painted', ['slowest', 'painted'], 'plain'],
            ['frames/s, mean', ['meanRate'], 'plain'],
            ['age p50 / p95, ms', ['age50', 'age95']],
            ['CPU, % of a core', ['cpuShare']],
            ['viewers’ CPU, % of a core', ['viewersCpu'], 'plain'],
            ['memory, MB', ['memory']],
            ['all cores busy, %', ['busy'], 'plain'],
        ],
    },
    line: {
        title: 'Slow lines',
        row: 'Scene, line',
        columns: [
            ['frames/s', ['rate'], 'plain'],
            ['age p50 / p95, ms', ['age50', 'age95']],
            ['key → pixel p50 / p95, ms', milliseconds('keys')],
            ['KB/frame', ['bytes']],
            ['exact after ms', ['restored'], 'plain'],
            ['link → picture, ms', ['pictureTime']],
        ],
    },
};

/** What is measured in every scene, gathered: how the servers start. */
export function gather(results) {
    for (const server of results.names('light', 2)) {
        const all = name =>
            results.names('light', 1).flatMap(row => results.all('light', row, server, name));
        const of = (group, name) => results.all(group, 'idle', server, name);
        results.add('start', '', server, {
            startTime: all('startTime'),
            pictureTime: of('light', 'pictureTime'),
            browserPicture: of('browser', 'pictureTime'),
            aloneCpu: of('light', 'aloneCpu'),
            idleCpu: of('light', 'idleCpu'),
            idleBytes: of('light', 'idleBytes'),
        });
    }
}

function cells(columns, value) {
    return columns.map(([, names, plain]) => {
        const figures = names.map(name => value(name, plain));
        return figures.every(figure => figure === '–') ? '–' : figures.join(' / ');
    });
}

function rowLines(results, group, row, columns) {
    const servers = Object.keys(contestants).filter(id =>
        columns.some(([, names]) =>
            names.some(name => !Number.isNaN(results.get(group, row, id, name)))
        )
    );
    const line = (name, values) => `| ${[row, name, ...values].join(' | ')} |`;
    const lines = servers.map(id =>
        line(
            contestants[id].name,
            cells(columns, name => shown(results.get(group, row, id, name)))
        )
    );
    if (!servers.includes('oriel')) return lines;
    const peers = servers.filter(id => !id.startsWith('oriel'));
    const ratios = peers.map(id =>
        line(
            `*Oriel ÷ ${id}*`,
            cells(columns, (name, plain) => {
                if (plain) return '–';
                const ratio =
                    results.get(group, row, 'oriel', name) / results.get(group, row, id, name);
                return Number.isNaN(ratio) ? '–' : `*${shown(ratio)}*`;
            })
        )
    );
    return [...lines, ...ratios];
}

/** The tables of all groups that were taken, each under its title. */
export function tables(results) {
    return Object.entries(groups)
        .filter(([group]) => results.names(group, 1).length)
        .map(([group, {title, row, columns}]) =>
            [
                `### ${title}`,
                '',
                `| ${[row, 'Server', ...columns.map(([name]) => name)].join(' | ')} |`,
                `| ${['---', '---', ...columns.map(() => '--:')].join(' | ')} |`,
                ...results.names(group, 1).flatMap(name => rowLines(results, group, name, columns)),
            ].join('\n')
        );
}
