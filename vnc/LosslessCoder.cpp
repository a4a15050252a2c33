#include "vnc/LosslessCoder.h"

namespace oriel {

namespace {

/**
 * Larger areas are cut at multiples of this, counted from the corner of the picture: two viewers
 * whose areas are not quite the same then share what lies between. Small enough that a part of the
 * page with a picture in it does not take the palette from all of it.
 */
constexpr QSize cell(512, 128);

constexpr int kind = 0; // there is one way without loss

int nextEdge(int from, int step) { return (from / step + 1) * step; }

} // namespace

std::optional<QList<rfb::CodedRect>> LosslessCoder::encode(const Framebuffer &picture,
                                                           const QRegion &area)
{
    QList<rfb::CodedRect> rects;
    for (const QRect &whole : area) {
        for (int y = whole.top(); y <= whole.bottom(); y = nextEdge(y, cell.height())) {
            for (int x = whole.left(); x <= whole.right(); x = nextEdge(x, cell.width())) {
                const QPoint end(nextEdge(x, cell.width()) - 1, nextEdge(y, cell.height()) - 1);
                const QRect place = QRect(QPoint(x, y), end) & whole;
                const rfb::CodedRect *known = m_cache.find(place, kind);
                if (!known) {
                    QByteArray data = m_coder.encode(picture, place);
                    if (data.isEmpty())
                        return std::nullopt;
                    known = m_cache.add(kind, {place, rfb::Encoding::tight, std::move(data)});
                }
                rects.append(*known);
            }
        }
    }
    return rects;
}

} // namespace oriel
