// Slow lines: the server in one network namespace, the viewer in another, bench_line between them.
import {join} from 'node:path';

import {atEnd} from '../lib/cleanup.mjs';
import {run, start} from '../lib/programs.mjs';
import {elapse} from '../lib/wait.mjs';
import {median, quantile} from './numbers.mjs';
import {startPeer} from './peers.mjs';
import {LightClient, Painter, now, program} from './programs.mjs';
import {cutHead, screenFile} from './rest.mjs';
import {delivery, lastFrame, pressKeys} from './scenes.mjs';

/** Rates in bit/s, round trips in ms; `loss` is each direction's; `only`: one scene is enough. */
export const lines = {
    '20 Mbit/s, 20 ms': {rate: 20e6, roundTrip: 20, loss: 0},
    '20 Mbit/s, 50 ms': {rate: 20e6, roundTrip: 50, loss: 0, only: 'scroll'},
    '5 Mbit/s, 60 ms': {rate: 5e6, roundTrip: 60, loss: 0},
    '1 Mbit/s, 150 ms, 1 % loss': {rate: 1e6, roundTrip: 150, loss: 0.01},
};

/** What a packet may wait for the line at most: neither a starved queue nor a bloated one. */
const queue = 200;

export const lineScenes = ['video30', 'scroll'];

/** Whether this system lets us make such lines. */
export const mayMakeLines = process.getuid() === 0;

/** Makes the line; commands before a program put it at the host's or the viewer's end. */
async function makeLine(t, {rate, roundTrip, loss}) {
    const ends = {host: '10.77.0.1', viewer: '10.77.0.2'};
    const names = {};
    for (const end of Object.keys(ends)) {
        names[end] = `oriel-bench-${process.pid}-${end}`;
        await run('ip', ['netns', 'add', names[end]]);
        atEnd(t, () => run('ip', ['netns', 'del', names[end]]));
    }
    const places = Object.values(names).map(name => `/run/netns/${name}`);
    const emulator = start(
        t,
        program('bench_line'),
        [...places, rate, roundTrip / 2, loss, queue].map(String)
    );
    await emulator.lines.take(line => line === 'ready', 5000, 'the line');
    for (const [end, address] of Object.entries(ends)) {
        const ip = (...words) => run('ip', ['-n', names[end], ...words]);
        await ip('link', 'set', 'lo', 'up');
        await ip('link', 'set', 'line', 'up');
        await ip('addr', 'add', `${address}/24`, 'dev', 'line');
    }
    const within = end => ['nsenter', `--net=/run/netns/${names[end]}`, '--'];
    return {host: ends.host, onHost: within('host'), onViewer: within('viewer')};
}

/** How long after its last change the picture is exact, in steps of 250 ms; Infinity: not in 3 s. */
async function untilExact(client, x, from) {
    const screen = await cutHead(await screenFile(x));
    const file = join(x.env.HOME, 'still.ppm');
    for (let ms = 250; ms <= 3000; ms += 250) {
        await elapse(Math.max(0, from + ms - now()));
        const {at} = await client.dump(file);
        if (screen.equals(await cutHead(file))) return at - from;
    }
    return Infinity;
}

/** Figures of one scene through one server on one line. */
export async function measureLine(t, x, {server, scene, line: name, quick}) {
    const line = await makeLine(t, lines[name]);
    const painter = await Painter.start(t, x, scene);
    const peer = await startPeer(t, server, x, line);
    const client = await LightClient.start(t, peer, {line});
    const figures = {pictureTime: client.startTime};
    await elapse(1500); // what was lossy at first is repaired, or is being
    painter.go();
    await elapse(1200);
    const from = now();
    const keys = quick ? 6 : 12;
    if (scene === 'video30') figures.keys = await pressKeys(client, keys, {patience: 8000});
    await elapse(Math.max(0, from + (quick ? 3000 : 4000) - now()));
    const to = now();
    figures.restored = await untilExact(client, x, await lastFrame(painter));
    const {rate, ages, bytes} = delivery(painter, client, from, to);
    Object.assign(figures, {rate, age50: median(ages), age95: quantile(ages, 0.95)});
    figures.bytes = bytes / 1000;
    await client.end();
    await peer.stop();
    await painter.end();
    return figures;
}
