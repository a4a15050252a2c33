// Puts the page together: the address, the session, the lobby, the screen and its bar.

import * as api from './api.js';
import {Badge, askRoundTrip} from './badge.js';
import {Bar} from './bar.js';
import {Clipboard} from './clipboard.js';
import {Composer} from './composer.js';
import {Dialler} from './dial.js';
import {$} from './dom.js';
import {Files} from './files.js';
import {setName, startLanguage} from './i18n.js';
import {KeyRow} from './keyrow.js';
import {KeysPanel} from './keys.js';
import {keysymOf} from './keysyms.js';
import {offerLanguages} from './languagechoice.js';
import {letGoWhenLeft} from './letgo.js';
import {Lobby} from './lobby.js';
import {Modifiers} from './modifiers.js';
import {Monitors} from './monitors.js';
import {Notices} from './notices.js';
import {forgetOthers, showHostMouse, showOthers} from './others.js';
import {readParams} from './params.js';
import {Pasting} from './pasting.js';
import {PictureKeys} from './picturekeys.js';
import {Quality} from './quality.js';
import {Session} from './session.js';
import {PageState} from './state.js';
import {forgetVisit, keepVisit, keptVisit} from './storage.js';
import {TextBar} from './textbar.js';
import {Touch} from './touch.js';
import {ViewPanel} from './viewpanel.js';
import {Zoom} from './zoom.js';

// noVNC finds out what the browser decodes before it lets anybody import it: the lobby is usable
// meanwhile.
const viewerModule = import('./viewer.js');
viewerModule.catch(() => {}); // told to who needs it

const novnc = document.documentElement.dataset.page === 'vnc';
const params = takeAddress();

const state = new PageState();
let shown = null; // the viewer whose picture is seen
let meter = null; // told what comes for it
const dialler = new Dialler(new URL('websockify', location.href).href.replace(/^http/, 'ws'));
const session = new Session({
    state, api, params, openViewer, show,
    keep: visit => visit ? keepVisit(visit) : forgetVisit(),
});
const lobby = new Lobby(state, {
    join: password => session.join(password),
    cancel: () => session.leave(),
    again: () => state.name === 'ended' ? session.resume(session.visit) : session.hurry(),
}, params.direct);
const bar = new Bar(() => session.leave());
const sendKey = (...key) => shown?.sendKey(...key);
const modifiers = new Modifiers(sendKey);
const textBar = new TextBar(sendKey, modifiers, () => shown?.focus());
const notices = new Notices(() => {
    api.here(session.visit.resume);
    shown?.focus();
});
const clipboard = new Clipboard({
    send: text => shown?.sendClipboard(text) ?? Promise.resolve(),
    token: () => session.visit?.resume ?? null,
    tooLarge: () => notices.tellTooLarge(),
});
const files = new Files({
    token: () => session.visit?.resume ?? null,
    open: () => bar.openPanel('files'),
    openInTurn: () => bar.openInTurn('files'),
});
const badge = new Badge(askRoundTrip);
const zoom = new Zoom();
const touch = new Touch(zoom, {
    down: () => {
        if (textBar.hasKeyboard)
            textBar.settle();
        else
            shown?.focus();
    },
    clicked: () => modifiers.used(),
});
const composer = new Composer(text => {
    for (const character of text)
        sendKey(keysymOf(character));
});
const mac = /^(Mac|iP)/.test(navigator.platform);
const pictureKeys = new PictureKeys({
    send: sendKey,
    mac,
    compose: () => Composer.possible || textBar.open(),
    pressed: () => modifiers.used(),
    leave: () => bar.focus(),
});
const pasting = new Pasting(content => clipboard.give(content), {mac});
new KeysPanel(sendKey, {mac, choose: command => (pictureKeys.command = command)});
new KeyRow(sendKey, modifiers);
addEventListener('mouseup', ({target}) => {
    if (!$('text-bar').contains(target))
        setTimeout(() => modifiers.used()); // behind what noVNC sends
}, {capture: true});
letGoWhenLeft(() => {
    pictureKeys.release();
    modifiers.release();
});
const view = new ViewPanel(zoom, touch);
const monitors = new Monitors(zoom);
const quality = new Quality(params.quality);
if (params.resize === 'off')
    zoom.actual();

/** Reads the address and takes the password out of it. */
function takeAddress() {
    const read = readParams(location.href, novnc);
    if (read.password)
        history.replaceState(null, '', read.cleaned);
    return read;
}

async function openViewer(visit, way, events) {
    const {Viewer} = await viewerModule;
    const {viewOnly, clipboard: mayClip} = visit;
    const {shared, resize, compression, viewOnly: onlyLook} = params;
    const viewer = new Viewer($('stage'), {
        dial: channelEvents => dialler.dial(way, channelEvents),
        shared, resize, compression,
        quality: quality.level,
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
        notice: notice => hear(notice),
        received: bytes => viewer === shown && meter.received(bytes),
        drawn: () => viewer === shown && meter.drawn(),
        ended: (...why) => {
            if (viewer !== shown)
                viewer.element.remove();
            events.ended(...why);
        },
    });
    return viewer;
}

/** What the host says beside the picture. */
function hear(notice) {
    if (notice.type === 'viewers')
        showOthers(notice);
    else if (notice.type === 'mouse')
        showHostMouse(notice.host === true);
    else if (notice.type === 'monitors')
        monitors.show(notice.list);
    else if (notice.type === 'clipboard')
        clipboard.noticed(notice);
    else if (notice.type === 'file' && !params.viewOnly)
        files.noticed(notice);
    else
        notices.show(notice);
}

/** Nothing of it is known while the host can't be heard. */
function forgetNotices() {
    notices.clear();
    forgetOthers();
}

/** The first picture is there: it takes the place of the lobby or of the last picture. */
function show(viewer) {
    const {host, viewOnly, clipboard: mayClip, fileLimit} = session.visit;
    const onlyLook = viewOnly || params.viewOnly;
    shown = viewer;
    meter = badge.start();
    $('screen').replaceChildren(viewer.element);
    describe(viewer.canvas, onlyLook);
    bar.attach(viewer, {host, viewOnly: onlyLook, clipboard: mayClip});
    zoom.attach(viewer);
    touch.attach(viewer, {viewOnly: onlyLook});
    view.attach(viewer, {viewOnly: onlyLook});
    quality.attach(viewer);
    textBar.allowed = !onlyLook;
    pictureKeys.on = !onlyLook;
    if (!onlyLook && Composer.possible)
        composer.attach(viewer.canvas);
    if (mayClip)
        clipboard.start({readOnly: onlyLook});
    pasting.on = mayClip && !onlyLook;
    files.start(onlyLook ? 0 : fileLimit);
}

/** A screen reader passes the keys of an application on, and reads nothing out of it. */
function describe(canvas, onlyLook) {
    canvas.setAttribute('role', onlyLook ? 'img' : 'application');
    canvas.setAttribute('aria-describedby', 'keys-leave');
    setName(canvas, 'picture.name');
}

function hideScreen() {
    shown = null;
    badge.stop();
    modifiers.forget();
    textBar.hide();
    pictureKeys.on = false;
    composer.detach();
    clipboard.stop();
    pasting.on = false;
    files.stop();
    forgetNotices();
    bar.detach();
    touch.detach();
    view.detach();
    quality.attach(null);
    monitors.forget();
    zoom.attach(null);
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
        badge.stop();
        forgetNotices();
        modifiers.forget();
        files.pause();
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

startLanguage();
offerLanguages();
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
