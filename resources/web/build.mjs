// Bundles the page: build.mjs --out DIR [--packages node_modules] [--qrc FILE] [--source-maps]
//
// Writes index.html and vnc.html (one template, told apart by data-page), their assets with a
// hash of the contents in each name, and the list of all files for Qt's resource compiler.

import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';

const SIZE_LIMIT = 130_000; // bytes, compressed, over all files that a person needs
const here = dirname(fileURLToPath(import.meta.url));
const {values: args} = parseArgs({
    options: {
        out: {type: 'string'},
        packages: {type: 'string', default: join(here, 'node_modules')},
        qrc: {type: 'string'},
        'source-maps': {type: 'boolean', default: false},
    },
});
if (!args.out)
    throw new Error('--out DIR is missing');
const out = resolve(args.out);
const packages = resolve(args.packages);
const esbuild = createRequire(join(packages, 'x.js'))('esbuild');

/** Gives `import languages from 'oriel:languages'`: name and lazy loader of each translation file. */
const languages = {
    name: 'languages',
    setup(build) {
        const folder = join(here, '../../translations/web');
        build.onResolve({filter: /^oriel:languages$/}, ({path}) => ({path, namespace: 'oriel'}));
        build.onLoad({filter: /.*/, namespace: 'oriel'}, () => {
            const files = readdirSync(folder).filter(name => name.endsWith('.json')).sort();
            const entries = files.map(file => {
                const path = join(folder, file);
                const name = JSON.parse(readFileSync(path, 'utf8'))['language.name'];
                return `${JSON.stringify(basename(file, '.json'))}: {name: ${JSON.stringify(name)}, `
                    + `load: () => import(${JSON.stringify(path)})}`;
            });
            return {contents: `export default {${entries.join(', ')}};`, resolveDir: folder};
        });
    },
};

async function bundle() {
    const result = await esbuild.build({
        absWorkingDir: here,
        entryPoints: {oriel: 'src/main.js', style: 'src/style.css'},
        outdir: join(out, 'assets'),
        entryNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        minify: true,
        sourcemap: args['source-maps'],
        charset: 'utf8',
        legalComments: 'none',
        nodePaths: [packages],
        plugins: [languages],
        metafile: true,
        logLevel: 'warning',
    });
    const find = entry => basename(Object.entries(result.metafile.outputs)
        .find(([, output]) => output.entryPoint === entry)[0]);
    const script = find('src/main.js');
    const viewer = find('src/viewer.js');
    const statically = ({kind}) => kind === 'import-statement';
    const imported = Object.entries(result.metafile.outputs)
        .filter(([path]) => [script, viewer].includes(basename(path)))
        .flatMap(([, {imports}]) => imports.filter(statically).map(({path}) => basename(path)));
    // What the script imports is fetched beside it, not once it has been read.
    const preloads = [...new Set([viewer, ...imported])]
        .map(name => `<link rel="modulepreload" href="assets/${name}">`).join('\n');
    const translations = Object.entries(result.metafile.outputs)
        .filter(([, {entryPoint}]) => entryPoint?.endsWith('.json')).map(([path]) => basename(path));
    return {script, style: find('src/style.css'), preloads, translations};
}

/** Copies `path` under a name that changes with its contents. */
function hashed(path) {
    const contents = readFileSync(path);
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8);
    const name = basename(path).replace(/\.[^.]+$/, `-${hash}$&`);
    writeFileSync(join(out, 'assets', name), contents);
    return name;
}

/** The licences ask that their texts go wherever the code goes. */
function writeLicences() {
    const read = path => readFileSync(join(packages, '@novnc/novnc', path), 'utf8').trim();
    writeFileSync(join(out, 'licences.txt'), [
        'This page is part of Oriel, free software under the GNU General Public License,',
        'version 3 or later. It contains the core of noVNC 1.7.0 (unmodified; its source is the',
        'npm package @novnc/novnc) and, as a part of it, pako. Their licences follow.',
        read('LICENSE.txt'), read('vendor/pako/LICENSE'), read('docs/LICENSE.MPL-2.0'), '',
    ].join(`\n\n${'-'.repeat(78)}\n\n`));
}

function writePages(assets) {
    const template = readFileSync(join(here, 'page.html'), 'utf8');
    for (const page of ['index', 'vnc']) {
        const html = template.replace(/\{\{(\w+)\}\}/g, (_, name) => ({...assets, page})[name]);
        writeFileSync(join(out, `${page}.html`), html);
    }
}

function listFiles() {
    const assets = readdirSync(join(out, 'assets')).map(name => `assets/${name}`);
    return [...readdirSync(out).filter(name => name !== 'assets'), ...assets].sort()
        .filter(name => !name.endsWith('.map'));
}

function writeQrc(files) {
    const lines = files.map(name => `        <file alias="${name}">${join(out, name)}</file>`);
    writeFileSync(args.qrc, ['<RCC>', '    <qresource prefix="/web">', ...lines,
        '    </qresource>', '</RCC>', ''].join('\n'));
}

rmSync(out, {recursive: true, force: true});
mkdirSync(join(out, 'assets'), {recursive: true});
const {script, style, preloads, translations} = await bundle();
writePages({script, style, preloads, icon: hashed(join(here, '../icons/oriel.svg'))});
writeLicences();
const files = listFiles();
if (args.qrc)
    writeQrc(files);

const compressed = name => gzipSync(readFileSync(join(out, name)), {level: 9}).length;
const [languageSizes, sizes] = [true, false].map(language => files
    .filter(name => translations.includes(basename(name)) === language).map(compressed));
// Nobody needs more than one language.
const size = sizes.reduce((sum, one) => sum + one, Math.max(0, ...languageSizes));
console.log(`page: ${sizes.length} files and one of ${languageSizes.length} languages, `
    + `${size} bytes compressed (limit ${SIZE_LIMIT})`);
if (size > SIZE_LIMIT)
    throw new Error('the page is too large');
