// The picture: what the viewer's canvas shows is what the host's X server has.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {
    canvas,
    connectPage,
    newPage,
    startBrowser,
    untilSame,
    waitForState,
} from '../lib/browser.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {startDesktop, startEditor, startTerminal, startXvnc} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const onDisplay = (x, ...args) => ['--display', x.display, ...args];

test('link, click, and the canvas is the screen, to the last bit once it is still', async t => {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, onDisplay(x), {home: x.env});
    const browser = await startBrowser(t);
    const page = await newPage(t, browser);
    await page.goto(oriel.share.link);
    assert.equal(await page.inputValue('#password'), oriel.password);
    assert.ok(!page.url().includes(oriel.password), 'the password is out of the address bar');
    assert.equal(
        await page.evaluate(() => document.activeElement.id),
        'connect',
        'one key press away'
    );
    await page.click('#connect');
    await waitForState(page, 'connected');
    assert.equal((await oriel.event('viewer-connected')).control, true);

    assert.equal(await page.locator('#screen canvas').count(), 1);
    const {width, height} = await canvas(page);
    assert.deepEqual({width, height}, x.size);
    await untilSame(page, x);
    const covered = await page.evaluate(() => {
        const element = document.querySelector('#screen canvas');
        const box = element.getBoundingClientRect();
        const points = [
            [0.5, 0.5],
            [0.02, 0.02],
            [0.98, 0.98],
            [0.02, 0.98],
            [0.98, 0.02],
        ];
        return points.filter(
            ([px, py]) =>
                document.elementFromPoint(box.left + px * box.width, box.top + py * box.height) !==
                element
        );
    });
    assert.deepEqual(covered, [], 'nothing covers the canvas');
    assert.ok(
        await page.evaluate(
            () => document.activeElement === document.querySelector('#screen canvas')
        ),
        'the canvas has the keyboard'
    );

    // Programs come and go, windows move; the picture follows.
    const editor = await startEditor(t, x);
    await untilSame(page, x);
    await x.run('xdotool', ['windowmove', editor.window, '17', '33']);
    await x.run('xdotool', [
        'type',
        '--delay',
        '2',
        'The quick brown fox jumps over the lazy dog.',
    ]);
    await untilSame(page, x);
    await x.run('xsetroot', ['-solid', '#3b6ea5']);
    await untilSame(page, x);
    assert.deepEqual(page.problems, []);
    await oriel.stop();
    await waitForState(page, 'ended', 'stopped');
});

test("the pointer's shape is the browser's, not painted into the picture", async t => {
    const x = await startDesktop(t);
    const terminal = await startTerminal(t, x);
    const oriel = await startOriel(t, onDisplay(x), {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const cursor = () =>
        page.evaluate(() => getComputedStyle(document.querySelector('#screen canvas')).cursor);
    await eventually(10000, 'a cursor', async () => /url\("?data:/.test(await cursor()));
    const first = await cursor();
    await x.run('xdotool', ['mousemove', String(terminal.x + 60), String(terminal.y + 60)]);
    await eventually(10000, 'the text cursor', async () => (await cursor()) !== first);
    await untilSame(page, x);
    await oriel.stop();
});

test('the screen is resized while somebody watches', async t => {
    const x = await startDesktop(t, {make: startXvnc, width: 800, height: 600});
    await startTerminal(t, x);
    const oriel = await startOriel(t, onDisplay(x), {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    await untilSame(page, x);
    for (const [width, height] of [
        [1024, 768],
        [640, 480],
        [1280, 1024],
    ]) {
        await x.run('xrandr', ['--output', 'VNC-0', '--mode', `${width}x${height}`]);
        await eventually(15000, `a canvas of ${width}x${height}`, async () => {
            const now = await canvas(page);
            return now.width === width && now.height === height;
        });
        await untilSame(page, x);
        assert.equal(await page.getAttribute('#status', 'data-state'), 'connected');
    }
    await oriel.stop();
});

test('two browsers see the same', async t => {
    const x = await startDesktop(t);
    await startTerminal(t, x);
    const oriel = await startOriel(t, onDisplay(x, '--max-viewers', '2'), {home: x.env});
    const browser = await startBrowser(t);
    const one = await connectPage(t, browser, oriel.share.link);
    const two = await connectPage(t, browser, (await oriel.event('password')).link);
    await x.run('xsetroot', ['-solid', '#a53b6e']);
    await Promise.all([untilSame(one, x), untilSame(two, x)]);
    await one.click('#disconnect');
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    await x.run('xsetroot', ['-solid', '#123456']);
    await untilSame(two, x);
    await oriel.stop();
});
