// The rules for the tests' scripts; the page and what belongs to it have their own, beside it.
import js from '@eslint/js';
import globals from 'globals';

export default [
    {ignores: ['**/node_modules/**', 'tests/web/**']},
    js.configs.recommended,
    {
        languageOptions: {ecmaVersion: 2022, sourceType: 'module'},
        linterOptions: {reportUnusedDisableDirectives: 'error'},
        rules: {
            'eqeqeq': 'error',
            'no-eval': 'error',
            'no-implicit-globals': 'error',
            'no-implied-eval': 'error',
            'no-unused-vars': ['error', {argsIgnorePattern: '^_', caughtErrors: 'none',
                                         ignoreRestSiblings: true}],
            'no-var': 'error',
            'object-shorthand': 'error',
            'prefer-const': 'error',
        },
    },
    // A test may hand functions to the page it drives, so it knows both worlds.
    {languageOptions: {globals: {...globals.node, ...globals.browser}}},
];
