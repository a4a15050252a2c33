// Nothing stays pressed on the desktop when this page can no longer see it let go.

import {$} from './dom.js';

/** @param {() => void} release lets go of the keys that the page itself holds */
export function letGoWhenLeft(release) {
    let at = {clientX: 0, clientY: 0};
    addEventListener('mousemove', ({clientX, clientY}) => (at = {clientX, clientY}),
        {capture: true, passive: true});

    const letGo = () => {
        release();
        // To noVNC a window without the keyboard is the one reason to let go of keys, and a mouse
        // button that went up the one reason to let go of buttons.
        dispatchEvent(new Event('blur'));
        if (document.captureElement)
            dispatchEvent(new MouseEvent('mouseup', at));
    };
    addEventListener('blur', event => event.isTrusted && letGo());
    addEventListener('pagehide', letGo);
    document.addEventListener('visibilitychange', () => document.hidden && letGo());
    // The keyboard went elsewhere in the page.
    $('screen').addEventListener('focusout', () => {
        release();
        dispatchEvent(new Event('blur'));
    });
}
