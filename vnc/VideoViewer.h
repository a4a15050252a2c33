#pragma once

#include "vnc/RfbTypes.h"
#include "vnc/VideoAreas.h"

#include <QList>
#include <QRegion>

namespace oriel {

/** How one viewer gets the areas that are video. Lives in the vnc thread. */
class VideoViewer {
public:
    /**
     * Appends to `rects` the frames that this viewer can take of areas in which something is `due`,
     * and returns what they cover.
     */
    QRegion take(VideoAreas &areas, const Framebuffer &picture, const QRegion &due,
                 VideoAreas::Time now, QList<rfb::CodedRect> &rects);
    /** What it shows of them may be wrong: returns where, and begins anew with key frames. */
    QRegion forget();

private:
    struct Followed {
        QRect area;
        VideoFollower follower;
        bool wantsKey = false;
    };

    Followed &followed(const QRect &area);

    QList<Followed> m_followed;
};

} // namespace oriel
