// Where the characters lie on three keyboards: rows of keys, plain, with Shift, with AltGr.

const places = [
    [...[...'1234567890'].map(digit => `Digit${digit}`), 'Minus', 'Equal'],
    [...letters('QWERTYUIOP'), 'BracketLeft', 'BracketRight'],
    [...letters('ASDFGHJKL'), 'Semicolon', 'Quote', 'Backslash'],
    [...letters('ZXCVBNM'), 'Comma', 'Period', 'Slash', 'IntlBackslash'],
];

function letters(row) {
    return [...row].map(letter => `Key${letter}`);
}

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
