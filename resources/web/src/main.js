// Puts the page together: the address, the session, the lobby, the screen and its bar.

import * as api from './api.js';
import {Bar} from './bar.js';
import {Clipboard} from './clipboard.js';
import {$} from './dom.js';
import {translatePage} from './i18n.js';
import {TouchKeyboard} from './keyboard.js';
import {KeysPanel} from './keys.js';
import {Lobby} from './lobby.js';
import {Notices} from './notices.js';
import {readParams} from './params.js';
import {Session} from './session.js';
import {PageState} from './state.js';
import {forgetVisit, keepVisit, keptVisit} from './storage.js';

// noVNC finds out what the browser decodes before it lets anybody import it: the lobby is usable
// meanwhile.
const viewerModule = import('./viewer.js');
viewerModule.catch(() => {}); // told to who needs it

const novnc = document.documentElement.dataset.page === 'vnc';
const params = takeAddress();

const state = new PageState();
let shown = null; // the viewer whose picture is seen
const session = new Session({
    state, api, params, openViewer, show,
    keep: visit => visit ? keepVisit(visit) : forgetVisit(),
    ticketSocket: new URL('websockify', location.href).href.replace(/^http/, 'ws'),
});
const lobby = new Lobby(state, {
    join: password => session.join(password),
    cancel: () => session.leave(),
    again: () => state.name === 'ended' ? session.resume(session.visit) : session.hurry(),
}, params.direct);
const bar = new Bar(() => session.leave());
const keys = new KeysPanel((...key) => shown?.sendKey(...key));
const keyboard = new TouchKeyboard((...key) => shown?.sendKey(...key), on => {
    if (shown)
        shown.focusOnClick = !on;
});
const clipboard = new Clipboard(text => shown?.sendClipboard(text));
const notices = new Notices();

/** Reads the address and takes the password out of it. */
function takeAddress() {
    const read = readParams(location.href, novnc);
    if (read.password)
        history.replaceState(null, '', read.cleaned);
    return read;
}

async function openViewer(visit, socket, protocols, events) {
    const {Viewer} = await viewerModule;
    const {viewOnly, clipboard: mayClip} = visit;
    const {shared, resize, quality, compression, viewOnly: onlyLook} = params;
    const viewer = new Viewer($('stage'), {
        socket, protocols, shared, resize, quality, compression,
        password: visit.password,
        viewOnly: viewOnly || onlyLook,
        clipboard: mayClip,
    }, {
        ...events,
        named: name => {
            visit.host ||= name;
            if (viewer === shown)
                bar.name = visit.host;
        },
        clipboard: text => clipboard.received(text),
        notice: notice => notices.show(notice),
        clipping: () => bar.clippingChanged(),
        ended: (...why) => {
            if (viewer !== shown)
                viewer.element.remove();
            events.ended(...why);
        },
    });
    viewer.fitting = params.resize !== 'off';
    return viewer;
}

/** The first picture is there: it takes the place of the lobby or of the last picture. */
function show(viewer) {
    const {host, viewOnly, clipboard: mayClip} = session.visit;
    const onlyLook = viewOnly || params.viewOnly;
    shown = viewer;
    $('screen').replaceChildren(viewer.element);
    bar.attach(viewer, {host, viewOnly: onlyLook, clipboard: mayClip, fit: params.resize !== 'off'});
    keyboard.allowed = !onlyLook;
    if (mayClip)
        clipboard.start({readOnly: onlyLook});
}

function hideScreen() {
    shown = null;
    keys.forget();
    keyboard.hide();
    clipboard.stop();
    notices.clear();
    bar.detach();
    $('screen').replaceChildren();
    $('stage').replaceChildren();
    if (document.fullscreenElement)
        document.exitFullscreen().catch(() => {});
}

state.addEventListener('change', () => {
    const {name} = state;
    const seesScreen = name === 'connected' || (name === 'reconnecting' && shown !== null);
    if (!seesScreen && shown)
        hideScreen();
    if (name === 'reconnecting') {
        notices.clear();
        keys.forget();
    }
    document.documentElement.dataset.state = name;
    $('bar').hidden = !seesScreen;
    bar.usable = name === 'connected';
    $('lobby').classList.toggle('over', seesScreen);
    lobby.show({host: session.visit?.host ?? '', mayResume: session.visit !== null});
    if (name === 'connected')
        shown.focus();
});

/** Another link pasted into the same tab changes nothing but the fragment. */
addEventListener('hashchange', () => {
    const {password} = takeAddress();
    if (!password || !['idle', 'ended'].includes(state.name))
        return;
    session.forget();
    lobby.offer(password);
    state.to('idle');
});
addEventListener('online', () => session.hurry());
document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible')
        session.hurry();
});

translatePage(document);
const kept = keptVisit();
if (kept && !params.password && !params.direct) {
    session.resume(kept);
} else {
    lobby.offer(params.password);
    state.to('idle');
    lobby.focus();
    if (novnc && params.autoconnect)
        session.join(params.password);
}
