// Many light viewers of one server: what each gets, what all cost, and whether one on a stalled
// line slows the others.
import {elapse} from '../lib/wait.mjs';
import {median, quantile} from './numbers.mjs';
import {startPeer} from './peers.mjs';
import {memory} from './processes.mjs';
import {LightClient, Painter} from './programs.mjs';
import {costs, delivery} from './scenes.mjs';

export const crowdScenes = ['video30', 'scroll'];
export const stalled = '8 + a stalled one';
const sizes = [1, 2, 4, 8];
const windowTime = 2000; // ms

async function watch(painter, peer, viewers, ms) {
    await elapse(600); // the newcomers' first pictures are over
    const {from, to, cpu, viewerCpu, busy} = await costs(peer, ms, viewers);
    await elapse(300); // the last frames are on their way
    const each = viewers.map(viewer => delivery(painter, viewer, from, to));
    return {
        painted: each[0].painted,
        slowest: Math.min(...each.map(({rate}) => rate)),
        slowestShare: 100 * Math.min(...each.map(({share}) => share)),
        meanRate: each.reduce((sum, {rate}) => sum + rate, 0) / each.length,
        age50: median(each.flatMap(({ages}) => ages)),
        age95: quantile(each.flatMap(({ages}) => ages), 0.95),
        cpuShare: (100 * cpu) / (to - from),
        viewersCpu: (100 * viewerCpu) / (to - from),
        busy,
        memory: memory(peer.pids()),
    };
}

/** Figures by number of viewers: {'1': {…}, '2': {…}, …}. */
export async function measureCrowd(t, x, {server, scene, quick}) {
    const painter = await Painter.start(t, x, scene);
    const peer = await startPeer(t, server, x);
    const viewers = [];
    const rows = {};
    painter.go();
    for (const size of quick ? [1, 8] : sizes) {
        while (viewers.length < size) viewers.push(await LightClient.start(t, peer));
        rows[size] = await watch(painter, peer, viewers, windowTime);
    }
    const ninth = await LightClient.start(t, peer);
    ninth.stall();
    rows[stalled] = await watch(painter, peer, viewers, windowTime);
    for (const viewer of [...viewers, ninth]) await viewer.end();
    await peer.stop();
    await painter.end();
    return rows;
}
