// One way for every word on the page: t(key, values).

import languages from 'oriel:languages';
import {pickLanguage, translator} from './translate.js';
import english from './texts.js';

const language = pickLanguage(navigator.languages, Object.keys(languages));
const texts = language === 'en' ? english : await load(language);
document.documentElement.lang = texts === english ? 'en' : language;

export const t = translator(texts, english);

/** A page in English is better than none, so a file that doesn't arrive is no error. */
async function load(name) {
    try {
        return (await languages[name]()).default;
    } catch {
        return english;
    }
}

/**
 * Fills in the page's own words: data-text names an element's text, data-label its accessible
 * name and tooltip.
 * @param {ParentNode} root
 */
export function translatePage(root) {
    for (const element of root.querySelectorAll('[data-text]'))
        element.textContent = t(element.dataset.text);
    for (const element of root.querySelectorAll('[data-label]'))
        setLabel(element, element.dataset.label);
}

/** Accessible name and tooltip of `element`. */
export function setLabel(element, key) {
    element.setAttribute('aria-label', t(key));
    element.title = t(key);
}
