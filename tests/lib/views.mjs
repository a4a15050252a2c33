// Every view and end state of the page, one after the other. The program and its page are real; what
// the program says to somebody else, or after hours, is said in its place.
import {waitForState} from './browser.mjs';

/** What api/join may refuse with, by the end that the page makes of it. */
const refusals = {
    wrong: {status: 403, json: {reason: 'wrong'}},
    used: {status: 410, json: {reason: 'used'}},
    expired: {status: 410, json: {reason: 'expired'}},
    refused: {status: 403, json: {reason: 'refused'}},
    full: {status: 409, json: {reason: 'full'}},
    wait: {status: 429, json: {reason: 'wait', seconds: 9}},
};

/** Codes that the program closes a WebSocket with. */
const closures = {stopped: 4000, removed: 4001, inactivity: 4002, gone: 4005};

const panels = ['state', 'view', 'keys', 'clipboard', 'files'];
const monitors = ['DP-1', 'HDMI-1'].map((name, index) => ({
    name, x: 100 * index, y: 0, width: 100, height: 100,
}));
const never = {};

/** What is between the page and the program: each answer that is not null is given instead of its. */
class Between {
    join = null;
    resume = null;
    closeWith = null;
    viewOnly = false;
    socket = null;

    constructor(host) {
        this.host = host;
    }

    async on(page) {
        await page.route('**/api/join', route => this.#answer(route, this.join));
        await page.route('**/api/resume', route => this.#answer(route, this.resume));
        await page.routeWebSocket(/websockify/, socket => {
            this.socket = socket;
            if (!this.closeWith) {
                socket.connectToServer();
                return;
            }
            socket.send('{}'); // opens it: one that never opens has another end
            socket.close({code: this.closeWith});
        });
    }

    get admission() {
        const {host, viewOnly} = this;
        return {status: 200, json: {ticket: 't', resume: 'r', viewOnly, clipboard: true, host, files: {limit: 2 ** 31}}};
    }

    async #answer(route, answer) {
        if (answer === never) return;
        if (answer) {
            await route.fulfill(answer);
            return;
        }
        const response = await route.fetch();
        const {host, viewOnly} = this;
        await route.fulfill({response, json: {...(await response.json()), host, viewOnly}});
    }

    tell(notice) {
        this.socket.send(JSON.stringify(notice));
    }
}

const says = (page, key) =>
    page.waitForSelector(`#status strong[data-text="${key}"]`, {state: 'attached'});

async function connect(page) {
    await page.fill('#password', 'K7QM3XWP');
    await page.click('#connect');
}

async function enter(page, link) {
    await page.goto(link);
    await page.click('#connect');
    await waitForState(page, 'connected');
}

async function* ends(page, between) {
    for (const [name, answer] of Object.entries(refusals)) {
        between.join = answer;
        await connect(page);
        await says(page, `end.${name}`);
        yield name;
    }
    await page.reload(); // the countdown of the last one
    between.join = between.admission;
    for (const [name, code] of Object.entries(closures)) {
        between.closeWith = code;
        await connect(page);
        await says(page, `end.${name}`);
        yield name;
    }
    between.closeWith = 1011;
    between.resume = {status: 410, json: {reason: 'unknown'}};
    await connect(page);
    await says(page, 'end.over');
    yield 'over';
    between.resume = refusals.full;
    await connect(page);
    await page.waitForSelector('#again');
    yield 'full-again';
}

/** Opens or closes a panel, by its tool; on a phone that of the files has no room, and is in a panel. */
async function toggle(page, name) {
    if (await page.isVisible(`#${name}`)) {
        await page.click(`#${name}`);
    } else if (await page.isVisible(`#${name}-panel`)) {
        await page.press(`#${name}-panel button`, 'Escape');
    } else {
        await page.click('#view');
        await page.click(`#${name}-narrow`);
    }
}

/** What the page is told while files are dragged over it. */
function drag() {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'x.txt'));
    return data;
}

async function* screen(page, between) {
    yield 'connected';
    between.tell({type: 'viewers', others: 2, controlling: 1});
    between.tell({type: 'mouse', host: true});
    between.tell({type: 'monitors', list: monitors});
    await page.waitForSelector('#host-mouse');
    for (const name of panels) {
        await toggle(page, name);
        yield `panel-${name}`;
        await toggle(page, name);
    }
    between.tell({type: 'file', event: 'offered', file: 1, name: 'Holidays 2026.zip', size: 48e6, ticket: 't'});
    await page.waitForSelector('#files-list li');
    await page.setInputFiles('#files-input', {name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x')});
    await page.locator('[data-text="files.asking"]').waitFor();
    yield 'panel-files-busy';
    await toggle(page, 'files');
    await page.dispatchEvent('#screen', 'dragenter', {dataTransfer: await page.evaluateHandle(drag)});
    await page.waitForSelector('#drop');
    yield 'drop';
    await page.dispatchEvent('#screen', 'dragleave', {dataTransfer: await page.evaluateHandle(drag)});
    await page.click('#keyboard');
    yield 'text-bar';
    await page.click('#keyboard');
    between.tell({type: 'inactivity', seconds: 45});
    await page.waitForSelector('#inactivity');
    yield 'warned';
    between.tell({type: 'inactivity', seconds: 0});
    between.tell({type: 'screen', state: 'locked'});
    await page.waitForSelector('#screen-state');
    yield 'locked';
    between.tell({type: 'screen', state: 'on'});
    between.resume = never;
    between.socket.close({code: 1011});
    await waitForState(page, 'reconnecting');
    yield 'reconnecting';
    await page.click('#cancel');
    await says(page, 'end.left');
    yield 'left';
}

/**
 * Goes from view to view and yields the name of each.
 * @param page a fresh one
 * @param origin of a program that has a reusable `password` and room for the visit
 * @param host the name that the desktop is to have
 */
export async function* views(page, {origin, password, host = 'ada on workshop'}) {
    const between = new Between(host);
    const link = `${origin}/#${password}`;
    await between.on(page);
    await page.goto(`${origin}/`);
    yield 'lobby';
    await page.goto(link);
    yield 'invited';
    between.join = never;
    await page.click('#connect');
    await says(page, 'connecting.consent');
    yield 'asked';
    await page.click('#cancel');
    yield* ends(page, between);
    between.join = between.resume = between.closeWith = null;
    await enter(page, link);
    yield* screen(page, between);
    between.viewOnly = true;
    await enter(page, link);
    yield 'view-only';
    await page.click('#disconnect');
}

/** What `views` needs of a program: a password that admits more than one. */
export const openToViews = {
    args: ['--password-file', '-', '--max-viewers', '8', '--timeout', '0'],
    password: 'K7QM3XWP',
};
