#include "vnc/CodedCache.h"

#include <algorithm>
#include <utility>

namespace oriel {

const rfb::CodedRect *CodedCache::find(const QRect &place, int kind) const
{
    const auto known = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &entry) {
        return entry.kind == kind && entry.rect.place == place;
    });
    return known == m_entries.cend() ? nullptr : &known->rect;
}

const rfb::CodedRect *CodedCache::add(int kind, rfb::CodedRect rect)
{
    m_bytes += rect.data.size();
    m_entries.append({kind, std::move(rect)});
    while (m_bytes > m_most && m_entries.size() > 1)
        m_bytes -= m_entries.takeFirst().rect.data.size();
    return &m_entries.last().rect;
}

void CodedCache::forget(const QRegion &changed)
{
    m_entries.removeIf([&](const Entry &entry) {
        if (!changed.intersects(entry.rect.place))
            return false;
        m_bytes -= entry.rect.data.size();
        return true;
    });
}

void CodedCache::clear()
{
    m_entries.clear();
    m_bytes = 0;
}

} // namespace oriel
