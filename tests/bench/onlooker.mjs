// A well-behaved viewer in a process of its own, so that an attack costs it only what it costs the
// program. Told by messages: {measure: ms} is answered with frames a second, {visit: password} with
// the ms until a further viewer had its first picture, or null if the password was not right any more.
import {admitted} from '../lib/fake.mjs';
import {join, post} from '../lib/http.mjs';
import {connectRfb} from '../lib/rfb.mjs';

const [port, password] = process.argv.slice(2);
const oriel = {port: Number(port), origin: `https://127.0.0.1:${port}`, password};

const viewer = await admitted(oriel);
viewer.requestUpdate();
await viewer.update();

async function framesPerSecond(ms) {
    const begun = performance.now();
    let frames = 0;
    while (performance.now() - begun < ms) {
        viewer.requestUpdate(true);
        await viewer.update();
        ++frames;
    }
    return (1000 * frames) / (performance.now() - begun);
}

async function visit(newest) {
    const begun = performance.now();
    const {status, json} = await join(oriel, newest);
    if (status !== 200) return null;
    const newcomer = await connectRfb(oriel, json);
    newcomer.requestUpdate();
    await newcomer.update();
    const ms = performance.now() - begun;
    await post(oriel, 'leave', {resume: json.resume});
    return ms;
}

process.on('message', async ({measure, visit: newest}) =>
    process.send({answer: measure ? await framesPerSecond(measure) : await visit(newest)})
);
process.on('disconnect', () => process.exit());
process.send({answer: 'ready'});
