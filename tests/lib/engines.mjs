// The engines beside Chromium that Debian has, and why one can't be tried here.
import {firefoxIsThere, startFirefox} from './firefox.mjs';
import {startWebKit, webKitIsThere} from './webkit.mjs';

export const engines = {
    Firefox: {start: startFirefox, skip: !firefoxIsThere && 'firefox-esr is not installed'},
    WebKit: {start: startWebKit, skip: !webKitIsThere && 'webkit2gtk-driver is not installed'},
};
