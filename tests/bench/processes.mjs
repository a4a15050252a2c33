// What processes cost: CPU time and memory of a server with all that it starts.
import {readFileSync, readdirSync} from 'node:fs';

const tick = 10; // ms of a clock tick in /proc/PID/stat, USER_HZ

function read(path) {
    try {
        return readFileSync(path, 'utf8');
    } catch {
        return ''; // it has just ended
    }
}

/** The numbers behind the name in /proc/PID/stat; the first is the state. */
function stat(pid) {
    return read(`/proc/${pid}/stat`)
        .replace(/^.*\) /s, '')
        .trim()
        .split(' ');
}

/** These processes and all their descendants. */
export function familyOf(roots) {
    const children = new Map();
    for (const name of readdirSync('/proc')) {
        if (!/^\d+$/.test(name)) continue;
        const parent = Number(stat(name)[1]);
        if (!children.has(parent)) children.set(parent, []);
        children.get(parent).push(Number(name));
    }
    const family = [...roots];
    for (const pid of family) family.push(...(children.get(pid) ?? []));
    return family;
}

/** What all threads that are there have run for, in ms; finer than ticks. */
function threadsTime(pid) {
    let sum = 0;
    try {
        for (const thread of readdirSync(`/proc/${pid}/task`))
            sum += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]) / 1e6;
    } catch {
        return 0;
    }
    return sum;
}

/**
 * User and system time of the family in ms, ended children that were waited for included. Threads
 * that ended are only in the ticks, hence the larger of the two.
 */
export function cpuTime(roots) {
    let sum = 0;
    for (const pid of familyOf(roots)) {
        const fields = stat(pid).map(Number);
        if (fields.length < 15) continue;
        const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15);
        sum += Math.max(threadsTime(pid), tick * (user + system));
        sum += tick * (childrenUser + childrenSystem);
    }
    return sum;
}

/** Memory in MB, shared pages by share; NaN if the system won't tell (not root's process, not ours). */
export function memory(roots) {
    let sum = 0;
    for (const pid of familyOf(roots)) {
        const kib = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
        if (kib === undefined && stat(pid)[0]) return NaN;
        sum += Number(kib ?? 0) * 1.024e-3;
    }
    return sum;
}

/** How long all cores together were busy so far, in ms. */
export function machineTime() {
    const [user, nice, system, , , irq, softirq, steal] = /^cpu +(.*)$/m
        .exec(read('/proc/stat'))[1]
        .split(' ')
        .map(Number);
    return tick * (user + nice + system + irq + softirq + steal);
}

/** Whether somebody listens on the TCP port, asked without connecting to it. */
export function listens(pid, port) {
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    const tables = read(`/proc/${pid}/net/tcp`) + read(`/proc/${pid}/net/tcp6`);
    return tables.split('\n').some(line => {
        const [, local, , state] = line.trim().split(/ +/);
        return state === '0A' && local.endsWith(wanted);
    });
}
