// What a run of the bench takes, in which order: servers take turns, so that what changes on the
// machine meanwhile meets all of them.
import {startBrowser} from '../lib/browser.mjs';
import {browserScenes, measureInBrowser} from './chromium.mjs';
import {crowdScenes, measureCrowd} from './crowds.mjs';
import {lineScenes, lines, mayMakeLines, measureLine} from './lines.mjs';
import {measureScene, scenes} from './scenes.mjs';

/** How a server is called, and what its viewer can't do. */
export const contestants = {
    'oriel': {name: 'Oriel'},
    'oriel-jpeg': {name: 'Oriel, viewer without H.264', server: 'oriel', variant: ['--no-h264']},
    'x0vncserver': {name: 'x0vncserver + websockify'},
    'x11vnc': {name: 'x11vnc + websockify'},
};

const isVideo = scene => scene.startsWith('video');

/** Scenes of a quick run. */
const few = {
    light: ['idle', 'typing', 'scroll', 'drag', 'video60'],
    browser: ['idle', 'scroll'],
    crowd: ['video30'],
    line: ['video30'],
};

function lightJob(scene, id) {
    const {server = id, variant} = contestants[id];
    return {
        group: 'light',
        names: ['light', scene],
        measure: async (t, {x, quick}) => ({
            [scene]: await measureScene(t, x, {server, scene, variant, quick}),
        }),
    };
}

function browserJob(scene, server) {
    return {
        group: 'browser',
        names: ['browser', scene],
        async measure(t, {x, quick}) {
            const browser = await startBrowser(t);
            return {[scene]: await measureInBrowser(t, x, {server, scene, browser, quick})};
        },
    };
}

function crowdJob(scene, server) {
    return {
        group: 'crowd',
        names: ['crowd', scene],
        async measure(t, {x, quick}) {
            const rows = await measureCrowd(t, x, {server, scene, quick});
            return Object.fromEntries(
                Object.entries(rows).map(([size, figures]) => [`${scene}, ${size}`, figures])
            );
        },
    };
}

function lineJob(line, scene, server) {
    return {
        group: 'line',
        names: ['line', scene, line],
        measure: async (t, {x, quick}) => ({
            [`${scene}, ${line}`]: await measureLine(t, x, {server, scene, line, quick}),
        }),
    };
}

/** One round: {title, makers by server}. */
function contests(quick) {
    const pick = (group, all) => (quick ? few[group] : all);
    const light = pick('light', scenes).map(scene => ({
        title: `${scene}, light client`,
        make: id => lightJob(scene, id),
        takes: id => id !== 'oriel-jpeg' || isVideo(scene),
    }));
    const plain = id => id !== 'oriel-jpeg';
    const browser = pick('browser', browserScenes).map(scene => ({
        title: `${scene}, Chromium`,
        make: id => browserJob(scene, id),
        takes: plain,
    }));
    // Peers that are never the better one need no repeats where a repeat takes minutes.
    const once = (id, repeat) => plain(id) && (id !== 'x11vnc' || repeat === 0);
    const crowd = pick('crowd', crowdScenes).map(scene => ({
        title: `${scene}, one viewer to many`,
        make: id => crowdJob(scene, id),
        takes: once,
    }));
    const slow = Object.keys(lines)
        .slice(quick ? 2 : 0, quick ? 3 : undefined)
        .flatMap(line =>
            pick('line', lineScenes)
                .filter(scene => (lines[line].only ?? scene) === scene)
                .map(scene => ({
                    title: `${scene}, ${line}`,
                    make: id => lineJob(line, scene, id),
                    takes: once,
                }))
        );
    if (!mayMakeLines) process.stderr.write('not root: slow lines are left out\n');
    return [...light, ...browser, ...crowd, ...(mayMakeLines ? slow : [])];
}

/** `only`: scenes and groups; none: all. A job must match each kind that is named. */
function isWanted(job, only) {
    const groups = only.filter(name => ['light', 'browser', 'crowd', 'line'].includes(name));
    const others = only.filter(name => !groups.includes(name));
    return [groups, others].every(
        names => !names.length || names.some(name => job.names.includes(name))
    );
}

export function plan({repeats, quick, only, servers}) {
    const ids = Object.keys(contestants).filter(id =>
        servers.includes(contestants[id].server ?? id)
    );
    const jobs = [];
    for (let repeat = 0; repeat < repeats; ++repeat) {
        for (const [index, contest] of contests(quick).entries()) {
            const entrants = ids.filter(id => contest.takes(id, repeat));
            const first = (repeat + index) % Math.max(1, entrants.length);
            for (const id of [...entrants.slice(first), ...entrants.slice(0, first)]) {
                const title = `${contest.title}: ${contestants[id].name}, ${repeat + 1} of ${repeats}`;
                jobs.push({title, server: id, ...contest.make(id)});
            }
        }
    }
    const wanted = jobs.filter(job => isWanted(job, only));
    if (!wanted.length) throw new Error(`nothing is called ${only.join(' and ')}`);
    return wanted;
}
