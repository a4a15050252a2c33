// Colours that can be told apart (WCAG 2.2, AA), and a layout that can be mirrored.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';

const css = readFileSync(new URL('../../resources/web/src/style.css', import.meta.url), 'utf8');

/** What is read, and what it stands on. */
const TEXTS = {
    page: ['text', 'soft'], glow: ['text', 'soft'],
    card: ['text', 'soft', 'accent', 'danger'],
    tint: ['text', 'soft', 'accent', 'danger'],
    field: ['text', 'soft'],
    info: ['text'], warn: ['on-warn'],
    accent: ['on-accent'], 'accent-hover': ['on-accent'],
};
/** Edges, lights and the focus, which are not read. */
const SIGNS = {
    page: ['focus'], glow: ['focus'], tint: ['focus'],
    card: ['focus', 'edge', 'good', 'fair', 'danger'],
    field: ['edge', 'accent'],
};

const coloursOf = block => Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, value]) => [name, value]));
const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => coloursOf(block));

function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map(at => {
        const value = parseInt(colour.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}

test('the measure of contrast is the standard\'s', () => {
    assert.equal(contrast('#ffffff', '#000000'), 21);
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

for (const [scheme, colours] of Object.entries({light, dark})) {
    for (const [what, pairs, least] of [['words', TEXTS, 4.5], ['signs', SIGNS, 3]]) {
        test(`${what} stand out in ${scheme}`, () => {
            for (const [ground, names] of Object.entries(pairs)) {
                for (const name of names) {
                    const ratio = contrast(colours[name], colours[ground]);
                    assert.ok(ratio >= least, `${name} on ${ground}: ${ratio.toFixed(2)}`);
                }
            }
        });
    }
}

test('nothing is on the left or right that belongs to the beginning or end of a line', () => {
    const sided = /(?:^|[\s;{])((?:margin|padding|border|inset)-(?:left|right)|left|right|float)\s*:|text-align:\s*(left|right)/m;
    assert.equal(sided.exec(css)?.[0] ?? '', '');
});
