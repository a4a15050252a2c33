// From a phone's text field to key presses.

import assert from 'node:assert/strict';
import test from 'node:test';

import {KEYS, keysymOf} from '../../resources/web/src/keysyms.js';
import {PADDING, typedBetween} from '../../resources/web/src/typing.js';

test('typing, correcting, deleting, completing', () => {
    assert.deepEqual(typedBetween('__', '__a'), {backspaces: 0, text: 'a'});
    assert.deepEqual(typedBetween('__helo', '__hello'), {backspaces: 1, text: 'lo'});
    assert.deepEqual(typedBetween('__', '_'), {backspaces: 1, text: ''});
    assert.deepEqual(typedBetween('__teh', '__the '), {backspaces: 2, text: 'he '});
    assert.deepEqual(typedBetween('__a', '__a'), {backspaces: 0, text: ''});
    assert.deepEqual(typedBetween('ab', 'b'), {backspaces: 2, text: 'b'});
});

test('an emoji is one character, composed syllables replace each other', () => {
    assert.deepEqual(typedBetween('_', '_🙂'), {backspaces: 0, text: '🙂'});
    assert.deepEqual(typedBetween('_🙂', '_🙃'), {backspaces: 1, text: '🙃'});
    assert.deepEqual(typedBetween('_하', '_한'), {backspaces: 1, text: '한'});
});

test('of what stands unseen before the text, one backspace takes all', () => {
    assert.deepEqual(typedBetween(PADDING, PADDING.slice(1)), {backspaces: 1, text: ''});
    assert.deepEqual(typedBetween(PADDING, ''), {backspaces: 1, text: ''});
    assert.deepEqual(typedBetween(`${PADDING}ab`, 'x'), {backspaces: 3, text: 'x'});
    assert.deepEqual(typedBetween(PADDING, `${PADDING}${PADDING}a`), {backspaces: 0, text: 'a'});
});

test('keysyms', () => {
    const expected = {a: 0x61, '~': 0x7e, 'é': 0xe9, 'ß': 0xdf, '€': 0x010020ac, '漢': 0x01006f22,
        '🙂': 0x0101f642, '\u00a0': 0xa0, 'Ā': 0x01000100};
    for (const [character, keysym] of Object.entries(expected))
        assert.equal(keysymOf(character), keysym, character);
    assert.equal(keysymOf('\n'), KEYS.enter[0]);
    assert.equal(keysymOf('\t'), KEYS.tab[0]);
});
