// Pictures of every view and end state of the page, at three sizes, light, dark and from right to left.
//   node screenshots.mjs FOLDER [--docs IMAGES]    (./dev screenshots)
// --docs also puts those that are shown in the documentation into IMAGES.
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {newPage, startBrowser, untilSame} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {run} from '../lib/programs.mjs';
import {openToViews, views} from '../lib/views.mjs';
import {startScene} from './desktop.mjs';

const sizes = {
    phone: {
        viewport: {width: 360, height: 740}, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
    },
    tablet: {
        viewport: {width: 820, height: 1180}, deviceScaleFactor: 1, hasTouch: true, isMobile: true,
    },
    laptop: {viewport: {width: 1280, height: 800}, deviceScaleFactor: 1},
};
const tones = {
    light: {colorScheme: 'light'},
    dark: {colorScheme: 'dark'},
    rtl: {colorScheme: 'light', locale: 'ar'},
};

/** What the documentation shows, by look and view. */
const shown = {
    'viewer.png': ['laptop-light', 'panel-view'],
    'viewer-lobby.png': ['laptop-dark', 'invited'],
    'viewer-phone.png': ['phone-light', 'text-bar'],
    'viewer-rtl.png': ['phone-rtl', 'used'],
};

const {values, positionals: [folder]} = parseArgs({
    options: {docs: {type: 'string'}},
    allowPositionals: true,
});

async function takeAll(t, {x, oriel, browser}) {
    for (const [size, shape] of Object.entries(sizes)) {
        for (const [tone, colours] of Object.entries(tones)) {
            const look = `${size}-${tone}`;
            const page = await newPage(t, browser, {...shape, ...colours});
            await mkdir(join(folder, look), {recursive: true});
            for await (const view of views(page, {...openToViews, origin: oriel.origin})) {
                if (view === 'connected') await untilSame(page, x);
                await page.screenshot({path: join(folder, look, `${view}.png`)});
            }
            console.log(look);
            await page.context().close();
        }
    }
}

/** Without what an eye does not see, and what the file says of this machine. */
async function copyShown(images) {
    for (const [name, [look, view]] of Object.entries(shown)) {
        await run('convert', [join(folder, look, `${view}.png`), '-strip', '-dither', 'None', '-colors', '256',
            '-define', 'png:compression-level=9', `PNG8:${join(images, name)}`]);
    }
}

let end = () => {};
const t = {after: action => (end = action)}; // all that is started here is ended here
try {
    const x = await startScene(t);
    const {args, password} = openToViews;
    const oriel = await startOriel(t, ['--display', x.display, ...args],
        {home: x.env, input: password});
    await takeAll(t, {x, oriel, browser: await startBrowser(t)});
    if (values.docs) await copyShown(values.docs);
} finally {
    await end();
}
