// What a change of a text field means as key presses.

/**
 * @typedef {object} Typed
 * @property {number} backspaces how many characters to take away first
 * @property {string} text what to type then
 */

/**
 * Phone keyboards correct, complete and compose: they replace text rather than press keys. So the
 * field is compared before and after, by code points.
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
    return {backspaces: old.length - same, text: now.slice(same).join('')};
}
