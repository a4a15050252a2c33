// The desktop in a small window above all others, where the browser has such.

/** A browser's picture-in-picture shows a video: one is made of the canvas. */
export class Floating {
    #video = document.createElement('video');
    #canvas = null;

    /** @param {(on: boolean) => void} changed the small window came or went */
    constructor(changed) {
        this.#video.muted = true;
        this.#video.playsInline = true;
        this.#video.addEventListener('enterpictureinpicture', () => changed(true));
        this.#video.addEventListener('leavepictureinpicture', () => {
            this.#feed(null);
            changed(false);
        });
    }

    static get possible() {
        return Boolean(document.pictureInPictureEnabled
            && HTMLCanvasElement.prototype.captureStream);
    }

    /** @param {HTMLCanvasElement | null} canvas what is to be seen, from now on */
    attach(canvas) {
        this.#canvas = canvas;
        if (this.#video.srcObject)
            this.#feed(canvas);
        if (!canvas)
            this.#close();
    }

    /** Only a click or key press may open it. */
    async toggle() {
        if (document.pictureInPictureElement) {
            this.#close();
            return;
        }
        try {
            await this.#feed(this.#canvas);
            await this.#video.requestPictureInPicture();
        } catch {
            this.#feed(null); // the browser said no
        }
    }

    async #feed(canvas) {
        for (const track of this.#video.srcObject?.getTracks() ?? [])
            track.stop();
        this.#video.srcObject = canvas?.captureStream() ?? null;
        if (!canvas)
            return;
        // The video begins with the next thing drawn; on a desktop at rest that may take long.
        canvas.getContext('2d').drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
        await this.#video.play();
    }

    #close() {
        if (document.pictureInPictureElement)
            document.exitPictureInPicture().catch(() => {});
    }
}
