// The card in front of the screen: the password, what is going on, what ended and what to do next.

import {$} from './dom.js';
import {has, setText} from './i18n.js';

/**
 * @typedef {object} LobbyActions
 * @property {(password: string) => void} join
 * @property {() => void} cancel gives up connecting or reconnecting
 * @property {() => void} again reconnects now
 */

export class Lobby {
    #state;
    #brought = ''; // the password that the address brought along
    #countdown = 0;

    /**
     * @param {import('./state.js').PageState} state
     * @param {LobbyActions} actions
     * @param {boolean} passwordOptional some VNC servers ask for none
     */
    constructor(state, actions, passwordOptional) {
        this.#state = state;
        $('join').addEventListener('submit', event => {
            event.preventDefault();
            if ($('password').value || passwordOptional)
                actions.join($('password').value);
            else
                $('password').focus();
        });
        $('cancel').addEventListener('click', actions.cancel);
        $('again').addEventListener('click', actions.again);
    }

    /** Puts in the password that the address brought along, and the focus where it is needed. */
    offer(password) {
        $('password').value = this.#brought = password;
        this.focus();
    }

    /** By script: Chromium ignores autofocus when the address has a fragment. */
    focus() {
        $($('password').value ? 'connect' : 'password').focus();
    }

    /**
     * Shows the present state.
     * @param {{host: string, mayResume: boolean}} about
     */
    show({host, mayResume}) {
        const {name, details} = this.#state;
        const waiting = name === 'connecting' || name === 'reconnecting';
        if (name === 'connected')
            $('password').value = '';
        for (const field of [$('password'), $('connect')])
            field.disabled = waiting;
        $('join').hidden = name === 'reconnecting';
        $('cancel').hidden = !waiting;
        setText($('cancel'), name === 'reconnecting' ? 'lobby.giveUp' : 'lobby.cancel');
        $('again').hidden = !(name === 'reconnecting' || (name === 'ended' && mayResume));
        setText($('again'), name === 'ended' ? 'lobby.reconnect' : 'lobby.reconnectNow');
        this.#say(this.#key(), host);
        this.#countDown(name === 'ended' ? details.wait ?? 0 : 0);
        if (name === 'ended')
            this.#afterEnd(details, mayResume);
    }

    #key() {
        const {name, details} = this.#state;
        if (details.text)
            return details.text;
        if (name === 'ended')
            return `end.${details.reason}`;
        if (name !== 'idle')
            return name;
        const brought = this.#brought && $('password').value === this.#brought;
        return brought ? 'idle.ready' : 'idle.password';
    }

    #say(key, host) {
        const status = $('status');
        const {name, details} = this.#state;
        const first = name === 'connected' && !host ? 'connected.anonymous' : key;
        status.replaceChildren(line('strong', first, {host}));
        if (has(`${key}.next`))
            status.append(' ', line('span', `${key}.next`));
        status.dataset.state = name;
        if (name === 'ended' && details.reason)
            status.dataset.reason = details.reason;
        else
            delete status.dataset.reason;
    }

    #afterEnd({reason}, mayResume) {
        const keeps = ['wrong', 'full', 'lost'].includes(reason);
        if (!keeps)
            $('password').value = '';
        if (mayResume)
            $('again').focus();
        else
            $('password').focus();
        $('password').select();
    }

    /** Only the button counts, so that a screen reader is not made to read every second. */
    #countDown(seconds) {
        clearInterval(this.#countdown);
        const until = Date.now() + seconds * 1000;
        const tick = () => {
            const left = Math.ceil((until - Date.now()) / 1000);
            if (left > 0) {
                setText($('connect'), 'lobby.wait', {count: left});
                $('connect').disabled = true;
                return;
            }
            clearInterval(this.#countdown);
            setText($('connect'), 'lobby.connect');
            if (seconds > 0)
                $('connect').disabled = false;
        };
        tick();
        if (seconds > 0)
            this.#countdown = setInterval(tick, 250);
    }
}

function line(tag, key, values) {
    const element = document.createElement(tag);
    setText(element, key, values);
    return element;
}
