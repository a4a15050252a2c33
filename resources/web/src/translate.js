// The pure half of i18n.js.

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr']);

/**
 * The first of the person's languages that there is, in the script that they read; else English.
 * @param {readonly string[]} wanted as in navigator.languages, best first
 * @param {readonly string[]} available
 * @returns {string}
 */
export function pickLanguage(wanted, available) {
    for (const tag of wanted) {
        const likely = likelyOf(tag);
        const found = available.find(other => {
            const {language, script} = likelyOf(other);
            return likely?.language === language && likely.script === script;
        });
        if (found)
            return found;
    }
    return 'en';
}

/** @param {string} tag @returns {'ltr' | 'rtl'} */
export function directionOf(tag) {
    return RIGHT_TO_LEFT.has(likelyOf(tag)?.script) ? 'rtl' : 'ltr';
}

/** pt is pt-Latn-BR, zh-HK is zh-Hant-HK. */
function likelyOf(tag) {
    try {
        return new Intl.Locale(tag).maximize();
    } catch {
        return null; // no language that anybody knows
    }
}

/**
 * A text for a {count} may have a form for each of the language's plurals: key.one, key.other.
 * @param {Record<string, string>} texts
 * @param {Record<string, string>} fallback in English, used for keys that `texts` lacks
 * @param {string} tag of the language of `texts`
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function translator(texts, fallback, tag) {
    const plurals = [new Intl.PluralRules(tag), new Intl.PluralRules('en')];
    // What is put into a text that runs to the left keeps its own direction.
    const [open, close] = directionOf(tag) === 'rtl' ? ['\u2068', '\u2069'] : ['', ''];
    return (key, values = {}) => {
        const text = formOf(texts, key, values.count, plurals[0])
            ?? formOf(fallback, key, values.count, plurals[1]) ?? key;
        return text.replace(/\{(\w+)\}/g, (whole, name) =>
            name in values ? `${open}${values[name]}${close}` : whole);
    };
}

function formOf(texts, key, count, plurals) {
    const forms = count === undefined ? [] : [`${key}.${plurals.select(count)}`, `${key}.other`];
    return texts[[...forms, key].find(form => form in texts)];
}
