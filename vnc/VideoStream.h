#pragma once

#include "vnc/VideoEncoder.h"

#include <QList>
#include <QRect>

namespace oriel {

/** One picture of a video area, encoded once for all viewers. */
struct VideoFrame {
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
     * are large, and everybody gets them. False if the encoder failed and the stream is over.
     */
    bool encode(const Framebuffer &picture, qint64 milliseconds, bool wantsKey);

    /** The latest frames, the newest last, for those who missed some: none before a key frame. */
    const QList<VideoFrame> &latest() const { return m_latest; }

private:
    static constexpr qint64 leastKeyDistanceMs = 500;
    /** Who is further behind is better off with a key frame. */
    static constexpr qsizetype mostKept = 8;

    std::unique_ptr<VideoEncoder> m_encoder;
    quint64 m_id;
    QRect m_area;
    QList<VideoFrame> m_latest;
    qint64 m_next = 0;
    qint64 m_lastKey = 0;
};

/** How far one viewer has come in one stream. */
class VideoFollower {
public:
    /**
     * Those of a stream's latest frames that the viewer lacks, one behind the other; it is sent
     * them. Empty if it has them all; none if it lacks more, and needs a key frame.
     */
    std::optional<QByteArray> take(const QList<VideoFrame> &latest);

private:
    quint64 m_stream = 0; ///< 0: none yet
    qint64 m_number = 0;
};

} // namespace oriel
