// Damaged sessions against the real program, several at a time, while a well-behaved viewer watches.
//   node sessions.mjs --seconds 60 [--seed N] [--found FOLDER]
//   node sessions.mjs --replay FILE
// ORIEL names the program; one with sanitizers sees more. The seed repeats the cases, though not
// their interleaving: a find is written with all cases that may have led to it.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {parseArgs} from 'node:util';

import {startOriel} from '../lib/oriel.mjs';
import {Passwords} from '../lib/passwords.mjs';
import {elapse} from '../lib/wait.mjs';
import {makeCase, play, Player} from './cases.mjs';
import {Random} from './random.mjs';
import {Witness} from './witness.mjs';

const players = 3;
const remembered = 30;

const {values} = parseArgs({
    options: {
        seconds: {type: 'string', default: '20'},
        seed: {type: 'string', default: String(Date.now() % 0x7fffffff)},
        found: {type: 'string', default: 'found'},
        replay: {type: 'string'},
    },
});

/** Cases as they come: from the seed until the time is over, or from a file. */
function* source() {
    if (values.replay) {
        yield* JSON.parse(readFileSync(values.replay, 'utf8')).cases;
        return;
    }
    const random = new Random(Number(values.seed));
    const end = Date.now() + Number(values.seconds) * 1000;
    while (Date.now() < end) yield makeCase(random);
}

function keep(cases, error) {
    mkdirSync(values.found, {recursive: true});
    const file = join(values.found, `sessions-${values.seed}.json`);
    writeFileSync(file, JSON.stringify({seed: values.seed, error: String(error), cases}, null, 1));
    console.log(`replay: node tests/fuzz/sessions.mjs --replay ${file}`);
}

/** What went wrong: a program that ended explains whatever its clients saw. */
async function causeOf(oriel, error) {
    await Promise.race([oriel.program.exited, elapse(3000)]);
    if (oriel.program.running) return error;
    return new Error(`the program ended: ${JSON.stringify(oriel.program.status)}`, {cause: error});
}

test('damaged sessions disturb nobody', {timeout: Infinity}, async t => {
    const oriel = await startOriel(
        t,
        ['--max-viewers', String(players + 4), '--timeout', '0', '--expire', '0'],
        {env: {QT_LOGGING_RULES: '*=false'}}
    );
    const passwords = new Passwords(oriel);
    const witness = await Witness.join(oriel, passwords);
    const cases = source();
    const recent = [];
    const counts = {};
    console.log(`seed: ${values.seed}`);

    async function work() {
        const player = new Player(oriel, passwords);
        for (const made of cases) {
            recent.push(made);
            if (recent.length > remembered) recent.shift();
            counts[made.kind] = (counts[made.kind] ?? 0) + 1;
            await play(player, made);
            await witness.lives();
        }
    }

    try {
        await Promise.all(Array.from({length: values.replay ? 1 : players}, work));
        await oriel.stop();
    } catch (error) {
        const cause = await causeOf(oriel, error);
        keep(recent, cause);
        console.log(oriel.stderr);
        throw cause;
    }
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(
        `summary: ${total} sessions, ${JSON.stringify(counts)}, ` +
            `${witness.updates} updates beside them, seed ${values.seed}`
    );
});
