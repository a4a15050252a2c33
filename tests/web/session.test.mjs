// The course of a visit, with a host and a picture made of promises.

import assert from 'node:assert/strict';
import test from 'node:test';
import {setImmediate as settled} from 'node:timers/promises';

import {Session} from '../../resources/web/src/session.js';
import {PageState} from '../../resources/web/src/state.js';

const admission = (number = 1) => ({kind: 'admitted', ticket: `t ${number}`, resume: `r${number}`,
    viewOnly: false, clipboard: true, host: 'desk'});
const refusal = (reason, seconds = 0) => ({kind: 'refused', status: 403, reason, seconds});

/** A session in surroundings that write down what happens to them. */
function visit({joins = [], resumes = [], params = {}} = {}) {
    const world = {state: new PageState(), viewers: [], kept: [], left: [], joined: [], resumed: [],
        states: []};
    const api = {
        join: async password => {
            world.joined.push(password);
            return joins.shift();
        },
        resume: async token => {
            world.resumed.push(token);
            return resumes.shift();
        },
        leave: token => world.left.push(token),
    };
    world.state.addEventListener('change', () => {
        if (world.states.at(-1) !== world.state.name)
            world.states.push(world.state.name);
    });
    world.session = new Session({
        state: world.state, api,
        params: {direct: false, socket: 'wss://direct/', viewOnly: false, reconnect: false,
            reconnectDelay: 100, ...params},
        openViewer: (about, way, events) => {
            if (way.socket === '')
                throw new SyntaxError('no address');
            const viewer = {about, way, closed: false, ...events};
            viewer.close = () => (viewer.closed = true);
            world.viewers.push(viewer);
            return viewer;
        },
        show: () => {},
        keep: kept => world.kept.push(kept),
    });
    world.viewer = () => world.viewers.at(-1);
    return world;
}

async function connected(options) {
    const world = visit({joins: [admission()], ...options});
    await world.session.join('K7QM3XWP');
    world.viewer().authenticated();
    world.viewer().painted();
    return world;
}

test('a right password leads to the picture', async () => {
    const world = await connected();
    assert.deepEqual(world.joined, ['K7QM3XWP']);
    assert.deepEqual(world.viewer().way, {ticket: 't 1'});
    assert.deepEqual(world.states, ['connecting', 'connected']);
    assert.equal(world.kept.at(-1).resume, 'r1');
    assert.equal(world.session.visit.host, 'desk');
});

test('connected is not said before the picture', async () => {
    const world = visit({joins: [admission()]});
    await world.session.join('x');
    world.viewer().authenticated();
    assert.equal(world.state.name, 'connecting');
    assert.equal(world.state.details.text, 'connecting.picture');
});

for (const reason of ['wrong', 'used', 'expired', 'refused', 'full']) {
    test(`a refusal: ${reason}`, async () => {
        const world = visit({joins: [refusal(reason)]});
        await world.session.join('x');
        assert.equal(world.state.name, 'ended');
        assert.equal(world.state.details.reason, reason);
        assert.equal(world.viewers.length, 0);
    });
}

test('nobody answers', async () => {
    const world = visit({joins: [{kind: 'unreachable'}]});
    await world.session.join('x');
    assert.deepEqual(world.state.details, {reason: 'lost'});
});

test('a person asked to wait may try again', async () => {
    const world = visit({joins: [refusal('wait', 4), admission()]});
    await world.session.join('x');
    assert.equal(world.state.details.wait, 4);
    await world.session.join('y');
    world.viewer().painted();
    assert.equal(world.state.name, 'connected');
});

test('a lost connection is taken up with the latest token', async () => {
    const world = await connected({resumes: [admission(2), admission(3)]});
    for (const token of ['r1', 'r2']) {
        world.viewer().ended(1006, null);
        assert.equal(world.state.name, 'reconnecting');
        while (world.resumed.at(-1) !== token)
            await settled();
        await settled();
        world.viewer().painted();
        assert.equal(world.state.name, 'connected');
    }
    assert.deepEqual(world.viewer().way, {ticket: 't 3'});
    assert.deepEqual(world.states,
        ['connecting', 'connected', 'reconnecting', 'connected', 'reconnecting', 'connected']);
});

test('attempts go on while nobody answers, and hurry when told to', async () => {
    const down = {kind: 'unreachable'};
    const world = await connected({resumes: [down, {kind: 'foreign'}, down, admission(2)]});
    world.viewer().ended(1001, null);
    while (world.viewers.length < 2) {
        await settled();
        world.session.hurry();
    }
    assert.equal(world.resumed.length, 4);
    world.viewer().painted();
    assert.equal(world.state.name, 'connected');
});

for (const [reason, expected] of [['used', 'lost'], ['wrong', 'lost'], ['full', 'full']]) {
    test(`a visit that cannot be taken up again: ${reason}`, async () => {
        const world = await connected({resumes: [refusal(reason)]});
        world.viewer().ended(1006, null);
        while (world.state.name !== 'ended')
            await settled();
        assert.equal(world.state.details.reason, expected);
        assert.equal(world.session.visit === null, reason !== 'full');
        assert.equal(world.kept.at(-1) === null, reason !== 'full');
    });
}

