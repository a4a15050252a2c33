// X11 keysyms (keysymdef.h) with the physical key that noVNC may send along.

/** @typedef {readonly [keysym: number, code: string]} Key */

/** @type {Readonly<Record<string, Key>>} */
export const KEYS = Object.freeze({
    control: [0xffe3, 'ControlLeft'],
    alt: [0xffe9, 'AltLeft'],
    altGr: [0xfe03, 'AltRight'],
    shift: [0xffe1, 'ShiftLeft'],
    super: [0xffeb, 'MetaLeft'],
    escape: [0xff1b, 'Escape'],
    tab: [0xff09, 'Tab'],
    enter: [0xff0d, 'Enter'],
    backspace: [0xff08, 'Backspace'],
    delete: [0xffff, 'Delete'],
    print: [0xff61, 'PrintScreen'],
    insert: [0xff63, 'Insert'],
    left: [0xff51, 'ArrowLeft'],
    up: [0xff52, 'ArrowUp'],
    right: [0xff53, 'ArrowRight'],
    down: [0xff54, 'ArrowDown'],
    home: [0xff50, 'Home'],
    end: [0xff57, 'End'],
    pageUp: [0xff55, 'PageUp'],
    pageDown: [0xff56, 'PageDown'],
    l: [0x6c, 'KeyL'],
    n: [0x6e, 'KeyN'],
    q: [0x71, 'KeyQ'],
    t: [0x74, 'KeyT'],
    w: [0x77, 'KeyW'],
    ...Object.fromEntries(Array.from({length: 12}, (_, index) =>
        [`f${index + 1}`, [0xffbe + index, `F${index + 1}`]])),
});

/**
 * The keysym of a character: Latin-1 is itself, the rest of Unicode has its own range.
 * @param {string} character one code point
 * @returns {number}
 */
export function keysymOf(character) {
    const code = character.codePointAt(0);
    if (code === 0x0a || code === 0x0d)
        return KEYS.enter[0];
    if (code === 0x09)
        return KEYS.tab[0];
    const latin1 = (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff);
    return latin1 ? code : 0x01000000 | code;
}
