// What runs inside the page: notes which painted frame, and which key's mark, the canvas shows.

/**
 * Called in the page, so it stands alone. Reads only after noVNC has drawn, only the codes' places,
 * and when the browser is about to show the picture. Asks for no frame of its own: after a key,
 * Chromium holds messages back until the frame is shown that somebody asked for.
 */
export function watchCanvas(layout, readBarcode) {
    const canvas = document.querySelector('#screen canvas');
    const context = canvas.getContext('2d');
    const [width, height] = [layout.columns * layout.cell, layout.rows * layout.cell];
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [width, height];
    const small = copy.getContext('2d', {willReadFrequently: true});
    const bench = (window.bench = {frames: [], reading: []});
    let isLooking = false;
    let mark = null;
    let pressed = 0;
    let waiting = null;

    const code = ([x, y], kind) => {
        small.drawImage(canvas, x, y, width, height, 0, 0, width, height);
        return readBarcode(small.getImageData(0, 0, width, height), 0, 0, kind);
    };

    /** A frame is there once both codes say so. What moves about is looked for where it may be now. */
    const findFrame = () => {
        const last = bench.frames.at(-1);
        const ahead = last ? 20 + (performance.now() - last.at) / 16 : layout.period;
        const tries = Math.min(layout.period, Math.ceil(ahead));
        for (let i = 0; i < tries; ++i) {
            const guess = (last?.number ?? 0) + i;
            const [x, y, lastX, lastY] = layout.codes[guess % layout.period];
            const number = code([x, y], 'frame');
            if (number !== null)
                return code([lastX, lastY], 'frame') === number ? number : null;
        }
        return null;
    };

    const look = () => {
        isLooking = false;
        const at = performance.now();
        const number = findFrame();
        if (number !== null && number !== bench.frames.at(-1)?.number)
            bench.frames.push({number, at});
        const key = code(layout.key, 'key');
        if (key !== null && key !== mark) {
            mark = key;
            waiting?.(at - pressed);
        }
        bench.reading.push(performance.now() - at);
    };

    /** The ms from the next key to its mark; null if it does not come in time. */
    bench.nextMark = patience =>
        new Promise(resolve => {
            setTimeout(resolve, patience, null);
            waiting = resolve;
        });

    addEventListener('keydown', () => (pressed = performance.now()), {capture: true});
    context.drawImage = (...parameters) => {
        CanvasRenderingContext2D.prototype.drawImage.apply(context, parameters);
        if (!isLooking) requestAnimationFrame(look);
        isLooking = true;
    };
}
