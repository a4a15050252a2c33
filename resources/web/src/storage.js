// Remembers the present visit over a reload of the page, in this tab only.

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
