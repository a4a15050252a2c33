// The choice of a language in the lobby, for who sits at somebody else's browser.

import {$} from './dom.js';
import {chooseLanguage, language, names} from './i18n.js';

/** Fills in the languages, each by its own name. */
export function offerLanguages() {
    for (const [tag, name] of Object.entries(names)) {
        const option = new Option(name, tag, false, tag === language());
        option.lang = tag;
        $('language').append(option);
    }
    $('language').addEventListener('change', ({target}) => chooseLanguage(target.value));
}
