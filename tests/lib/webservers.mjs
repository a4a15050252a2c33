// Real web servers in front of Oriel, with the files of docs/deployment: other ports, names and
// folders are put into them, and nothing else is changed.
import net from 'node:net';
import {constants} from 'node:fs';
import {access, chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {makeCertificate} from './certificates.mjs';
import {freePort} from './ports.mjs';
import {scratch, start} from './programs.mjs';
import {eventually} from './wait.mjs';

const shipped = new URL('../../docs/deployment/', import.meta.url);

/** `text` with each [from, to] replaced; one that is not there fails the test. */
export function replaced(text, replacements, name = 'the text') {
    let result = text;
    for (const [from, to] of replacements) {
        if (!result.includes(from)) throw new Error(`${name} has no ${JSON.stringify(from)}`);
        result = result.replaceAll(from, () => to);
    }
    return result;
}

async function shippedFile(name, replacements) {
    return replaced(await readFile(new URL(name, shipped), 'utf8'), replacements, name);
}

/** Servers lie where an ordinary user's PATH does not lead. */
const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

/** Why a server can't be tried here, or false. */
export async function missing(...programs) {
    for (const program of programs) {
        const found = await Promise.all(
            path.split(':').map(folder =>
                access(join(folder, program), constants.X_OK).then(() => true, () => false)
            )
        );
        if (!found.includes(true)) return `${program} is not installed`;
    }
    return false;
}

function answers(port) {
    return new Promise(resolve => {
        const socket = net.connect(port, '127.0.0.1');
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
    });
}

/** A place for a server: a folder of its own, a free port, and the port that Oriel is to take. */
async function makePlace(t) {
    const folder = await scratch(t, 'oriel-web-');
    const [port, upstream] = [await freePort(), await freePort()];
    const env = {PATH: path, HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8'};
    return {folder, port, upstream, env};
}

/** Runs it until the test ends, and waits until it takes connections. */
async function serve(t, place, command, args) {
    const program = start(t, command, args, {env: place.env, cwd: place.folder});
    await eventually(10000, `${command} to listen`, () => {
        if (!program.running)
            throw new Error(`${command} ended: ${program.stderr}${program.stdout}`);
        return answers(place.port);
    });
    return program;
}

/**
 * What a server is asked for. `file` in docs/deployment, which has it; `tls` of the file as it is;
 * `changes` are further replacements.
 * @typedef {{file: string, tls?: boolean, changes?: [string, string][]}} Wanted
 */

/** Where a server answers and where Oriel is to listen. */
function description({port, upstream, folder}, tls, program) {
    return {port, upstream, folder, program, plain: !tls,
        origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`};
}

/** What https needs in nginx.conf, and what is left of the line for plain http. */
async function nginxListener(file, {folder, port}, tls, site) {
    const here = `listen 127.0.0.1:${port}`;
    if (file === 'nginx-wiki.conf') return [['listen 80;', `${here};`]];
    const certificate = `ssl_certificate /etc/letsencrypt/live/${site}/fullchain.pem;`;
    const key = `ssl_certificate_key /etc/letsencrypt/live/${site}/privkey.pem;`;
    if (!tls) return [['listen 443 ssl;', `${here};`], [certificate, ''], [key, '']];
    const made = await makeCertificate(folder, 'nginx');
    return [
        ['listen 443 ssl;', `${here} ssl;`],
        [certificate, `ssl_certificate ${made.cert};`],
        [key, `ssl_certificate_key ${made.key};`],
    ];
}

/** nginx with one of its files. `web` is the folder of the page, for the files that name one. */
export async function startNginx(t, {file, tls = false, web, changes = []}) {
    const place = await makePlace(t);
    const {folder, upstream} = place;
    const wiki = file.startsWith('nginx-wiki');
    const text = await shippedFile(file, [
        ...(await nginxListener(file, place, tls, wiki ? 'example.com' : 'desk.example.com')),
        ['server 127.0.0.1:6080;', `server 127.0.0.1:${upstream};`],
        ...(wiki ? [['alias /usr/share/oriel/web/;', `alias ${web}/;`]] : []),
        ...changes,
    ]);
    await writeFile(join(folder, 'oriel.conf'), text);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        name => `    ${name}_temp_path ${folder}/${name};`
    );
    // Around it, what Debian's own nginx.conf has.
    const conf = `
${process.getuid() === 0 ? 'user root root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
worker_processes 1;
events {}
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    gzip on;
    access_log ${folder}/access.log;
${temporary.join('\n')}
    include ${folder}/oriel.conf;
}
`;
    await writeFile(join(folder, 'nginx.conf'), conf);
    const args = ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')];
    return description(place, tls, await serve(t, place, 'nginx', args));
}

export async function startCaddy(t, {tls = true, changes = []}) {
    const place = await makePlace(t);
    const {folder, port, upstream} = place;
    let site = `http://127.0.0.1:${port} {\n\tbind 127.0.0.1`;
    if (tls) {
        const {cert, key} = await makeCertificate(folder, 'caddy');
        site = `https://127.0.0.1:${port} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`;
    }
    const text = await shippedFile('Caddyfile', [
        ['desk.example.com {', site],
        ['reverse_proxy 127.0.0.1:6080', `reverse_proxy 127.0.0.1:${upstream}`],
        ...changes,
    ]);
    await writeFile(join(folder, 'oriel.caddy'), text);
    // No port 80, no port for its control, no certificate from anywhere.
    const options =
        '{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tservers {\n\t\tprotocols h1 h2\n\t}\n}\n' +
        `import ${folder}/oriel.caddy\n`;
    await writeFile(join(folder, 'Caddyfile'), options);
    const args = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    return description(place, tls, await serve(t, place, 'caddy', args));
}

export async function startHaproxy(t, {tls = true, changes = []}) {
    const place = await makePlace(t);
    const {folder, port, upstream} = place;
    let bind = `bind 127.0.0.1:${port}`;
    if (tls) {
        const {cert, key} = await makeCertificate(folder, 'haproxy');
        const both = join(folder, 'both.pem');
        await writeFile(both, (await readFile(cert, 'utf8')) + (await readFile(key, 'utf8')));
        bind += ` ssl crt ${both} alpn http/1.1`;
    }
    const text = await shippedFile('haproxy.cfg', [
        ['bind :443 ssl crt /etc/haproxy/desk.example.com.pem alpn http/1.1', bind],
        ['server desktop 127.0.0.1:6080', `server desktop 127.0.0.1:${upstream}`],
        ...changes,
    ]);
    await writeFile(join(folder, 'oriel.cfg'), text);
    await writeFile(join(folder, 'global.cfg'), 'global\n    maxconn 200\n');
    const args = ['-db', '-f', join(folder, 'global.cfg'), '-f', join(folder, 'oriel.cfg')];
    return description(place, tls, await serve(t, place, 'haproxy', args));
}

/** What Debian switches on by itself, and what apache.conf says to switch on. */
const apacheModules = [
    ...['mpm_event', 'authz_core', 'alias', 'deflate', 'filter', 'mime', 'reqtimeout'],
    ...['socache_shmcb', 'ssl', 'proxy', 'proxy_http'],
];

export async function startApache(t, {tls = true, changes = []}) {
    const place = await makePlace(t);
    const {folder, port, upstream} = place;
    const made = await makeCertificate(folder, 'apache');
    const live = '/etc/letsencrypt/live/desk.example.com';
    const text = await shippedFile('apache.conf', [
        ['<VirtualHost *:443>', `<VirtualHost 127.0.0.1:${port}>`],
        ['http://127.0.0.1:6080/', `http://127.0.0.1:${upstream}/`],
        ['SSLEngine on', `SSLEngine ${tls ? 'on' : 'off'}`],
        [`${live}/fullchain.pem`, made.cert],
        [`${live}/privkey.pem`, made.key],
        ...changes,
    ]);
    await writeFile(join(folder, 'oriel.conf'), text);
    // Its children are another user where it is started by root.
    await mkdir(join(folder, 'run'), {mode: 0o755});
    await chmod(folder, 0o755);
    const conf = [
        `ServerRoot ${folder}`,
        `DefaultRuntimeDir ${folder}/run`,
        `PidFile ${folder}/run/apache.pid`,
        `ErrorLog ${folder}/error.log`,
        `Listen 127.0.0.1:${port}`,
        'ServerName 127.0.0.1',
        ...(process.getuid() === 0 ? ['User www-data', 'Group www-data'] : []),
        ...apacheModules.map(
            name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`
        ),
        'TypesConfig /etc/mime.types',
        `Include ${folder}/oriel.conf`,
    ];
    await writeFile(join(folder, 'apache.conf'), `${conf.join('\n')}\n`);
    const args = ['-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')];
    return description(place, tls, await serve(t, place, 'apache2', args));
}
