#include "tests/bench/client/CodeWatcher.h"

#include <array>

namespace oriel::bench {

namespace {

constexpr std::array placements{CodePlacement::Screen, CodePlacement::Video, CodePlacement::Window};

std::optional<int> readFrame(const PixelView &screen, const CodePlaces &at)
{
    const auto first = Barcode::read(screen, at.first.x, at.first.y, BarcodeKind::Frame);
    if (!first || first != Barcode::read(screen, at.last.x, at.last.y, BarcodeKind::Frame))
        return std::nullopt;
    return *first;
}

/** Where a placement moves, the likeliest places come first: those of the frames after `from`. */
std::optional<int> searchFrame(const PixelView &screen, CodePlacement placement, int from)
{
    const Extent extent{screen.width, screen.height};
    const int count = Layout::period(placement);
    for (int i = 0; i < count; ++i) {
        const CodePlaces at = Layout::codes(placement, extent, (from + i) % count);
        const auto frame = readFrame(screen, at);
        if (frame && Layout::codes(placement, extent, *frame) == at)
            return frame;
    }
    return std::nullopt;
}

} // namespace

std::optional<int> CodeWatcher::findFrame(const PixelView &screen)
{
    const int from = m_frame < 0 ? 0 : m_frame;
    if (const auto frame = searchFrame(screen, m_placement, from))
        return frame;
    for (const CodePlacement placement : placements) {
        const auto frame = searchFrame(screen, placement, from);
        if (!frame)
            continue;
        m_placement = placement;
        return frame;
    }
    return std::nullopt;
}

std::optional<int> CodeWatcher::newFrame(const PixelView &screen)
{
    const auto frame = findFrame(screen);
    if (!frame || *frame == m_frame)
        return std::nullopt;
    m_frame = *frame;
    return frame;
}

std::optional<int> CodeWatcher::newKey(const PixelView &screen)
{
    const Point at = Layout::keyCode({screen.width, screen.height});
    const auto key = Barcode::read(screen, at.x, at.y, BarcodeKind::Key);
    if (!key || *key == m_key)
        return std::nullopt;
    m_key = *key;
    return m_key;
}

} // namespace oriel::bench
