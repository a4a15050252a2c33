// A desktop that somebody works at: a wallpaper, a panel, a terminal and an editor.
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {run} from '../lib/programs.mjs';
import {startDesktop} from '../lib/xserver.mjs';

const size = {width: 1280, height: 800};

const panel = `
panel_items = TSC
panel_size = 100% 30
panel_position = bottom center horizontal
panel_background_id = 1
rounded = 0
border_width = 0
background_color = #20262c 100
taskbar_mode = single_desktop
task_text = 1
task_icon = 1
task_maximum_size = 200 30
task_padding = 8 2 8
task_font_color = #e8eaed 100
time1_format = %H:%M
clock_font_color = #e8eaed 100
clock_padding = 10 0
`;

const prompt = folder => `\x1b[1;32mada@workshop\x1b[0m:\x1b[1;34m${folder}\x1b[0m$ `;

const terminal = [
    `${prompt('~')}cd garden`,
    `${prompt('~/garden')}ls`,
    'beds.csv  notes.txt  \x1b[1;34mphotos\x1b[0m  \x1b[1;34mplans\x1b[0m  seeds.csv',
    `${prompt('~/garden')}column -s, -t beds.csv`,
    '\x1b[1mbed      sown     plants\x1b[0m',
    'north    March    peas, spinach',
    'south    April    tomatoes, basil',
    'fence    May      beans, nasturtiums',
    'shed     -        compost',
    `${prompt('~/garden')}grep -c tomato seeds.csv`,
    '12',
    prompt('~/garden'),
].join('\n');

const notes = `Saturday

Ask Grace about the water butt; she has a spare tap.
The beans want longer poles than last year's.

To buy
  - string, 50 m
  - six poles, 2.10 m
  - slug collars for the lettuces

Tomatoes: pinch out the side shoots before they are
as long as a finger, and water at the foot.
`;

/** The X server, once everything on it is there. */
export async function startScene(t) {
    const x = await startDesktop(t, size);
    const file = name => join(x.env.HOME, name);
    await writeFile(file('tint2rc'), panel);
    await writeFile(file('terminal.txt'), terminal);
    await writeFile(file('notes.txt'), notes);
    await run('convert', ['-size', `${size.width}x${size.height}`, 'gradient:#5d8aa0-#1f3a4d',
        file('wallpaper.png')]);
    await x.run('display', ['-window', 'root', file('wallpaper.png')], {anyExit: true});
    x.start(t, 'tint2', ['-c', file('tint2rc')]);
    await x.window('tint2');
    x.start(t, 'xterm', ['-u8', '-fa', 'DejaVu Sans Mono', '-fs', '11', '-T', 'Terminal', '-bg',
        '#14212b', '-fg', '#e6edf1', '-geometry', '68x22+60+70', '-e', 'sh', '-c',
        `cat ${file('terminal.txt')}; exec cat`]);
    await x.window('xterm');
    x.start(t, 'l3afpad', [file('notes.txt')]);
    const {window} = await x.focus('l3afpad');
    await x.run('xdotool', ['windowsize', '--sync', window, '560', '420']);
    await x.run('xdotool', ['windowmove', '--sync', window, '640', '240']);
    await x.run('xdotool', ['mousemove', '860', '470']);
    return x;
}
