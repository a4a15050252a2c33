// Knows when a picture is on noVNC's canvas: the first full one, and each one after it.

const SAMPLES = 24; // points per side

/**
 * Calls `painted` once, right after the canvas is opaque all over for the first time.
 *
 * noVNC has no event for this: "connect" only means that ServerInit came. But its visible canvas
 * starts transparent, every decoder paints opaque pixels into a hidden one, and one drawImage at
 * the end of each update, after all pending images, copies them over. A canvas has one 2d context,
 * so a method put on that object sees this call without touching anything private.
 *
 * @param {HTMLCanvasElement} canvas noVNC's, not drawn to so far
 * @param {() => void} painted
 */
export function whenPainted(canvas, painted) {
    const context = canvas.getContext('2d');
    context.drawImage = function drawImage(...args) {
        CanvasRenderingContext2D.prototype.drawImage.apply(context, args);
        if (!isOpaque(canvas))
            return;
        delete context.drawImage;
        painted();
    };
}

/**
 * Calls `drawn` after each update that is drawn, in the same way.
 *
 * @param {HTMLCanvasElement} canvas noVNC's, after its first full picture
 * @param {() => void} drawn
 */
export function whenDrawn(canvas, drawn) {
    const context = canvas.getContext('2d');
    context.drawImage = function drawImage(...args) {
        CanvasRenderingContext2D.prototype.drawImage.apply(context, args);
        drawn();
    };
}

function isOpaque(canvas) {
    if (canvas.width === 0 || canvas.height === 0)
        return false;
    const probe = document.createElement('canvas');
    probe.width = probe.height = SAMPLES;
    const context = probe.getContext('2d', {willReadFrequently: true});
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, canvas.width, canvas.height, 0, 0, SAMPLES, SAMPLES);
    const {data} = context.getImageData(0, 0, SAMPLES, SAMPLES);
    return data.every((value, index) => index % 4 !== 3 || value === 255);
}
