// Who may include whom: reads every #include of the modules and names each one that is not allowed.
//   node includes.mjs FOLDER...    exit code 1 if there is any
import {readFileSync, readdirSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

/** For each module, the modules it may include besides itself. */
const allowedModules = {
    session: [],
    desktop: ['session'],
    vnc: ['session', 'desktop'],
    proxy: ['session'],
    ui: ['session'],
    app: ['session', 'desktop', 'vnc', 'proxy', 'ui'],
};

/** The folders in desktop/ are its own; all others, app included, know its interfaces. A backend may
    use what is shared by an operating system's backends, and no other backend. */
const desktopFolder = /^desktop\/(\w+)\//;
const sharedFolders = ['linux'];

/** Headers with one home: the pattern, the folders that may include them, and why. */
const keptHeaders = [
    [/^rfb\//, /^vnc\//, 'libvncserver is vnc/\'s'],
    [/^lib(av|sw)\w*\//, /^vnc\//, 'libavcodec is vnc/\'s'],
    [/^openssl\//, /^proxy\//, 'OpenSSL is proxy/\'s'],
    [/^qrencode\.h$/, /^ui\/|^app\//, 'the QR code is drawn by ui/ and, in a terminal, by app/'],
    [/^(xcb|X11|xkbcommon)\//, /^desktop\/x11\//, 'X11 is desktop/x11/\'s'],
    [/^(pipewire|spa|gio|glib)\/|^libei/, /^desktop\/portal\//, 'the portal is desktop/portal/\'s'],
    [/^(windows|winuser|d3d11|dxgi)\w*\.h$/i, /^desktop\/windows\//, 'Windows is desktop/windows/\'s'],
    [/^(ApplicationServices|CoreGraphics|ScreenCaptureKit|AppKit)\//, /^desktop\/macos\//,
        'macOS is desktop/macos/\'s'],
];

/** session/ is plain QtCore. */
const qtCoreOnly = /^session\//;
const otherQt = /^(QtGui|QtNetwork|QtWidgets|QtWebSockets|QtDBus)\/|^Q(Widget|Application|GuiApplication|Tcp|Ssl|Host|Network|WebSocket|Image|Pixmap|Color|Font|Icon|Clipboard|Local(Server|Socket))/;

function sourcesBelow(folder) {
    return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
        const path = join(folder, entry.name);
        if (entry.isDirectory())
            return sourcesBelow(path);
        return /\.(cpp|h|mm)$/.test(entry.name) ? [path] : [];
    });
}

/** Why `file` may not include `header`, or nothing. Both are paths from the root. */
function objection(file, header) {
    const from = file.split('/')[0];
    const to = header.split('/')[0];
    if (to in allowedModules && to !== from && !allowedModules[from].includes(to))
        return `${from}/ may not include ${to}/`;
    const inside = header.match(desktopFolder)?.[1];
    const own = file.match(desktopFolder)?.[1];
    if (inside && from !== 'desktop')
        return 'the folders in desktop/ are its own';
    if (inside && own && inside !== own && !sharedFolders.includes(inside))
        return 'backends do not know one another';
    const kept = keptHeaders.find(([pattern, home]) => pattern.test(header) && !home.test(file));
    if (kept)
        return kept[2];
    if (qtCoreOnly.test(file) && otherQt.test(header))
        return 'session/ uses QtCore alone';
    return undefined;
}

/** Every forbidden include below `root`, one line each, and how many files were read. */
export function check(root) {
    const modules = readdirSync(root, {withFileTypes: true})
        .filter(entry => entry.isDirectory() && entry.name in allowedModules);
    const found = [];
    let files = 0;
    for (const path of modules.flatMap(module => sourcesBelow(join(root, module.name)))) {
        const file = relative(root, path);
        ++files;
        readFileSync(path, 'utf8').split('\n').forEach((line, index) => {
            const header = line.match(/^\s*#\s*(?:include|import)\s*[<"]([^>"]+)[>"]/)?.[1];
            const why = header && objection(file, header);
            if (why)
                found.push(`${file}:${index + 1}: ${header}: ${why}`);
        });
    }
    return {files, found};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const {files, found} = check(resolve(process.argv[2]));
    for (const line of found)
        console.log(line);
    console.log(`${files} files, ${found.length} forbidden includes`);
    process.exit(files > 0 && found.length === 0 ? 0 : 1);
}
