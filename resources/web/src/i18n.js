// One way for every word on the page. English is built in; another language comes when it is
// needed, beside whatever else goes on, and what was said until then is said again in it.

import languages from 'oriel:languages';
import {keepChoice, keptChoice} from './storage.js';
import {directionOf, pickLanguage, translator} from './translate.js';
import english from './texts.js';

const PATIENCE = 500; // ms that the page stays blank for its language; English then shows until it comes

/** The languages' names in themselves, by tag. */
export const names = {
    en: english['language.name'],
    ...Object.fromEntries(Object.entries(languages).map(([tag, {name}]) => [tag, name])),
};

/** What may be said of an element, and how. */
const WAYS = {
    text: (element, words) => (element.textContent = words),
    name: (element, words) => element.setAttribute('aria-label', words),
    description: (element, words) => element.setAttribute('aria-description', words),
    label: (element, words) => {
        element.setAttribute('aria-label', words);
        element.title = words;
    },
};

const said = new WeakMap(); // element → the values in its words, by way
let translate = translator(english, english, 'en');
let wanted = 'en';

/** For words that are said once; what stays on the page is for setText and the like. */
export const t = (key, values) => translate(key, values);

/** Whether there is such a text. */
export const has = key => key in english;

export const setText = (element, key, values) => say(element, 'text', key, values);

/** Accessible name and tooltip of `element`. */
export const setLabel = (element, key, values) => say(element, 'label', key, values);

/** Accessible name without a tooltip. */
export const setName = (element, key, values) => say(element, 'name', key, values);

/** What a screen reader adds to the name. */
export const setDescription = (element, key, values) => say(element, 'description', key, values);

/** The language of the moment, or the one that is coming. */
export const language = () => wanted;

/** @param {string} tag one of `names`, from now on and for visits to come */
export function chooseLanguage(tag) {
    keepChoice('language', tag);
    return use(tag);
}

/** Says the page's own words in the person's language: data-text, data-label and the like. */
export function startLanguage() {
    const kept = keptChoice('language');
    const tag = kept in names ? kept : pickLanguage(navigator.languages, Object.keys(names));
    sayAgain();
    if (tag === 'en')
        return;
    const page = document.documentElement.dataset;
    page.words = 'coming';
    const shown = () => delete page.words;
    setTimeout(shown, PATIENCE);
    use(tag).then(shown);
}

async function use(tag) {
    wanted = tag;
    const texts = tag === 'en' ? english : await load(tag);
    if (wanted !== tag)
        return;
    const spoken = texts === english ? 'en' : tag;
    translate = translator(texts, english, spoken);
    document.documentElement.lang = spoken;
    document.documentElement.dir = directionOf(spoken);
    sayAgain();
}

/** A page in English is better than none, so a file that doesn't arrive is no error. */
async function load(tag) {
    try {
        return (await languages[tag].load()).default;
    } catch {
        return english;
    }
}

function say(element, way, key, values = {}) {
    element.dataset[way] = key;
    said.set(element, {...said.get(element), [way]: values});
    WAYS[way](element, t(key, values));
}

function sayAgain() {
    for (const [way, apply] of Object.entries(WAYS)) {
        for (const element of document.querySelectorAll(`[data-${way}]`))
            apply(element, t(element.dataset[way], said.get(element)?.[way]));
    }
}
