// Where the characters lie on three keyboards: rows of keys by place, plain, with Shift, with AltGr.

const places = [
    ['Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0', 'Minus', 'Equal'],
    ['KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY', 'KeyU', 'KeyI', 'KeyO', 'KeyP', 'BracketLeft', 'BracketRight'],
    ['KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyG', 'KeyH', 'KeyJ', 'KeyK', 'KeyL', 'Semicolon', 'Quote', 'Backslash'],
    ['KeyZ', 'KeyX', 'KeyC', 'KeyV', 'KeyB', 'KeyN', 'KeyM', 'Comma', 'Period', 'Slash', 'IntlBackslash'],
];

// A blank stands for a key that writes nothing there, a dead key included.
const rows = {
    us: [['1234567890-=', 'qwertyuiop[]', 'asdfghjkl;\'\\', 'zxcvbnm,./'],
         ['!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', 'ZXCVBNM<>?']],
    de: [['1234567890ß ', 'qwertzuiopü+', 'asdfghjklöä#', 'yxcvbnm,.-<'],
         ['!"§$%&/()=? ', 'QWERTZUIOPÜ*', 'ASDFGHJKLÖÄ\'', 'YXCVBNM;:_>'],
         ['      {[]}\\ ', '@ €        ~', '            ', '      µ   |']],
    fr: [['&é"\'(-è_çà)=', 'azertyuiop $', 'qsdfghjklmù*', 'wxcvbn,;:!<'],
         ['1234567890°+', 'AZERTYUIOP £', 'QSDFGHJKLM%µ', 'WXCVBN?./§>'],
         [' ~#{[|`\\^@]}', '  €         ', '            ', '           ']],
};

/** A function from a character to [code, level]: level 1 is Shift, 2 AltGr. */
export function layout(name) {
    const keys = new Map([[' ', ['Space', 0]]]);
    rows[name].forEach((level, index) => level.forEach((row, line) => {
        [...row].forEach((character, column) => {
            if (character !== ' ' && !keys.has(character))
                keys.set(character, [places[line][column], index]);
        });
    }));
    return character => {
        const key = keys.get(character);
        if (!key)
            throw new Error(`${character} is on no key of ${name}`);
        return key;
    };
}

/** Every character a layout can write. */
export function characters(name) {
    return [...new Set(rows[name].flat().join('').replaceAll(' ', ''))].join('');
}
