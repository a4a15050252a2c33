// The pure half of i18n.js.

/**
 * The first of the person's languages that there is, by its primary subtag; else English.
 * @param {readonly string[]} wanted as in navigator.languages, best first
 * @param {readonly string[]} available besides English
 * @returns {string}
 */
export function pickLanguage(wanted, available) {
    for (const tag of wanted) {
        const primary = tag.toLowerCase().split('-')[0];
        if (primary === 'en' || available.includes(primary))
            return primary;
    }
    return 'en';
}

/**
 * @param {Record<string, string>} texts
 * @param {Record<string, string>} fallback used for keys that `texts` lacks
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function translator(texts, fallback) {
    return (key, values = {}) => {
        const text = texts[key] ?? fallback[key] ?? key;
        return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
    };
}
