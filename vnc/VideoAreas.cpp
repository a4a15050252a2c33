#include "vnc/VideoAreas.h"

#include <algorithm>

namespace oriel {

VideoAreas::VideoAreas() = default;
VideoAreas::~VideoAreas() = default;

void VideoAreas::setWanted(bool wanted)
{
    if (std::exchange(m_isWanted, wanted) == wanted)
        return;
    m_entries.clear();
    m_encoders.reset();
    m_size = {};
}

void VideoAreas::addChange(const PictureChange &change, QSize size, Time watched)
{
    if (!m_isWanted || m_isHopeless)
        return;
    if (std::exchange(m_size, size) != size)
        m_motion.setSize(size);
    QRegion moved;
    for (const Move &move : change.moves)
        moved += move.target + move.source();
    m_motion.addFrame(change.changed, moved, watched.count());
    for (Entry &entry : m_entries)
        entry.isStale = entry.isStale || change.changed.intersects(entry.stream.area());
    follow();
}

void VideoAreas::advance(Time watched)
{
    if (m_entries.empty())
        return;
    m_motion.advance(watched.count());
    follow();
}

void VideoAreas::setLineRate(std::optional<double> rate)
{
    const int before = m_rate.bitsPerSecond();
    if (m_rate.follow(rate) != before)
        applyRate();
}

void VideoAreas::applyRate()
{
    for (Entry &entry : m_entries)
        entry.stream.setBitRate(m_rate.bitsPerSecond() / int(m_entries.size()));
}

/** A stream for each area, and for nothing else. */
void VideoAreas::follow()
{
    const QList<QRect> wanted = m_motion.areas();
    if (wanted == areas())
        return;
    std::erase_if(m_entries,
                  [&](const Entry &entry) { return !wanted.contains(entry.stream.area()); });
    for (const QRect &area : wanted) {
        const bool isKnown =
            std::any_of(m_entries.begin(), m_entries.end(),
                        [&](const Entry &entry) { return entry.stream.area() == area; });
        if (isKnown || !findEncoders())
            continue;
        if (auto encoder = m_encoders->make(area.size()))
            m_entries.push_back({VideoStream(++m_lastId, area, std::move(encoder))});
    }
    applyRate();
}

bool VideoAreas::findEncoders()
{
    if (m_encoders || m_isHopeless)
        return m_encoders != nullptr;
    m_encoders = VideoEncoders::find();
    m_isHopeless = !m_encoders;
    return m_encoders != nullptr;
}

QList<QRect> VideoAreas::areas() const
{
    QList<QRect> areas;
    for (const Entry &entry : m_entries)
        areas.append(entry.stream.area());
    return areas;
}

QList<VideoFrame> VideoAreas::frames(const QRect &area, const Framebuffer &picture, bool wantsKey,
                                     Time now)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &each) { return each.stream.area() == area; });
    if (entry == m_entries.end())
        return {};
    entry->wantsKey = entry->wantsKey || wantsKey;
    if (!entry->isStale)
        return entry->stream.latest();
    entry->isStale = false;
    if (!entry->stream.encode(picture, now.count(), entry->wantsKey)) {
        m_entries.clear();
        m_isHopeless = true;
        return {};
    }
    if (entry->stream.latest().last().picture.isKey)
        entry->wantsKey = false;
    return entry->stream.latest();
}

} // namespace oriel