for (const [code, reason] of [[4000, 'stopped'], [4001, 'removed'], [4002, 'inactivity'],
    [4003, 'expired'], [4004, 'refused'], [4005, 'stopped'], [1000, 'stopped']]) {
    test(`the host ends it with ${code}`, async () => {
        const world = await connected();
        world.viewer().ended(code, null);
        assert.equal(world.state.name, 'ended');
        assert.equal(world.state.details.reason, reason);
        assert.equal(world.kept.at(-1), null);
        assert.deepEqual(world.resumed, []);
    });
}

test('the person disconnects: the slot is freed, and no reason is given', async () => {
    const world = await connected();
    world.session.leave();
    assert.deepEqual(world.left, ['r1']);
    assert.equal(world.viewer().closed, true);
    assert.equal(world.state.name, 'ended');
    assert.equal(world.state.details.reason, undefined);
    assert.equal(world.kept.at(-1), null);
    world.viewer().ended(1006, null);
    assert.equal(world.state.name, 'ended');
});

test('the person cancels while the host is being asked', async () => {
    const world = visit({joins: [admission()]});
    const joining = world.session.join('x');
    world.session.leave();
    await joining;
    assert.equal(world.state.name, 'idle');
    assert.equal(world.viewers.length, 0);
});

test('the person gives up reconnecting', async () => {
    const world = await connected({resumes: [{kind: 'unreachable'}]});
    world.viewer().ended(1006, null);
    world.session.leave();
    assert.equal(world.state.name, 'ended');
    await settled();
    assert.equal(world.viewers.length, 1);
});

test('a reload takes the visit up again', async () => {
    const world = visit({resumes: [admission(2)]});
    world.session.resume({resume: 'kept', viewOnly: false, clipboard: true, host: 'desk',
        password: ''});
    assert.equal(world.state.name, 'reconnecting');
    while (world.viewers.length === 0)
        await settled();
    assert.deepEqual(world.resumed, ['kept']);
    world.viewer().painted();
    assert.equal(world.state.name, 'connected');
});

test('a first connection that never works is given up soon', async () => {
    const world = visit({joins: [admission()], resumes: [1, 2, 3, 4].map(admission)});
    await world.session.join('x');
    for (let seen = 0; world.state.name !== 'ended'; await settled()) {
        world.session.hurry();
        if (world.viewers.length > seen) {
            seen = world.viewers.length;
            world.viewer().ended(1006, null);
        }
    }
    assert.deepEqual(world.state.details, {reason: 'lost'});
    assert.equal(world.viewers.length, 5);
    assert.deepEqual(world.states, ['connecting', 'ended']);
    assert.notEqual(world.session.visit, null);
});

test('with noVNC\'s parameters nothing but the WebSocket is used', async () => {
    const world = visit({params: {direct: true, viewOnly: true}});
    await world.session.join('k7qm-3xwp');
    assert.deepEqual(world.joined, []);
    assert.deepEqual(world.viewer().way, {socket: 'wss://direct/'});
    assert.equal(world.viewer().about.password, 'K7QM3XWP');
    assert.equal(world.viewer().about.viewOnly, true);
    world.viewer().ended(1006, 'password check failed');
    assert.deepEqual(world.state.details, {reason: 'wrong'});
});

test('a page on somebody else\'s web server falls back to VNC Authentication', async () => {
    const world = visit({joins: [{kind: 'foreign'}]});
    await world.session.join('Secret12');
    assert.deepEqual(world.viewer().way, {socket: 'wss://direct/'});
    assert.equal(world.viewer().about.password, 'Secret12');
    world.viewer().painted();
    assert.equal(world.state.name, 'connected');
    assert.deepEqual(world.kept, []);
    world.viewer().ended(1006, null);
    assert.deepEqual(world.state.details, {reason: 'lost'});
});

test('the host\'s close code says more than a refused password', async () => {
    const world = visit({params: {direct: true}});
    await world.session.join('x');
    world.viewer().ended(4004, 'refused');
    assert.deepEqual(world.state.details, {reason: 'refused'});
});

test('an address that is none ends the visit before it begins', async t => {
    t.mock.method(console, 'error', () => {});
    const world = visit({params: {direct: true, socket: ''}});
    await world.session.join('x');
    assert.deepEqual(world.state.details, {reason: 'lost'});
});

test('the reconnect parameter works as in noVNC', async () => {
    const world = visit({params: {direct: true, reconnect: true}});
    await world.session.join('x');
    world.viewer().painted();
    world.viewer().ended(1000, null);
    assert.equal(world.state.name, 'reconnecting');
    assert.equal(world.viewers.length, 1);
    world.session.hurry();
    await settled();
    assert.equal(world.viewers.length, 2);
    world.viewer().painted();
    assert.equal(world.state.name, 'connected');
});
