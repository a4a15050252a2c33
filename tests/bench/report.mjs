// What each report of the bench needs: cleaning up, where the figures come from, where they go.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';

/** Runs a measure with what it needs cleaned up behind it, as a test would. */
export async function measured(title, measure) {
    process.stderr.write(`${title} …\n`);
    const ends = [];
    try {
        return await measure({after: action => ends.push(action)});
    } finally {
        for (const end of ends) await end();
    }
}

function command(...words) {
    try {
        return execFileSync(words[0], words.slice(1), {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
    } catch {
        return '';
    }
}

/** The version of the browser that the tests drive. */
export function browserVersion() {
    return command(process.env.ORIEL_CHROMIUM || 'chromium', '--version').replace(
        / built on.*/,
        ''
    );
}

/** The versions of the peers, as Debian's packages name them. */
export function packageVersions() {
    const names = ['tigervnc-scraping-server', 'x11vnc', 'websockify'];
    return names.map(name =>
        command('dpkg-query', '--show', '--showformat', '${Package} ${Version}', name)
    );
}

function commit() {
    const root = new URL('../..', import.meta.url).pathname;
    const id = command('git', '-C', root, 'rev-parse', '--short=10', 'HEAD');
    const code = ['--', '.', ':!docs']; // where the bench itself may have written already
    const changed = command(
        ...['git', '-C', root, 'status', '--porcelain', '--untracked-files=no'].concat(code)
    );
    return changed ? `${id} with changes` : id;
}

/** Commit, machine and what else had a part in the figures. */
export function provenance(...others) {
    const system = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return [
        `${commit()}; ${cpus().length} cores of ${cpus()[0].model.trim()}`,
        `${Math.round(totalmem() / 2 ** 30)} GiB`,
        system,
        `Linux ${command('uname', '-r').replace(/-.*/, '')}`,
        ...others,
        command(process.env.ORIEL, '--version'),
    ]
        .filter(Boolean)
        .join(', ');
}

/** Puts `text` into the file between its markers of that name. */
export function writeBetween(file, name, text) {
    const markers = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
    const page = readFileSync(file, 'utf8');
    const [from, to] = markers.map(marker => page.indexOf(marker));
    if (from < 0 || to < from)
        throw new Error(`${file} lacks the markers ${markers.join(' and ')}`);
    writeFileSync(
        file,
        `${page.slice(0, from + markers[0].length)}\n${text}\n${page.slice(to)}`
    );
}
