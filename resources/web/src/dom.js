/**
 * The element with this id; the page has it.
 * @param {string} id
 * @returns {any}
 */
export function $(id) {
    return document.getElementById(id);
}
