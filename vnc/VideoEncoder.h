#pragma once

#include "desktop/Framebuffer.h"

#include <QByteArray>
#include <QPoint>
#include <QSize>

#include <memory>
#include <optional>

namespace oriel {

/** One picture of a video as viewers take it. */
struct VideoPicture {
    /**
     * H.264 with start codes, the first one at the very beginning: one picture in one slice; before
     * that of a key picture the sequence and picture parameter sets, and nothing else anywhere.
     */
    QByteArray data;
    bool isKey = false; ///< can be decoded without any that came before
};

/**
 * Turns an area of the desktop that keeps changing into H.264, one picture in and one out. All
 * pictures have one size. Lives in one thread, which it keeps busy for some milliseconds a picture.
 */
class VideoEncoder {
public:
    virtual ~VideoEncoder() = default;

    /**
     * What the pictures may take on average over a fraction of a second; 0, as at the beginning: as
     * much as their quality needs. It counts from the next picture on. Between a limit and none
     * the next picture may be a key picture; from one limit to another it is none unless the
     * encoder can't do otherwise.
     */
    virtual void setBitRate(int bitsPerSecond) = 0;

    /**
     * Encodes what `picture` shows from `corner` on. `milliseconds` is its time, which never goes
     * back. The first one is always a key picture. None if the encoder failed: it is of no use
     * any more, and nothing of it must be sent after what came before.
     */
    virtual std::optional<VideoPicture> encode(const Framebuffer &picture, QPoint corner,
                                               qint64 milliseconds, bool wantsKey) = 0;
};

/** Makes encoders of the best kind that works on this machine. Lives in one thread. */
class VideoEncoders {
public:
    /**
     * Looks for one and tries it out, which takes up to a tenth of a second: call it when a viewer
     * comes who takes video, not before. Null if there is none, or Oriel was built without.
     */
    static std::unique_ptr<VideoEncoders> find();

    virtual ~VideoEncoders() = default;

    /** Null if pictures of that size can't be encoded. Sixteen pixels each way is the least. */
    virtual std::unique_ptr<VideoEncoder> make(QSize size) = 0;
};

} // namespace oriel
