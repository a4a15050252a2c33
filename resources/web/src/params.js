// What the page's address says: the password in the fragment and, on vnc.html, noVNC's parameters.

/**
 * @typedef {object} Params
 * @property {string} password empty if the address has none
 * @property {boolean} autoconnect connect without a click
 * @property {boolean} direct nothing but the WebSocket: VNC Authentication inside, no API
 * @property {string} socket address of the WebSocket; empty if there can be none
 * @property {boolean} viewOnly
 * @property {boolean} shared
 * @property {'off' | 'scale' | 'remote'} resize
 * @property {number} quality 0 to 9
 * @property {number} compression 0 to 9
 * @property {boolean} reconnect over VNC Authentication; Oriel's own way always reconnects
 * @property {number} reconnectDelay milliseconds
 * @property {string} cleaned the address without its password
 */

/**
 * @param {string} href the page's address
 * @param {boolean} novnc whether noVNC's parameters count (vnc.html)
 * @returns {Params}
 */
export function readParams(href, novnc) {
    const url = new URL(href);
    const fragment = url.hash.slice(1);
    const named = novnc && fragment.includes('=');
    const read = reader(novnc ? url.search.slice(1) : '', named ? fragment : '');
    const password = named || !fragment ? read.text('password') : decode(fragment);
    const given = ['host', 'port', 'path', 'password'].some(name => read.text(name) !== '');
    return {
        password,
        autoconnect: read.flag('autoconnect', false),
        direct: given,
        socket: socketAddress(url, read),
        viewOnly: read.flag('view_only', false),
        shared: read.flag('shared', true),
        resize: read.oneOf('resize', ['scale', 'off', 'remote']),
        quality: read.level('quality', 6),
        compression: read.level('compression', 2),
        reconnect: read.flag('reconnect', false),
        reconnectDelay: read.number('reconnect_delay', 5000),
        cleaned: withoutPassword(url, named ? fragment : ''),
    };
}

/** The fragment goes before the query, as in noVNC; of two of the same name, the first. */
function reader(query, fragment) {
    const values = new Map();
    for (const [name, value] of [...pairs(fragment), ...pairs(query)]) {
        if (!values.has(name))
            values.set(name, value);
    }
    const text = name => values.get(name) ?? '';
    const number = (name, fallback) => {
        const value = text(name) === '' ? NaN : Number(text(name));
        return Number.isFinite(value) && value >= 0 ? value : fallback;
    };
    return {
        text,
        number,
        flag: (name, fallback) => values.has(name)
            ? !['0', 'no', 'false'].includes(text(name).toLowerCase()) : fallback,
        level: (name, fallback) => {
            const value = number(name, fallback);
            return Number.isInteger(value) && value <= 9 ? value : fallback;
        },
        oneOf: (name, [fallback, ...others]) =>
            others.includes(text(name)) ? text(name) : fallback,
    };
}

/** Not URLSearchParams: a "+" in a password is a plus, as in noVNC. */
function pairs(text) {
    return text.split('&').filter(Boolean).map(part => {
        const [name, ...value] = part.split('=');
        return [decode(name), decode(value.join('='))];
    });
}

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** `path` is relative to the page, or to the root if host or port is given. */
function socketAddress(page, read) {
    const host = read.text('host');
    const port = read.text('port');
    const path = read.text('path') || 'websockify';
    const scheme = read.flag('encrypt', page.protocol === 'https:') ? 'wss:' : 'ws:';
    const place = host || port ? bracketed(host || page.hostname) : page.host + page.pathname;
    try {
        const base = new URL(`${scheme}//${place}`);
        if (port)
            base.port = port;
        // "./" keeps a colon in the path from being read as a scheme.
        return new URL(path.startsWith('/') ? path : `./${path}`, base).href;
    } catch {
        return '';
    }
}

/** An IPv6 address may be written without its brackets. */
function bracketed(host) {
    return /^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(host) ? `[${host}]` : host;
}

function withoutPassword(url, fragment) {
    const keep = text => text.split('&').filter(part => decode(part.split('=')[0]) !== 'password')
        .join('&');
    const query = keep(url.search.slice(1));
    const rest = keep(fragment);
    return url.pathname + (query && `?${query}`) + (rest && `#${rest}`);
}
