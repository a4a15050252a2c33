// One-time passwords as people type them.

const ALPHABET = /^[0-9A-HJKMNP-TV-Z]{8}$/; // Crockford's base 32: no I, L, O, U

/**
 * The 8 capitals behind what somebody typed: any case, blanks and dashes ignored, O read as 0,
 * I and L as 1.
 * @param {string} typed
 * @returns {string | null} null if it can't be a one-time password
 */
export function oneTimePassword(typed) {
    const text = typed.replace(/[\s\u2010-\u2015-]/g, '').toUpperCase()
        .replace(/O/g, '0').replace(/[IL]/g, '1');
    return ALPHABET.test(text) ? text : null;
}

/**
 * What to answer a VNC Authentication challenge with. It compares bytes, and a reusable password
 * may look like anything, so only the unmistakable shape XXXX-XXXX (or blanks around or within)
 * is put into the form the host takes; all else stays as typed.
 * @param {string} typed
 * @returns {string}
 */
export function vncPassword(typed) {
    const looksOneTime = /^\s*\w{4}[\s\u2010-\u2015-]\w{4}\s*$/.test(typed);
    return (looksOneTime && oneTimePassword(typed)) || typed;
}
