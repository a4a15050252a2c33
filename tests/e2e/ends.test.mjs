// How a visit ends, as the page tells it in the engines beside Chromium. Wrong, removed and stopped are
// in the visits of engines.test.mjs.
import {test} from 'node:test';

import {engines} from '../lib/engines.mjs';
import {join} from '../lib/http.mjs';
import {startOriel} from '../lib/oriel.mjs';

/** Each end: what Oriel is started with, what happens before the click, and after it. */
const ends = {
    used: {args: ['--max-viewers', '2'], before: oriel => join(oriel)},
    full: {
        args: ['--password-file', '-'],
        password: 'for many',
        before: oriel => join(oriel, 'for many'),
    },
    refused: {
        args: ['--consent'],
        after: async oriel => {
            const {viewer} = await oriel.event('viewer-asks');
            await oriel.act('--refuse', String(viewer));
        },
    },
    inactivity: {args: ['--timeout', '0.1']},
};

for (const [name, {start, skip}] of Object.entries(engines)) {
    test(`${name} tells each end`, {skip}, async t => {
        const page = await start(t);
        for (const [reason, {args, password, before, after}] of Object.entries(ends)) {
            const oriel = await startOriel(t, args, {input: password});
            await before?.(oriel);
            await page.goto(oriel.share.link);
            if (password) await page.fill('#password', password);
            await page.click('#connect');
            await after?.(oriel);
            await page.untilState('ended', reason);
        }
    });
}
