#pragma once

#include "vnc/VideoEncoder.h"

#include <QRect>

namespace oriel {

/** One picture of a video area, encoded once for all viewers. */
struct VideoFrame {
    QRect area;
    quint64 stream = 0; ///< which VideoStream made it; no two have the same
    qint64 number = 0;  ///< counts the stream's frames from 0 on
    VideoPicture picture;
};

/**
 * The video in one area of the desktop. Each frame is made once and handed to every viewer that
 * can take it (VideoFollower tells). Lives in the vnc thread.
 */
class VideoStream {
public:
    /** `encoder` makes pictures of the area's size. `id` is this stream's alone. */
    VideoStream(quint64 id, const QRect &area, std::unique_ptr<VideoEncoder> encoder);

    const QRect &area() const { return m_area; }

    /** See VideoEncoder. */
    void setBitRate(int bitsPerSecond);

    /**
     * The next frame: what `picture` shows in the area, at a time in milliseconds that never goes
     * back. Those who `wantsKey` speaks for get a key frame at once, or a little later: key frames
     * are large, and everybody gets them. Null if the encoder failed and the stream is over. Valid
     * until the next call.
     */
    const VideoFrame *encode(const Framebuffer &picture, qint64 milliseconds, bool wantsKey);

private:
    static constexpr qint64 leastKeyDistanceMs = 500;

    std::unique_ptr<VideoEncoder> m_encoder;
    QRect m_area;
    VideoFrame m_frame;
    qint64 m_next = 0;
    qint64 m_lastKey = 0;
};

/** How far one viewer has come in one stream. */
class VideoFollower {
public:
    /** The viewer has all that `frame` builds upon. */
    bool canTake(const VideoFrame &frame) const;
    /** The viewer's decoder has to forget what it had of this area before it gets `frame`. */
    bool needsReset(const VideoFrame &frame) const { return frame.stream != m_stream; }
    /** `frame` is sent. Those that canTake() refused need not be told of. */
    void take(const VideoFrame &frame);

private:
    quint64 m_stream = 0; ///< 0: none yet
    qint64 m_number = 0;
};

} // namespace oriel
