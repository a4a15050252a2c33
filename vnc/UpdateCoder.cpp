#include "vnc/UpdateCoder.h"

#include "vnc/MonotonicTime.h"

namespace oriel {

CodedPixels UpdateCoder::encode(const Framebuffer &picture, const QRegion &pixels,
                                const CodingChoice &choice)
{
    const QRect bounds(QPoint(), picture.size());
    CodedPixels coded;
    if (choice.loss) {
        const QRegion inside = pixels & bounds;
        if (choice.video)
            coded.lossy = encodeVideo(picture, inside, coded);
        coded.lossy += encodePictures(picture, inside - coded.lossy, choice, coded);
    }
    coded.rest = pixels - coded.lossy;
    if (choice.shared) {
        if (const auto lossless = m_coders.lossless.encode(picture, coded.rest & bounds)) {
            coded.rects += *lossless;
            coded.rest -= bounds;
        }
    }
    return coded;
}

/** What it covers, which may be more than is due. */
QRegion UpdateCoder::encodeVideo(const Framebuffer &picture, const QRegion &due, CodedPixels &coded)
{
    QRegion covered =
        m_video.take(m_coders.video, picture, due, monotonicTime<VideoAreas::Time>(), coded.rects);
    coded.hasVideo = !coded.rects.isEmpty();
    return covered;
}

QRegion UpdateCoder::encodePictures(const Framebuffer &picture, const QRegion &due,
                                    const CodingChoice &choice, CodedPixels &coded)
{
    PictureCoder &coder = m_coders.pictures;
    const QRegion pictures = coder.find(picture, due);
    const int level = coder.affordableLevel(pictures, choice.quality, choice.affordable);
    const QList<rfb::CodedRect> jpegs = coder.encode(picture, pictures, level);
    coded.rects += jpegs;
    return jpegs.isEmpty() ? QRegion() : pictures;
}

} // namespace oriel
