// Remembers the present visit over a reload of the page, in this tab only, and what a person chose,
// in this browser.

const KEY = `oriel.visit:${new URL('.', location.href).pathname}`;

/** @param {import('./session.js').Visit} visit */
export function keepVisit({resume, viewOnly, clipboard, host}) {
    try {
        sessionStorage.setItem(KEY, JSON.stringify({resume, viewOnly, clipboard, host}));
    } catch {
        // Storage is switched off: a reload then needs a new password.
    }
}

export function forgetVisit() {
    try {
        sessionStorage.removeItem(KEY);
    } catch {
        // As above.
    }
}

/** @returns {import('./session.js').Visit | null} */
export function keptVisit() {
    try {
        const visit = JSON.parse(sessionStorage.getItem(KEY));
        return typeof visit?.resume === 'string' ? {...visit, password: ''} : null;
    } catch {
        return null;
    }
}

/** @param {string} name @param {string} value */
export function keepChoice(name, value) {
    try {
        localStorage.setItem(`oriel.${name}`, value);
    } catch {
        // It holds until the page is left, then.
    }
}

/** @param {string} name @returns {string | null} what was chosen, if anything was */
export function keptChoice(name) {
    try {
        return localStorage.getItem(`oriel.${name}`);
    } catch {
        return null;
    }
}
