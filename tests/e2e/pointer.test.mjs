// Buttons, wheel and motion of the viewer's mouse on the host's windows.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {connectPage, pointAt, startBrowser} from '../lib/browser.mjs';
import {admitted} from '../lib/fake.mjs';
import {startOriel} from '../lib/oriel.mjs';
import {encoding} from '../lib/rfb.mjs';
import {startDesktop, startRecorder} from '../lib/xserver.mjs';
import {eventually} from '../lib/wait.mjs';

const presses = events =>
    events.filter(event => event.type === 'ButtonPress').map(event => event.button);

test('every button and both wheels from a browser', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const place = await pointAt(page, recorder.centre);
    for (const button of ['left', 'middle', 'right'])
        await page.mouse.click(place.x, place.y, {button});
    await recorder.until('three buttons', events => presses(events).length === 3);
    for (const [dx, dy] of [
        [0, -120],
        [0, 120],
        [-120, 0],
        [120, 0],
    ])
        await page.mouse.wheel(dx, dy);
    await recorder.until('four wheels', events => new Set(presses(events)).size === 7);
    const session = await page.context().newCDPSession(page);
    for (const [button, buttons] of [
        ['back', 8],
        ['forward', 16],
    ]) {
        await session.send('Input.dispatchMouseEvent', {
            type: 'mousePressed',
            ...place,
            button,
            buttons,
            clickCount: 1,
        });
        await session.send('Input.dispatchMouseEvent', {
            type: 'mouseReleased',
            ...place,
            button,
            buttons: 0,
            clickCount: 1,
        });
    }
    const events = await recorder.until('nine buttons', list => new Set(presses(list)).size === 9);
    const order = presses(events).filter((button, i, all) => button !== all[i - 1]);
    assert.deepEqual(order, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(
        await page.getAttribute('#status', 'data-state'),
        'connected',
        'back did not leave the page'
    );
    await recorder.until(
        'all released',
        list => list.filter(event => event.type === 'ButtonRelease').length === presses(list).length
    );
    const centre = [Math.floor(recorder.width / 2), Math.floor(recorder.height / 2)];
    for (const event of events)
        assert.ok(
            Math.abs(event.x - centre[0]) <= 1 && Math.abs(event.y - centre[1]) <= 1,
            JSON.stringify(event)
        );
    await oriel.stop();
});

test('all nine buttons from a raw client, extended ones in order with the others', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel, {
        encodings: [encoding.raw, encoding.extendedMouseButtons],
    });
    client.requestUpdate();
    await client.update();
    const {x: px, y: py} = recorder.centre;
    client.pointer(px, py);
    const order = [1, 8, 2, 9, 3, 4, 5, 6, 7];
    for (const button of order) {
        client.pointer(px, py, 1 << (button - 1), true);
        client.pointer(px, py, 0, true);
    }
    const events = await recorder.until('all', list => list.length >= 18);
    assert.deepEqual(
        events.map(event => [event.type, event.button]),
        order.flatMap(button => [
            ['ButtonPress', button],
            ['ButtonRelease', button],
        ])
    );
    await oriel.stop();
});

test('a drag moves a window', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    const title = {x: recorder.centre.x, y: recorder.y - 8};
    const isMoved = async () => {
        const place = await x.place(recorder.window);
        // The page is scaled to the window: a pixel there is not one on the host.
        const off = [place.x - (recorder.x - 200), place.y - (recorder.y - 120)];
        return off.every(distance => Math.abs(distance) <= 2);
    };
    await pointAt(page, title);
    await page.mouse.down();
    // The window manager takes its time to see a drag in it: a person moves on until it does.
    await eventually(10000, 'the window to be moved', async () => {
        await pointAt(page, {x: title.x - 190, y: title.y - 110});
        await pointAt(page, {x: title.x - 200, y: title.y - 120});
        return isMoved();
    });
    await page.mouse.up();
    await pointAt(page, title);
    assert.ok(await isMoved(), 'it stays where it was let go');
    await oriel.stop();
});

test('a viewer that vanishes in mid-drag leaves no button and no key down', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display], {home: x.env});
    const client = await admitted(oriel);
    client.pointer(recorder.centre.x, recorder.centre.y);
    client.pointer(recorder.centre.x, recorder.centre.y, 1);
    client.key(0xffe1, true);
    client.key(0x41, true);
    client.pointer(recorder.centre.x + 20, recorder.centre.y, 1);
    await recorder.until('the drag', events => events.some(event => event.keysym === 'A'));
    client.cut();
    const events = await recorder.until(
        'the releases',
        list => list.filter(event => event.type.endsWith('Release')).length === 3
    );
    const down = new Set();
    for (const {type, button, keysym} of events)
        down[type.endsWith('Press') ? 'add' : 'delete'](button ?? keysym.toLowerCase());
    assert.deepEqual([...down], []);
    assert.equal((await oriel.event('viewer-disconnected')).reason, 'left');
    await oriel.stop();
});

test('a view-only viewer moves and presses nothing', async t => {
    const x = await startDesktop(t);
    const recorder = await startRecorder(t, x);
    const oriel = await startOriel(t, ['--display', x.display, '--view-only'], {home: x.env});
    const page = await connectPage(t, await startBrowser(t), oriel.share.link);
    assert.equal((await oriel.event('viewer-connected')).control, false);
    const before = (await x.run('xdotool', ['getmouselocation'])).stdout;
    const place = await pointAt(page, recorder.centre);
    await page.mouse.click(place.x, place.y);
    await page.keyboard.type('hello');
    // The picture still comes; by then input would have, too.
    await x.run('xsetroot', ['-solid', '#224466']);
    await eventually(10000, 'the new colour', () =>
        page.evaluate(() => {
            const [r, g, b] = document
                .querySelector('#screen canvas')
                .getContext('2d')
                .getImageData(3, 3, 1, 1).data;
            return r === 0x22 && g === 0x44 && b === 0x66;
        })
    );
    assert.deepEqual(recorder.events(), []);
    assert.equal((await x.run('xdotool', ['getmouselocation'])).stdout, before);
    await oriel.stop();
});
