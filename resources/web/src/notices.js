// The lines above the picture: sharing ends soon for want of activity, the host's screen is dark.

import {$} from './dom.js';
import {t} from './i18n.js';

const DARK_STATES = new Set(['blank', 'locked']);

export class Notices {
    #timer = 0;

    /** @param {{type: string, seconds?: number, state?: string}} notice from the host */
    show(notice) {
        if (notice.type === 'inactivity')
            this.#warn(Number(notice.seconds) || 0);
        else if (notice.type === 'screen')
            this.#tellScreen(notice.state);
    }

    clear() {
        this.#warn(0);
        this.#tellScreen('on');
    }

    #warn(seconds) {
        clearInterval(this.#timer);
        const bar = $('inactivity');
        bar.hidden = seconds <= 0;
        bar.replaceChildren();
        if (seconds <= 0)
            return;
        const left = document.createElement('span');
        left.className = 'countdown';
        left.ariaHidden = 'true'; // the alert is read once, not every second
        bar.append(t('notice.inactivity'), ' ', left);
        const until = Date.now() + seconds * 1000;
        const tick = () => {
            const time = minutes(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
            left.textContent = t('notice.inactivity.left', {time});
        };
        tick();
        this.#timer = setInterval(tick, 500);
    }

    #tellScreen(state) {
        const known = DARK_STATES.has(state);
        $('screen-state').hidden = !known;
        $('screen-state').textContent = known ? t(`notice.${state}`) : '';
    }
}

function minutes(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
