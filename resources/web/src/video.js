// Decoded video in the form that is drawn soonest.
//
// Who draws a VideoFrame has the browser convert its colours. Without a GPU, Chromium does so at once,
// and noVNC's canvas is copied meanwhile: 10 ms for 1280×720 that block the page. VideoFrame.copyTo()
// takes 2 beside it. With a GPU drawing blocks nothing, and a copy would have to be fetched from there.
// So the first frames are drawn for trial.

const MAY_BLOCK = 1.5; // ms for a million pixels; without a GPU it was 3.5
const TRIALS = 3;

/** Images that frames were copied to and that wait to be used again. */
const spare = [];

function imageOf(width, height) {
    const fits = spare.findIndex(({canvas}) => canvas.width === width && canvas.height === height);
    if (fits >= 0)
        return spare.splice(fits, 1)[0];
    spare.length = 0; // of another video
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', {alpha: false, willReadFrequently: true});
    return {canvas, context, pixels: new ImageData(width, height)};
}

/** The frame, which is closed, as an image with those members of a VideoFrame that noVNC uses. */
async function copyOf(frame) {
    const {width, height} = frame.visibleRect;
    const image = imageOf(width, height);
    await frame.copyTo(image.pixels.data, {format: 'RGBA'});
    image.context.putImageData(image.pixels, 0, 0);
    const {timestamp} = frame;
    frame.close();
    return Object.assign(image.canvas, {
        timestamp,
        codedWidth: width,
        codedHeight: height,
        close: () => spare.push(image),
    });
}

/** How long drawing blocks the page: the least of some times, as what else goes on adds to them. */
class Trial {
    #context = document.createElement('canvas').getContext('2d');
    #least = Infinity;
    #left = TRIALS;

    get isOver() {
        return this.#left === 0;
    }

    get blocks() {
        return this.#least > MAY_BLOCK;
    }

    take(frame) {
        const {canvas} = this.#context;
        [canvas.width, canvas.height] = [frame.codedWidth, frame.codedHeight];
        const began = performance.now();
        this.#context.drawImage(frame, 0, 0);
        const took = performance.now() - began;
        this.#least = Math.min(this.#least, 1e6 * took / (canvas.width * canvas.height));
        --this.#left;
    }
}

const trial = new Trial();
let canCopy = true;

async function drawable(frame) {
    if (!trial.isOver)
        trial.take(frame);
    if (!trial.isOver || !trial.blocks || !canCopy)
        return frame;
    try {
        return await copyOf(frame);
    } catch {
        canCopy = false; // a browser that doesn't convert
        return frame;
    }
}

/**
 * From here on, what a VideoDecoder puts out may be such an image: noVNC makes its decoders itself,
 * and all it does with a frame is to draw and close it.
 */
export function speedUpVideo() {
    if (!window.VideoDecoder)
        return;
    window.VideoDecoder = class extends window.VideoDecoder {
        constructor({output, error}) {
            let last = Promise.resolve();
            const pass = async (frame, before) => {
                const image = await drawable(frame);
                await before;
                try {
                    output(image);
                } catch (problem) {
                    reportError(problem); // of this frame; there are others
                }
            };
            super({error, output: frame => (last = pass(frame, last))});
        }
    };
}
