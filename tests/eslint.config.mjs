// The rules for every script of the repository: the page, its bundler and the tests.
import js from '@eslint/js';
import globals from 'globals';

export default [
    {ignores: ['**/node_modules/**', 'build/**']},
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
    {files: ['resources/web/src/**'], languageOptions: {globals: globals.browser}},
    // A test may hand functions to the page it drives, so it knows both worlds.
    {files: ['tests/**', 'resources/web/*.mjs'],
     languageOptions: {globals: {...globals.node, ...globals.browser}}},
];
