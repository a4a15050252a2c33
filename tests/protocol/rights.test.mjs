// What a viewer may do is decided on the server, whatever its client does.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';

import {admitted, copiedText, hostKeys, startRecording} from '../lib/fake.mjs';
import {join} from '../lib/http.mjs';
import {connectRfb, encoding} from '../lib/rfb.mjs';

/** Flags of the Extended Clipboard (rfbproto). */
const flag = {
    text: 1,
    caps: 1 << 24,
    request: 1 << 25,
    peek: 1 << 26,
    notify: 1 << 27,
    provide: 1 << 28,
};

function provided(text) {
    const bytes = Buffer.from(`${text}\0`);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bytes.length, 0);
    return deflateSync(Buffer.concat([head, bytes]));
}

/** Reads messages until the server's Extended Clipboard message with this flag. */
async function clipboardMessage(client, wanted) {
    for (;;) {
        const message = await client.message();
        const caps = message.flags & flag.caps;
        if (message.type === 3 && message.flags & (caps ? flag.caps & wanted : wanted)) return message;
    }
}

/** A client that has told its clipboard abilities, as noVNC does. */
async function withClipboard(oriel, options = {}) {
    const client = await admitted(oriel, {
        encodings: [encoding.raw, encoding.extendedClipboard],
        ...options,
    });
    await clipboardMessage(client, flag.caps);
    const size = Buffer.alloc(4);
    client.extendedClipboard(
        flag.caps | flag.request | flag.peek | flag.notify | flag.provide | flag.text,
        size
    );
    return client;
}

/** Puts a text on the host's clipboard in the way that the protocol wants it. */
async function paste(client, text) {
    client.extendedClipboard(flag.notify | flag.text);
    await clipboardMessage(client, flag.request);
    client.extendedClipboard(flag.provide | flag.text, provided(text));
}

test('clipboard text goes both ways, Unicode included', async t => {
    const oriel = await startRecording(t);
    const client = await withClipboard(oriel);
    const text = 'Straße, café, 漢字, 🙂, two\r\nlines';
    await paste(client, text);
    const events = await oriel.inputOnce('the clipboard', list =>
        list.some(event => event.type === 'clipboard')
    );
    assert.equal(events.find(event => event.type === 'clipboard').text, text.replace('\r\n', '\n'));

    client.tap(hostKeys.copy);
    await clipboardMessage(client, flag.notify);
    client.extendedClipboard(flag.request | flag.text);
    assert.equal((await clipboardMessage(client, flag.provide)).text, copiedText);
    await oriel.stop();
});

test('a client without the extension has Latin-1', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel);
    client.cutText('Grüße');
    const events = await oriel.inputOnce('the clipboard', list =>
        list.some(event => event.type === 'clipboard')
    );
    assert.equal(events.find(event => event.type === 'clipboard').text, 'Grüße');
    client.tap(hostKeys.copy);
    for (;;) {
        const message = await client.message();
        if (message.type === 3) {
            assert.match(message.text, /^Fake copy: é ß/);
            break;
        }
    }
    await oriel.stop();
});

for (const args of [['--no-clipboard'], ['--view-only']]) {
    test(`${args} carries no clipboard`, async t => {
        const oriel = await startRecording(t, [...args, '--max-viewers', '2']);
        const {json} = await join(oriel);
        assert.equal(json.clipboard, false);
        oriel.password = (await oriel.event('password')).password;
        const client = await admitted(oriel, {
            encodings: [encoding.raw, encoding.extendedClipboard],
        });
        client.cutText('not for you');
        client.extendedClipboard(flag.provide | flag.text, provided('nor this'));
        client.tap(hostKeys.copy);
        for (let i = 0; i < 5; ++i) {
            client.requestUpdate(i > 0);
            await client.update();
        }
        assert.deepEqual(
            client.messages.filter(message => message.type === 3 && !(message.flags & flag.caps)),
            []
        );
        assert.deepEqual(
            (await oriel.input()).filter(event => event.type === 'clipboard'),
            []
        );
        await oriel.stop();
    });
}

test('a view-only viewer sees and touches nothing', async t => {
    const oriel = await startRecording(t, ['--view-only']);
    const {json} = await join(oriel);
    assert.equal(json.viewOnly, true);
    const client = await connectRfb(oriel, {
        ...json,
        encodings: [
            encoding.raw,
            encoding.extendedDesktopSize,
            encoding.qemuKeys,
            encoding.extendedMouseButtons,
        ],
    });
    assert.equal((await oriel.event('viewer-connected')).control, false);
    client.tap(0x61);
    client.qemuKey(0x61, 30, true);
    client.pointer(5, 5, 1);
    client.pointer(5, 5, 0x80);
    client.setDesktopSize(400, 300);
    for (let i = 0; i < 5; ++i) {
        client.requestUpdate(i > 0);
        await client.update();
    }
    assert.deepEqual([client.width, client.height], [320, 200]);
    const touched = (await oriel.input()).filter(event =>
        ['key', 'pointer', 'clipboard'].includes(event.type)
    );
    assert.deepEqual(touched, []);
    await oriel.stop();
});

test('who may control may ask for another size', async t => {
    const oriel = await startRecording(t);
    const client = await admitted(oriel, {encodings: [encoding.raw, encoding.extendedDesktopSize]});
    client.requestUpdate();
    await client.update();
    client.setDesktopSize(400, 300);
    await client.updatesUntil(
        () => client.width === 400 && client.height === 300,
        15000,
        'the new size'
    );
    client.requestUpdate();
    await client.update();
    await oriel.stop();
});

test('a Provide that promises more than it holds gives nothing away', async t => {
    const oriel = await startRecording(t);
    const client = await withClipboard(oriel);
    const lie = Buffer.alloc(9);
    lie.writeUInt32BE(60000, 0);
    lie.write('hello', 4);
    client.extendedClipboard(flag.notify | flag.text);
    await clipboardMessage(client, flag.request);
    client.extendedClipboard(flag.provide | flag.text, deflateSync(lie));
    client.tap(0x7a);
    await Promise.race([
        client.closed,
        oriel.inputOnce('the key after it', list => list.some(event => event.keysym === 0x7a)),
    ]);
    for (const event of await oriel.input())
        assert.ok(
            event.type !== 'clipboard' || event.text.length <= 5,
            'nothing beyond what was sent'
        );
    await oriel.stop();
});
