// What a change of a text field means as key presses.

/**
 * Stands unseen before the text: something to delete must always be there, or a phone's backspace
 * changes nothing.
 */
export const PADDING = '\u200b'.repeat(32);

/**
 * @typedef {object} Typed
 * @property {number} backspaces how many characters to take away first
 * @property {string} text what to type then
 */

/**
 * The field is compared before and after, by code points. Of the padding, one backspace takes all
 * that it takes.
 * @param {string} before
 * @param {string} after
 * @returns {Typed}
 */
export function typedBetween(before, after) {
    const old = [...before];
    const now = [...after];
    let same = 0;
    while (same < old.length && same < now.length && old[same] === now[same])
        same++;
    const gone = old.slice(same);
    const typed = gone.filter(character => character !== PADDING[0]);
    return {
        backspaces: typed.length + (typed.length < gone.length ? 1 : 0),
        text: now.slice(same).filter(character => character !== PADDING[0]).join(''),
    };
}
