// security_doc.mjs ROOT: every test that docs/SECURITY.md names exists, and every promise names one.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const root = process.argv[2];
const text = name => readFileSync(join(root, name), 'utf8');
const page = text('docs/SECURITY.md');
const problems = [];

/** The file that holds the test `kind.name`; undefined if ctest does not know it. */
function fileOf(kind, name) {
    const registered = folder =>
        existsSync(join(root, folder, 'CMakeLists.txt')) &&
        new RegExp(`\\b${name}\\b`).test(text(`${folder}/CMakeLists.txt`));
    if (kind === 'static') return registered('tests/static') ? 'tests/static/CMakeLists.txt' : undefined;
    const folders =
        kind === 'unit'
            ? readdirSync(join(root, 'tests/unit')).map(module => `tests/unit/${module}`)
            : [`tests/${kind}`];
    const file = kind === 'unit' ? `tst_${name}.cpp` : `${name}.test.mjs`;
    const folder = folders.find(each => existsSync(join(root, each, file)) && registered(each));
    return folder && `${folder}/${file}`;
}

const named = [...page.matchAll(/`((unit|protocol|e2e|web|static|installer|soak|fuzz)\.(\w+)(?:: ([^`]+))?)`/g)];
for (const [, whole, kind, name, title] of named) {
    const file = fileOf(kind, name);
    if (!file) {
        problems.push(`there is no test ${kind}.${name}`);
        continue;
    }
    const start = kind === 'unit' ? new RegExp(`\\b${title}\\(\\)`) : null;
    if (title && !(start ? start.test(text(file)) : text(file).includes(title)))
        problems.push(`${file} has nothing called “${title}” (${whole})`);
}

// A table of promises has three columns, the last of which names tests.
for (const table of page.matchAll(/\| Promise \| Kept in \| Test \|\n\|[-|]+\|\n((?:\|.*\n)+)/g)) {
    for (const row of table[1].trimEnd().split('\n')) {
        const [, promise, places, tests] = row.split(/(?<!\\)\|/).map(cell => cell.trim());
        if (!/`\w+\.\w+/.test(tests ?? '')) problems.push(`no test keeps “${promise}”`);
        for (const [, place] of places.matchAll(/`([^`]+)`/g)) {
            const exists = ['', '.cpp', '.h', '.mjs', '.sh'].some(end =>
                existsSync(join(root, place + end))
            );
            if (!exists) problems.push(`there is no ${place}, where “${promise}” is kept`);
        }
    }
}

problems.forEach(problem => console.log(problem));
console.log(`${named.length} tests named, ${problems.length} problems`);
process.exit(named.length > 20 && problems.length === 0 ? 0 : 1);
