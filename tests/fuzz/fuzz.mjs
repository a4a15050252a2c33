// Runs the fuzz targets of build/fuzz, two at a time, and says what each did.
//   node fuzz.mjs --minutes 10           all targets and the session mutator, ten minutes in all
//   node fuzz.mjs --seconds 2 [--only X] each target (or one) so long, behind a replay of its seeds
// What is found lies in build/fuzz/found/TARGET, what the targets learnt in build/fuzz/corpus.
import {spawn} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const build = join(root, 'build/fuzz');
const lanes = 2;
const sessionShare = 4; // the mutator talks to a whole program: it gets the time of so many targets

const {values} = parseArgs({
    options: {
        minutes: {type: 'string'},
        seconds: {type: 'string', default: '2'},
        only: {type: 'string'},
        seed: {type: 'string'},
    },
});

function fail(message) {
    console.error(message);
    process.exit(2);
}

function positive(text) {
    const number = Number(text);
    return number > 0 ? number : fail(`a time must be a number above 0, not ${text}`);
}

/** Runs a command to its end; resolves with its exit code and all it said. */
function run(command, args, env = {}) {
    return new Promise(resolve => {
        const child = spawn(command, args, {
            cwd: build,
            env: {...process.env, ...env},
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        for (const stream of [child.stdout, child.stderr])
            stream.setEncoding('utf8').on('data', text => {
                output += text;
            });
        child.once('error', error => resolve({code: -1, output: String(error)}));
        child.once('close', code => resolve({code, output}));
    });
}

function folder(...parts) {
    const path = join(build, ...parts);
    mkdirSync(path, {recursive: true});
    return path;
}

async function fuzz(target, seconds) {
    const options = JSON.parse(readFileSync(join(build, 'targets', `${target}.json`), 'utf8'));
    const learnt = folder('corpus', target);
    const found = folder('found', target);
    const seeds = join(here, 'corpus', target);
    const {code, output} = await run(join(build, `fuzz_${target}`), [
        ...options,
        ...(values.seed ? [`-seed=${values.seed}`] : []),
        `-max_total_time=${Math.ceil(seconds)}`,
        '-print_final_stats=1',
        '-verbosity=1',
        `-artifact_prefix=${found}/`,
        learnt,
        seeds,
    ]);
    const executions = Number(/number_of_executed_units:\s+(\d+)/.exec(output)?.[1] ?? 0);
    const coverage = Number([...output.matchAll(/ cov: (\d+) /g)].at(-1)?.[1] ?? 0);
    const artifact = /Test unit written to (\S+)/.exec(output)?.[1];
    return {
        name: target,
        text: `${executions} executions, coverage ${coverage}`,
        // A target that executed nothing has not been tested, whatever it says.
        ok: code === 0 && executions > 0,
        output,
        replay: artifact && `build/fuzz/fuzz_${target} ${artifact.replace(`${root}/`, '')}`,
    };
}

async function mutateSessions(seconds) {
    const {code, output} = await run(
        process.execPath,
        [
            join(here, 'sessions.mjs'),
            ...['--seconds', String(Math.ceil(seconds))],
            ...['--found', folder('found', 'sessions')],
            ...(values.seed ? ['--seed', values.seed] : []),
        ],
        {ORIEL: join(root, 'build/asan/oriel'), ORIEL_TEST_SLOWNESS: '3'}
    );
    return {
        name: 'sessions',
        text: /^summary: (.*)$/m.exec(output)?.[1] ?? 'no summary',
        ok: code === 0,
        output,
        replay: /^replay: (.*)$/m.exec(output)?.[1],
    };
}

function tell({name, text, ok, output, replay}) {
    console.log(`${ok ? 'ok   ' : 'FOUND'} ${name.padEnd(20)} ${text}`);
    if (ok) return;
    console.log(output.split('\n').slice(-80).join('\n'));
    if (replay) console.log(`replay with: ${replay}`);
}

const all = readdirSync(join(build, 'targets')).map(file => file.replace(/\.json$/, ''));
if (values.only && !all.includes(values.only))
    fail(`there is no target ${values.only}: ${all.join(' ')}`);

const jobs = [];
if (values.minutes) {
    const seconds = (positive(values.minutes) * 60 * lanes) / (all.length + sessionShare);
    jobs.push(() => mutateSessions(sessionShare * seconds));
    jobs.push(...all.map(target => () => fuzz(target, seconds)));
} else {
    const seconds = positive(values.seconds);
    jobs.push(...(values.only ? [values.only] : all).map(target => () => fuzz(target, seconds)));
}

let finds = 0;
await Promise.all(
    Array.from({length: lanes}, async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) {
            const result = await job();
            tell(result);
            finds += result.ok ? 0 : 1;
        }
    })
);
process.exit(finds ? 1 : 0);
