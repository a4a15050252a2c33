// Every language says everything.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import test from 'node:test';

import english from '../../resources/web/src/texts.js';
import {pickLanguage, translator} from '../../resources/web/src/translate.js';

const root = new URL('../../', import.meta.url);
const folder = new URL('translations/web/', root);
const files = readdirSync(folder).filter(name => name.endsWith('.json'));
const placeholders = text => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('there is a German page', () => assert.ok(files.includes('de.json')));

for (const file of files) {
    const texts = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    test(`${file} has the keys of the English texts, no more, no fewer`, () =>
        assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort()));
    test(`${file} leaves nothing empty and keeps every placeholder`, () => {
        for (const [key, text] of Object.entries(texts)) {
            assert.notEqual(text.trim(), '', key);
            assert.deepEqual(placeholders(text), placeholders(english[key]), key);
        }
    });
}

test('the page names no text that does not exist, and each of its texts is named', () => {
    const page = readFileSync(new URL('resources/web/page.html', root), 'utf8');
    const sources = new URL('resources/web/src/', root);
    const code = readdirSync(sources).filter(name => name.endsWith('.js') && name !== 'texts.js')
        .map(name => readFileSync(new URL(name, sources), 'utf8')).join('\n');
    for (const [, key] of page.matchAll(/data-(?:text|label)="([^"]+)"/g))
        assert.ok(key in english, key);
    for (const [, key] of code.matchAll(/\bt\('([^']+)'/g))
        assert.ok(key in english, key);
    const computed = /^(end|notice|idle)\.|^connect|^reconnecting/;
    for (const key of Object.keys(english)) {
        const named = page.includes(`"${key}"`) || code.includes(`'${key}'`);
        assert.ok(named || computed.test(key), `${key} is never shown`);
    }
});

test('the person\'s first language that there is, else English', () => {
    assert.equal(pickLanguage(['de-AT', 'en'], ['de']), 'de');
    assert.equal(pickLanguage(['en-GB', 'de'], ['de']), 'en');
    assert.equal(pickLanguage(['fr', 'DE'], ['de']), 'de');
    assert.equal(pickLanguage(['fr'], ['de']), 'en');
    assert.equal(pickLanguage([], ['de']), 'en');
});

test('values are put in; what is missing is English, then the key', () => {
    const t = translator({a: 'A {x} {y}'}, {a: 'no', b: 'B'});
    assert.equal(t('a', {x: 0}), 'A 0 {y}');
    assert.equal(t('b'), 'B');
    assert.equal(t('c'), 'c');
});
