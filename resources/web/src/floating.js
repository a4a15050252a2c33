// The desktop in a small window above all others, where the browser has such.

/** A browser's picture-in-picture shows a video: one is made of the canvas. */
export class Floating {
    #video = document.createElement('video');
    /** @type {HTMLCanvasElement | null} */
    #canvas = null;
    #whenLeft = false;
    #byLeaving = false;

    /** @param {(on: boolean) => void} changed the small window came or went */
    constructor(changed) {
        this.#video.muted = true;
        this.#video.playsInline = true;
        this.#video.addEventListener('enterpictureinpicture', () => changed(true));
        this.#video.addEventListener('leavepictureinpicture', () => {
            this.#byLeaving = false;
            this.#feedIfNeeded();
            changed(false);
        });
        document.addEventListener('visibilitychange', () => this.#leftOrBack());
    }

    static get possible() {
        return Boolean(document.pictureInPictureEnabled
            && HTMLCanvasElement.prototype.captureStream);
    }

    /**
     * Whether it opens by itself when the tab is left, and closes when the person is back. Browsers let
     * it for a few seconds after a click or key press on the page (HTML, "transient activation"), and
     * only with a video that plays already: it is fed all the time.
     */
    set whenLeft(on) {
        this.#whenLeft = on;
        this.#feedIfNeeded();
    }

    /** @param {HTMLCanvasElement | null} canvas what is to be seen, from now on */
    attach(canvas) {
        this.#canvas = canvas;
        this.#feed(this.#isNeeded ? canvas : null).catch(() => {}); // another one came meanwhile
        if (!canvas)
            this.#close();
    }

    /** Only a click or key press may open it. */
    async toggle() {
        if (this.#isOpen)
            this.#close();
        else
            await this.#open();
    }

    get #isOpen() {
        return document.pictureInPictureElement === this.#video;
    }

    get #isNeeded() {
        return this.#whenLeft || this.#isOpen;
    }

    async #open() {
        try {
            if (!this.#video.srcObject)
                await this.#feed(this.#canvas);
            await this.#video.requestPictureInPicture();
        } catch {
            this.#feedIfNeeded(); // the browser said no
        }
    }

    #close() {
        if (this.#isOpen)
            document.exitPictureInPicture().catch(() => {});
    }

    #leftOrBack() {
        const isLeft = document.visibilityState === 'hidden';
        if (isLeft && this.#whenLeft && this.#canvas && !this.#isOpen) {
            this.#byLeaving = true;
            this.#open();
        } else if (!isLeft && this.#byLeaving) {
            this.#close();
        }
    }

    #feedIfNeeded() {
        const canvas = this.#isNeeded ? this.#canvas : null;
        if (Boolean(canvas) !== Boolean(this.#video.srcObject))
            this.#feed(canvas).catch(() => {}); // as above
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
}
