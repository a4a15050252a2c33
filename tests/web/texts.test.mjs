// Every language says everything.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import test from 'node:test';

import english from '../../resources/web/src/texts.js';
import {directionOf, pickLanguage, translator} from '../../resources/web/src/translate.js';

const root = new URL('../../', import.meta.url);
const folder = new URL('translations/web/', root);
const tags = readdirSync(folder).filter(name => name.endsWith('.json'))
    .map(name => name.replace('.json', ''));

const PROMISED = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'ru',
    'tr', 'uk', 'zh-Hans', 'zh-Hant'];
/** Words that are the same in English. */
const SAME = {
    it: ['lobby.password', 'bar.trackpad'],
    nl: ['bar.trackpad'],
};
const SCRIPTS = {
    ar: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u, hi: /\p{Script=Devanagari}/u,
    ru: /\p{Script=Cyrillic}/u, uk: /\p{Script=Cyrillic}/u, ko: /\p{Script=Hangul}/u,
    'zh-Hans': /\p{Script=Han}/u, 'zh-Hant': /\p{Script=Han}/u,
    ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
};
const FORM = /\.(zero|one|two|few|many|other)$/;

const placeholders = text => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const stemOf = key => key.replace(FORM, '');
const isCounted = key => FORM.test(key) && `${stemOf(key)}.other` in english;
const counted = [...new Set(Object.keys(english).filter(isCounted).map(stemOf))];
const plain = texts => Object.keys(texts).filter(key => !counted.includes(stemOf(key))).sort();

/** The forms that whole numbers up to a thousand need, and the one that stands for all others. */
function formsOf(tag) {
    const plurals = new Intl.PluralRules(tag);
    const numbers = Array.from({length: 1000}, (_, number) => plurals.select(number));
    return [...new Set([...numbers, 'other'])].sort();
}

test('the languages that are promised are there', () => {
    for (const tag of PROMISED)
        assert.ok(tags.includes(tag), tag);
});

for (const [tag, texts] of [['en', english], ...tags.map(name => [name,
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))])]) {
    test(`${tag} has the keys of the English texts, no more, no fewer`, () =>
        assert.deepEqual(plain(texts), plain(english)));
    test(`${tag} has the plural forms that its numbers take`, () => {
        for (const stem of counted) {
            const forms = Object.keys(texts).filter(key => FORM.test(key) && stemOf(key) === stem)
                .map(key => key.slice(stem.length + 1)).sort();
            assert.deepEqual(forms, formsOf(tag), stem);
        }
    });
    test(`${tag} leaves nothing empty and keeps every placeholder`, () => {
        for (const [key, text] of Object.entries(texts)) {
            const model = english[counted.includes(stemOf(key)) ? `${stemOf(key)}.other` : key];
            assert.notEqual(text.trim(), '', key);
            assert.equal(text, text.trim(), key);
            assert.deepEqual(placeholders(text), placeholders(model), key);
        }
    });
    if (tag === 'en')
        continue;
    test(`${tag} is not English`, () => {
        for (const [key, text] of Object.entries(texts)) {
            if (!SAME[tag]?.includes(key))
                assert.notEqual(text, english[key], key);
            assert.doesNotMatch(text, /\b(the|you|your|with|this)\b/i, key);
            assert.match(text, SCRIPTS[tag] ?? /\p{Script=Latin}/u, key);
        }
    });
}

test('the page names no text that does not exist, and each of its texts is named', () => {
    const page = readFileSync(new URL('resources/web/page.html', root), 'utf8');
    const sources = new URL('resources/web/src/', root);
    const code = readdirSync(sources).filter(name => name.endsWith('.js') && name !== 'texts.js')
        .map(name => readFileSync(new URL(name, sources), 'utf8')).join('\n');
    const exists = key => key in english || counted.includes(key);
    for (const [, key] of page.matchAll(/data-(?:text|label|name|description)="([^"]+)"/g))
        assert.ok(exists(key), key);
    for (const [, key] of code.matchAll(/\b(?:t\(|set(?:Text|Label|Name|Description)\([^;]*?, )'([^']+)'/g))
        assert.ok(exists(key), key);
    const computed = /^(end|notice|idle)\.|^connect|^reconnecting/;
    for (const key of [...plain(english), ...counted]) {
        const named = page.includes(`"${key}"`) || code.includes(`'${key}'`);
        assert.ok(named || computed.test(key), `${key} is never shown`);
    }
});

test('the person\'s first language that there is, else English', () => {
    const there = ['en', 'de', 'he', 'hi', 'pt-BR', 'zh-Hans', 'zh-Hant'];
    const wanted = {
        de: ['de-AT', 'en'], en: ['en-GB', 'de'], he: ['iw', 'de'], hi: ['hi-Latn', 'fr', 'hi-IN'],
        'pt-BR': ['pt-PT', 'en'], 'zh-Hans': ['zh-SG', 'zh-TW'], 'zh-Hant': ['zh-HK'],
    };
    for (const [expected, list] of Object.entries(wanted))
        assert.equal(pickLanguage(list, there), expected, list.join());
    assert.equal(pickLanguage(['fr', 'DE'], there), 'de');
    assert.equal(pickLanguage(['zh'], there), 'zh-Hans');
    assert.equal(pickLanguage(['zh-Hant-MO'], there), 'zh-Hant');
    assert.equal(pickLanguage(['pt'], there), 'pt-BR');
    assert.equal(pickLanguage(['fr', '', '*', 'en_US'], there), 'en');
    assert.equal(pickLanguage([], there), 'en');
});

test('Arabic and Hebrew run to the left', () => {
    assert.deepEqual(['en', ...tags].filter(tag => directionOf(tag) === 'rtl'), ['ar', 'he']);
});

test('values are put in; what is missing is English, then the key', () => {
    const t = translator({a: 'A {x} {y}'}, {a: 'no', b: 'B'}, 'de');
    assert.equal(t('a', {x: 0}), 'A 0 {y}');
    assert.equal(t('b'), 'B');
    assert.equal(t('c'), 'c');
});

test('a count chooses the form, in its language', () => {
    const english2 = {'d.one': '{count} day', 'd.other': '{count} days', 'e.other': '{count} eggs'};
    const polish = {'d.one': '{count} dzień', 'd.few': '{count} dni', 'd.many': '{count} dni!', 'd.other': '-'};
    const t = translator(polish, english2, 'pl');
    assert.deepEqual([1, 2, 5, 22].map(count => t('d', {count})),
        ['1 dzień', '2 dni', '5 dni!', '22 dni']);
    assert.equal(t('e', {count: 1}), '1 eggs');
    assert.equal(translator({}, english2, 'pl')('d', {count: 1}), '1 day');
    assert.equal(translator({f: '{count} a second'}, {}, 'en')('f', {count: 1}), '1 a second');
});

test('in a text that runs to the left, values keep their direction', () =>
    assert.equal(translator({a: 'אל {x}.'}, {}, 'he')('a', {x: '20 ms'}), 'אל \u206820 ms\u2069.'));
