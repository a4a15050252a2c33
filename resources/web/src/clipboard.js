// The two clipboards, in step: by themselves where the browser allows it, with the keys that paste
// elsewhere (pasting.js), by the panel everywhere.

import {$} from './dom.js';
import {setText} from './i18n.js';
import {contentOf} from './pasting.js';
import {MAX_PICTURE, bringPicture, fetchPicture, fingerprint} from './pictures.js';

const MAX_TEXT = 1024 * 1024; // bytes of UTF-8; the host takes no more
const TYPING_PAUSE = 300; // ms

/** @typedef {import('./pasting.js').Content} Content */

export class Clipboard {
    #around;
    #known = ''; // what both sides have, as keyOf() has it
    #local = ''; // what was seen last on this side
    #newer = false; // what the desktop has did not come from this side's clipboard, nor into it
    #left = false; // since then somebody may have copied something on this side
    #waiting = null; // content from the desktop that waits for a click or key to be written
    #shown = null; // the picture in the panel
    #unfetched = false; // there is a picture on the desktop
    #turn = 0; // counts what was copied, so that what comes late is told
    #given = Promise.resolve(); // settled once the desktop has what it was given last
    #timer = 0;
    #readable = null; // PermissionStatus; null where reading would ask each time
    #on = false;

    /**
     * @param {object} around
     * @param {(text: string) => Promise<void>} around.send gives the desktop a text
     * @param {() => string | null} around.token what pictures are fetched and brought with
     * @param {() => void} around.tooLarge tells the person that something can't pass
     */
    constructor(around) {
        this.#around = around;
        $('clipboard-text').addEventListener('input', () => this.#edited());
        $('clipboard-panel').addEventListener('paste', event => this.#pastedIntoPanel(event));
        $('clipboard-copy').addEventListener('click', () => this.#copy());
        $('clipboard-automatic').addEventListener('click', () => this.#read());
        for (const leaving of ['blur', 'copy', 'cut'])
            addEventListener(leaving, event => (this.#left ||= event.isTrusted));
        addEventListener('focus', () => {
            this.#fetch();
            this.#readIfGranted();
        });
        for (const gesture of ['pointerdown', 'keydown'])
            addEventListener(gesture, () => this.#writeWaiting(), {capture: true});
        this.#watchPermission();
    }

    /** @param {{readOnly: boolean}} rights of the present visit */
    start({readOnly}) {
        this.#on = true;
        $('clipboard-text').readOnly = readOnly;
        setText($('clipboard-text').labels[0],
            readOnly ? 'clipboard.hintViewOnly' : 'clipboard.hint');
        this.#offerAutomatic();
        this.#fetch();
        this.#readIfGranted();
    }

    /** Forgets what the desktop had with the desktop. */
    stop() {
        this.#on = false;
        this.#known = '';
        this.#local = '';
        this.#newer = false;
        this.#waiting = null;
        this.#unfetched = false;
        ++this.#turn;
        clearTimeout(this.#timer);
        this.#show({text: '', picture: null});
    }

    /** @param {string} text that was copied on the desktop */
    received(text) {
        this.#unfetched = false;
        this.#arrived({text, picture: null}, keyOf(text));
    }

    /** @param {{picture?: number, tooLarge?: boolean}} notice of the host */
    noticed({picture, tooLarge}) {
        if (tooLarge)
            this.#around.tooLarge();
        if (picture === undefined)
            return;
        this.#unfetched = picture > 0;
        if (!this.#unfetched && this.#shown) {
            this.#known = '';
            this.#show({text: '', picture: null});
        }
        this.#fetch();
    }

    /**
     * @param {Content} content found on this side
     * @returns {Promise<void>} settled once the desktop has it, or is not to get it
     */
    async give({text, picture}) {
        const turn = this.#turn;
        const key = text ? keyOf(text) : await fingerprint(picture).catch(() => '');
        const before = this.#local;
        if (turn !== this.#turn || !key)
            return;
        this.#local = key;
        if (this.#newer && (before ? before === key : !this.#left))
            return;
        if (key === this.#known) {
            await this.#given;
            return;
        }
        this.#newer = false;
        await this.#bring({text, picture: text ? null : picture}, key);
    }

    #setNewer() {
        this.#newer = true;
        this.#left = false;
    }

    #mayGive() {
        return this.#on && !$('clipboard-text').readOnly;
    }

    async #bring({text, picture}, key) {
        if (!this.#mayGive() || key === this.#known)
            return;
        if (picture ? picture.size > MAX_PICTURE : isTooLong(text)) {
            this.#around.tooLarge();
            return;
        }
        this.#known = key;
        this.#waiting = null;
        this.#unfetched = false;
        ++this.#turn;
        this.#show({text, picture});
        this.#given = picture ? this.#bringPicture(picture, key) : this.#around.send(text);
        await this.#given;
    }

    async #bringPicture(picture, key) {
        const token = this.#around.token();
        const outcome = token ? await bringPicture(token, picture) : 'lost';
        if (outcome === 'large')
            this.#around.tooLarge();
        if (outcome !== 'taken' && this.#known === key)
            this.#known = '';
    }

    /** A picture is fetched by the one who looks, not by every window that is open somewhere. */
    async #fetch() {
        const token = this.#around.token();
        if (!this.#on || !this.#unfetched || !token || !document.hasFocus())
            return;
        this.#unfetched = false;
        const turn = ++this.#turn;
        const picture = await fetchPicture(token);
        const key = picture && await fingerprint(picture).catch(() => '');
        if (key && turn === this.#turn)
            this.#arrived({text: '', picture}, key);
    }

    #arrived(content, key) {
        if (key === this.#known)
            return;
        ++this.#turn;
        this.#known = key;
        this.#show(content);
        this.#setNewer();
        this.#waiting = content;
        this.#writeWaiting();
    }

    /** Some browsers allow this always, some right after a click or key: then it waits for one. */
    async #writeWaiting() {
        const content = this.#waiting;
        if (content === null || !document.hasFocus())
            return;
        try {
            const key = this.#known;
            await write(content);
            if (this.#waiting !== content)
                return;
            this.#waiting = null;
            this.#newer = false;
            this.#local = key;
        } catch {
            // Not now; the next click or key tries again.
        }
    }

    #show({text, picture}) {
        const image = $('clipboard-picture');
        URL.revokeObjectURL(image.src);
        image.removeAttribute('src');
        if (picture)
            image.src = URL.createObjectURL(picture);
        image.hidden = !picture;
        this.#shown = picture;
        if ($('clipboard-text').value !== text)
            $('clipboard-text').value = text;
    }

    #edited() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            const text = $('clipboard-text').value;
            this.#setNewer();
            this.#bring({text, picture: null}, keyOf(text));
        }, TYPING_PAUSE);
    }

    /** Text goes into the field by itself. */
    #pastedIntoPanel(event) {
        const content = contentOf(event.clipboardData);
        if (content.text || !content.picture || !this.#mayGive())
            return;
        event.preventDefault();
        this.give(content);
    }

    async #copy() {
        const button = $('clipboard-copy');
        try {
            await write({text: $('clipboard-text').value, picture: this.#shown});
        } catch {
            $('clipboard-text').select();
            return;
        }
        setText(button, 'clipboard.copied');
        setTimeout(() => setText(button, 'clipboard.copy'), 1500);
    }

    async #watchPermission() {
        try {
            this.#readable = await navigator.permissions.query({name: 'clipboard-read'});
        } catch {
            return; // a browser that would ask at each reading: the keys that paste do not
        }
        this.#readable.onchange = () => {
            this.#offerAutomatic();
            this.#readIfGranted();
        };
        this.#offerAutomatic();
    }

    #offerAutomatic() {
        $('clipboard-automatic').hidden =
            this.#readable?.state !== 'prompt' || $('clipboard-text').readOnly;
    }

    #readIfGranted() {
        if (this.#mayGive() && this.#readable?.state === 'granted' && document.hasFocus())
            this.#read();
    }

    async #read() {
        try {
            const content = await read();
            if (content.text || content.picture)
                await this.give(content);
        } catch {
            // Refused, or the page lost the focus meanwhile.
        }
        this.#writeWaiting();
    }
}

const keyOf = text => `text ${text}`;

function isTooLong(text) {
    return text.length > MAX_TEXT || new TextEncoder().encode(text).length > MAX_TEXT;
}

function write({text, picture}) {
    return picture ? navigator.clipboard.write([new ClipboardItem({'image/png': picture})])
        : navigator.clipboard.writeText(text);
}

/** @returns {Promise<Content>} */
async function read() {
    const items = await navigator.clipboard.read();
    const first = type => items.find(({types}) => types.includes(type))?.getType(type);
    const text = await (await first('text/plain'))?.text();
    return {text: text ?? '', picture: text ? null : await first('image/png') ?? null};
}
