// The single measures of the bench: each sets up a desktop of its own and returns plain numbers.
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';

import {connectPage, newPage, startBrowser, untilSame, waitForState} from '../lib/browser.mjs';
import {admitted} from '../lib/fake.mjs';
import {Oriel, startOriel} from '../lib/oriel.mjs';
import {startDesktop, startTerminal} from '../lib/xserver.mjs';
import {elapse} from '../lib/wait.mjs';

const settle = 3000; // ms in which start-up work ends

/** CPU time of a process in clock ticks, user and system. */
function processTicks(pid) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
    return Number(fields[11]) + Number(fields[12]);
}

/** Ticks that sharing takes in `seconds`, without or with a viewer of a static screen. */
export async function cpuTicks(t, {seconds, viewer = false}) {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display, '--timeout', '0'], {home: x.env});
    if (viewer) await untilSame(await connectPage(t, await startBrowser(t), oriel.share.link), x);
    await elapse(settle);
    const before = processTicks(oriel.pid);
    await elapse(seconds * 1000);
    return processTicks(oriel.pid) - before;
}

/** From the start of the program to its sharing event, in ms; the first start makes the key. */
export async function shareToLink(t, count) {
    const x = await startDesktop(t);
    const times = [];
    for (let i = 0; i <= count; ++i) {
        const began = performance.now();
        const oriel = new Oriel(
            ['--headless', '--json', '--listen', '127.0.0.1:0', '--display', x.display],
            {env: x.env}
        );
        await oriel.event('sharing');
        times.push(performance.now() - began);
        await oriel.stop();
    }
    return times.slice(1);
}

/** From opening the link, the click included, to the first full picture in Chromium, in ms. */
export async function linkToPicture(t, count) {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const browser = await startBrowser(t);
    const times = [];
    for (let i = 0; i <= count; ++i) {
        const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
        const page = await newPage(t, browser);
        const began = performance.now();
        await page.goto(oriel.share.link, {waitUntil: 'commit'});
        await page.click('#connect');
        await waitForState(page, 'connected');
        times.push(performance.now() - began);
        await page.context().close();
        await oriel.stop();
    }
    return times.slice(1);
}

/** From a key sent by a raw client to the update that shows the terminal's echo, in ms. */
export async function keyInRawClient(t, count) {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    client.requestUpdate();
    await client.update();
    const times = [];
    for (let i = 0; i < count; ++i) {
        let update;
        // Still means: the standing request has waited for a while in vain. The key answers it.
        do {
            client.requestUpdate(true);
            update = client.update(3600000);
        } while (await Promise.race([update, elapse(80)]));
        const still = Buffer.from(client.pixels);
        const began = performance.now();
        client.tap(0x61 + (i % 26));
        await update;
        times.push(performance.now() - began);
        if (client.pixels.equals(still)) throw new Error('an update without a change');
        if (i % 40 === 39) client.tap(0xff0d);
    }
    return times;
}

/** From the key press in the page to the drawn picture of the terminal's echo, in ms. */
export async function keyInBrowser(t, count) {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await untilSame(page, x);
    await page.evaluate(() => {
        window.bench = {began: 0, drawn: null};
        addEventListener(
            'keydown',
            () => {
                window.bench.began = performance.now();
            },
            {capture: true}
        );
        const context = document.querySelector('#screen canvas').getContext('2d');
        const draw = context.drawImage;
        context.drawImage = (...parameters) => {
            draw.apply(context, parameters);
            window.bench.drawn?.(performance.now() - window.bench.began);
        };
    });
    const times = [];
    for (let i = 0; i < count; ++i) {
        await elapse(100);
        const drawn = page.evaluate(
            () =>
                new Promise(resolve => {
                    window.bench.drawn = time => {
                        window.bench.drawn = null;
                        resolve(time);
                    };
                })
        );
        await page.keyboard.press(String.fromCharCode(97 + (i % 26)));
        times.push(await drawn);
        if (i % 40 === 39) await page.keyboard.press('Enter');
    }
    return times;
}
