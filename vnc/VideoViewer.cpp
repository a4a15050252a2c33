#include "vnc/VideoViewer.h"

#include "vnc/VideoRect.h"

#include <algorithm>
#include <utility>

namespace oriel {

QRegion VideoViewer::take(VideoAreas &areas, const Framebuffer &picture, const QRegion &due,
                          VideoAreas::Time now, QList<rfb::CodedRect> &rects)
{
    const QList<QRect> all = areas.areas();
    m_followed.removeIf([&](const Followed &each) { return !all.contains(each.area); });
    QRegion covered;
    for (const QRect &area : all) {
        if (!due.intersects(area))
            continue;
        Followed &each = followed(area);
        const QList<VideoFrame> latest = areas.frames(area, picture, each.wantsKey, now);
        if (latest.isEmpty())
            continue;
        const auto pictures = each.follower.take(latest);
        each.wantsKey = !pictures;
        if (!pictures || pictures->isEmpty())
            continue;
        rects.append(VideoRect::make(area, *pictures));
        covered += area;
    }
    return covered;
}

QRegion VideoViewer::forget()
{
    QRegion region;
    for (const Followed &each : std::as_const(m_followed))
        region += each.area;
    m_followed.clear();
    return region;
}

VideoViewer::Followed &VideoViewer::followed(const QRect &area)
{
    const auto known = std::find_if(m_followed.begin(), m_followed.end(),
                                    [&](const Followed &each) { return each.area == area; });
    if (known != m_followed.end())
        return *known;
    m_followed.append({area, {}, false});
    return m_followed.last();
}

} // namespace oriel
