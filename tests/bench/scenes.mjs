// One scene through one server to the light client: rates, ages, costs, sharpness.
import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {run} from '../lib/programs.mjs';
import {elapse} from '../lib/wait.mjs';
import {median, quantile} from './numbers.mjs';
import {startPeer} from './peers.mjs';
import {cpuTime, machineTime, memory} from './processes.mjs';
import {LightClient, Painter, compare, now} from './programs.mjs';
import {cutHead, exactAfter, isWhole, screenFile} from './rest.mjs';

/** How long a moving scene is looked at, in ms. */
export const motionTime = 3000;

export const scenes = ['idle', 'typing', 'scroll', 'drag', 'video30', 'video60', 'flip'];

/** Where a moving picture is judged; elsewhere the whole screen. */
const movingPart = {video30: '320,180,1280,720', video60: '320,180,1280,720'};

/** What is painted between two instants, and what of it a viewer got. */
export function delivery(painter, viewer, from, to) {
    const inside = ({at}) => at >= from && at < to;
    const painted = new Map(painter.frames.filter(inside).map(({number, at}) => [number, at]));
    const arrived = viewer.frames.filter(({number}) => painted.has(number));
    const inTime = viewer.frames.filter(inside);
    const ages = arrived.map(({number, at}) => at - painted.get(number));
    const bytes = inTime.length > 1 ? inTime.at(-1).bytes - inTime[0].bytes : NaN;
    const seconds = (to - from) / 1000;
    return {
        painted: painted.size / seconds,
        rate: inTime.length / seconds,
        share: painted.size ? new Set(arrived.map(({number}) => number)).size / painted.size : NaN,
        ages,
        bytes: bytes / (inTime.length - 1),
        count: inTime.length,
    };
}

/** Keys at random instants, each after the last was seen; ms from press to mark. */
export async function pressKeys(client, count, {least = 60, most = 200, patience} = {}) {
    const times = [];
    for (let i = 0; i < count; ++i) {
        await elapse(least + Math.random() * (most - least));
        times.push(await client.press(patience));
    }
    return times;
}

/** CPU time of the server, of viewers beside it and of the whole machine over a span. */
export async function costs(peer, ms, clients = []) {
    const pids = peer.pids();
    const viewers = clients.map(client => client.program.pid);
    const [server, viewing, machine, from] = [
        cpuTime(pids),
        cpuTime(viewers),
        machineTime(),
        now(),
    ];
    await elapse(ms);
    const to = now();
    return {
        from,
        to,
        cpu: cpuTime(peer.pids()) - server,
        viewerCpu: cpuTime(viewers) - viewing,
        busy: (100 * (machineTime() - machine)) / (to - from),
    };
}

/** Bytes that the server's side of all connections has sent so far, by the kernel's books. */
async function bytesSent(peer) {
    const {stdout} = await run('ss', ['-tinH', 'state', 'established', `sport = :${peer.port}`]);
    const sent = [...stdout.matchAll(/bytes_sent:(\d+)/g)].map(match => Number(match[1]));
    if (!sent.length) throw new Error(`ss tells of no connection to port ${peer.port}: ${stdout}`);
    return sent.reduce((sum, bytes) => sum + bytes, 0);
}

/** A picture of one frame in the middle of motion; null if ten tries met none. */
async function movingPicture(painter, client, x) {
    for (let tries = 0; tries < 10; ++tries) {
        const dump = await client.dump(join(x.env.HOME, 'moving.ppm'));
        if (await isWhole(dump, x.size, painter.layout)) return dump;
        await elapse(13);
    }
    return null;
}

async function sharpness(scene, moving, x) {
    const picture = join(x.env.HOME, 'rendered.ppm');
    await Painter.render(x, scene, moving.frame, picture);
    const {psnr, exact, lumaPsnr} = await compare(moving.file, picture, movingPart[scene]);
    await rm(picture);
    return {
        psnr: psnr ?? Infinity,
        luma: psnr === null ? Infinity : lumaPsnr,
        movingExact: 100 * exact,
    };
}

async function atRest(still, x) {
    const screen = await screenFile(x);
    const {psnr, exact} = await compare(still.at(-1).file, screen);
    const figures = {
        still: psnr ?? Infinity,
        exact: 100 * exact,
        restored: await exactAfter(still, await cutHead(screen)),
    };
    await rm(screen);
    return figures;
}

/** The picture after the last change: dumps at these ms after it. */
async function dumps(client, x, from, times) {
    const all = [];
    for (const [index, ms] of times.entries()) {
        await elapse(Math.max(0, from + ms - now()));
        const dump = await client.dump(join(x.env.HOME, `still-${index}.ppm`));
        all.push({...dump, after: dump.at - from});
    }
    return all;
}

/** The static screen: nobody connected, then one viewer. */
async function idle(peer, client, {quick}) {
    const before = await bytesSent(peer);
    const {cpu, from, to} = await costs(peer, quick ? 3000 : 4000);
    return {
        idleCpu: (100 * cpu) / (to - from),
        idleBytes: (1000 * ((await bytesSent(peer)) - before)) / (to - from),
    };
}

/** A moving scene without keys: everything a frame costs and how it gets there. */
async function motion(painter, peer, client) {
    painter.go();
    await elapse(800); // it gets going
    const span = await costs(peer, motionTime, [client]);
    return {...span, finish: () => delivery(painter, client, span.from, span.to)};
}

/** Stops the scene right behind a frame; when its last one was painted. */
export async function lastFrame(painter) {
    await painter.next('frame', 5000);
    painter.stop();
    await elapse(60); // one more may have been due
    return painter.frames.at(-1).at;
}

/** Figures of one scene through one server; `variant` says how the viewer is limited. */
export async function measureScene(t, x, {server, scene, variant = [], quick}) {
    const moves = scene !== 'idle';
    const painter = await Painter.start(t, x, scene);
    const peer = await startPeer(t, server, x);
    const figures = {startTime: peer.startTime};
    if (!moves) {
        await elapse(1500); // start-up work ends
        const {cpu, from, to} = await costs(peer, quick ? 3000 : 4000);
        figures.aloneCpu = (100 * cpu) / (to - from);
    }
    const client = await LightClient.start(t, peer, {options: variant});
    figures.pictureTime = client.startTime;
    await elapse(moves ? 800 : 2500); // what was lossy at first is repaired
    const moved = moves && (await motion(painter, peer, client));
    if (!moves) Object.assign(figures, await idle(peer, client, {quick}));
    const moving = moves && (await movingPicture(painter, client, x));
    figures.keys = await pressKeys(client, quick ? 8 : moves ? 12 : 60);
    const sizes = [memory(peer.pids())];
    const from = moves ? await lastFrame(painter) : now();
    const still = await dumps(client, x, from, [150, 300, 500, 700, 1000]);
    figures.memory = Math.max(...sizes, memory(peer.pids()));
    if (moves) {
        const {ages, painted, rate, share, bytes, count} = moved.finish();
        Object.assign(figures, {painted, rate, share: 100 * share, bytes: bytes / 1000});
        Object.assign(figures, {cpu: moved.cpu / count, busy: moved.busy});
        Object.assign(figures, {viewerCpu: moved.viewerCpu / count});
        Object.assign(figures, {age50: median(ages), age95: quantile(ages, 0.95)});
    }
    Object.assign(figures, await atRest(still, x));
    await client.end();
    await peer.stop();
    await painter.end();
    if (moving) Object.assign(figures, await sharpness(scene, moving, x));
    return figures;
}
