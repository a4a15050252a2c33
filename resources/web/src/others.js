// Who uses the desktop, too: how many others watch, and whether the host has the mouse. In the badge;
// for screen readers, in words when it changes.

import {$} from './dom.js';
import {setText} from './i18n.js';

/** @param {{others: number, controlling: number}} told by the host, whenever it changes */
export function showOthers({others, controlling}) {
    const count = Number(others) || 0;
    $('others').hidden = $('others-list').hidden = count === 0;
    $('others-short').dataset.count = count;
    $('others-watching').textContent = count;
    $('others-controlling').textContent = Number(controlling) || 0;
    setText($('others-said'), 'notice.others', {count});
}

/** @param {boolean} used by the person at the host */
export function showHostMouse(used) {
    $('host-mouse').toggleAttribute('hidden', !used); // an SVG's
    if (used)
        setText($('host-mouse-said'), 'bar.hostMouse');
    else
        unsay($('host-mouse-said'));
}

/** Nothing is known of anybody. */
export function forgetOthers() {
    showHostMouse(false);
    $('others').hidden = $('others-list').hidden = true;
    unsay($('others-said'));
}

function unsay(element) {
    element.textContent = '';
    delete element.dataset.text;
}
