// Pictures between the two clipboards. RFB has words for text only: they go by requests of their own.

export const MAX_PICTURE = 8 * 1024 * 1024; // bytes of PNG; the host takes no more

const request = (token, rest) => fetch('api/clipboard', {
    headers: {'Oriel-Visit': token},
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
    ...rest,
});

/**
 * @param {string} token the visit's `resume`
 * @returns {Promise<Blob | null>} the picture that was copied on the desktop, while there is one
 */
export async function fetchPicture(token) {
    try {
        const response = await request(token);
        const picture = response.ok && await response.blob();
        return picture?.type === 'image/png' ? picture : null;
    } catch {
        return null;
    }
}

/**
 * @param {string} token the visit's `resume`
 * @param {Blob} picture PNG
 * @returns {Promise<'taken' | 'large' | 'lost'>}
 */
export async function bringPicture(token, picture) {
    try {
        const {ok, status} = await request(token, {method: 'POST', body: picture});
        if (ok)
            return 'taken';
        // 415: more pixels than the host takes, since it is a PNG.
        return status === 413 || status === 415 ? 'large' : 'lost';
    } catch {
        return 'lost';
    }
}

/**
 * What a picture shows: browsers make another file of the same picture.
 * @param {Blob} picture
 * @returns {Promise<string>} rejected if that is none
 */
export async function fingerprint(picture) {
    const bitmap = await createImageBitmap(picture);
    const {width, height} = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const {data} = context.getImageData(0, 0, width, height);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
    return `picture ${width} ${height} ${digest.join(' ')}`;
}
