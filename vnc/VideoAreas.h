#pragma once

#include "vnc/MotionAreas.h"
#include "vnc/Snapshot.h"
#include "vnc/VideoRate.h"
#include "vnc/VideoStream.h"

#include <QList>

#include <chrono>
#include <memory>
#include <vector>

namespace oriel {

/**
 * The areas of the picture that are video, and their frames: each is encoded once, when the first
 * viewer is ready for it. Idle while nobody takes video. Lives in the vnc thread.
 */
class VideoAreas {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock

    VideoAreas();
    ~VideoAreas();

    /** Some viewer takes video. The encoder is looked for when the first area is found. */
    void setWanted(bool wanted);
    /** What the best line of those who take video passes, in bytes a second, if known. */
    void setLineRate(std::optional<double> rate);
    /** The picture, of this size, went on, at a WatchedTime. */
    void addChange(const PictureChange &change, QSize size, Time watched);
    /** Time goes on; to be called now and then while there are areas, or they would not end. */
    void advance(Time watched);

    /** Those that can be encoded. They do not overlap. */
    QList<QRect> areas() const;
    /**
     * The latest frames of one of them, the last of which is what it shows in `picture`.
     * `wantsKey`: a viewer lacks those before; the key frame may come later. Empty if it can't be
     * encoded: it is no area any more.
     */
    QList<VideoFrame> frames(const QRect &area, const Framebuffer &picture, bool wantsKey,
                             Time now);

private:
    struct Entry {
        VideoStream stream;
        bool isStale = true; ///< the picture went on since
        bool wantsKey = false;
    };

    void follow();
    void applyRate();
    bool findEncoders();

    MotionAreas m_motion;
    QSize m_size;
    std::unique_ptr<VideoEncoders> m_encoders;
    std::vector<Entry> m_entries;
    VideoRate m_rate;
    quint64 m_lastId = 0;
    bool m_isWanted = false;
    bool m_isHopeless = false; ///< no encoder, or one that failed
};

} // namespace oriel
