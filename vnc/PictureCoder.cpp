#include "vnc/PictureCoder.h"

#include "vnc/PictureFinder.h"
#include "vnc/TightFormat.h"
#include "vnc/Tiles.h"

#include <algorithm>

namespace oriel {

namespace Tight = rfb::Tight;

namespace {

struct Quality {
    int jpeg;
    JpegCoder::Chroma chroma;
    double bytes; ///< that a film with grain takes, in shares of what it takes at the usual level
};

/**
 * The levels are TightVNC's, with about the qualities that viewers know them by. At the usual one
 * the bytes of full chroma are better spent on luma: loss is gone once the picture rests.
 */
constexpr Quality qualities[] = {
    {15, JpegCoder::Chroma::Quarter, 0.13}, {29, JpegCoder::Chroma::Quarter, 0.22},
    {41, JpegCoder::Chroma::Quarter, 0.29}, {42, JpegCoder::Chroma::Quarter, 0.30},
    {62, JpegCoder::Chroma::Quarter, 0.43}, {77, JpegCoder::Chroma::Quarter, 0.66},
    {86, JpegCoder::Chroma::Quarter, 1.00}, {86, JpegCoder::Chroma::Full, 1.10},
    {92, JpegCoder::Chroma::Full, 1.60},    {100, JpegCoder::Chroma::Full, 6.00},
};
constexpr double usualDensity = 0.12; // bytes a pixel, until pictures have shown theirs
constexpr double newDensityWeight = 0.2;
/** What is less does not tell: its tables are 600 bytes alone. */
constexpr int tellingPixels = 64 * 64;

const Quality &qualityOf(int level) { return qualities[std::clamp(level, 0, 9)]; }

} // namespace

PictureCoder::PictureCoder()
    : m_density(usualDensity)
{
}

int PictureCoder::affordableLevel(const QRegion &area, int level, qsizetype bytes) const
{
    const double usual = m_density * pixelsIn(area);
    for (const int lower : {level, 4, 2}) {
        if (lower <= level && usual * qualityOf(lower).bytes <= double(bytes))
            return lower;
    }
    return std::min(level, leastLevel);
}

void PictureCoder::learn(int pixels, int level, qsizetype bytes)
{
    if (pixels < tellingPixels)
        return;
    const double density = double(bytes) / pixels / qualityOf(level).bytes;
    m_density += newDensityWeight * (density - m_density);
}

void PictureCoder::forget(const QRegion &changed)
{
    if (changed.isEmpty())
        return;
    if (m_found && changed.intersects(m_found->area))
        m_found.reset();
    m_cache.forget(changed);
}

void PictureCoder::clear()
{
    m_found.reset();
    m_cache.clear();
    m_coder.clear();
}

QRegion PictureCoder::find(const Framebuffer &picture, const QRegion &area)
{
    if (!m_found || m_found->area != area)
        m_found = Found{area, PictureFinder::find(picture, area)};
    return m_found->pictures;
}

QList<rfb::CodedRect> PictureCoder::encode(const Framebuffer &picture, const QRegion &area,
                                           int level)
{
    QList<rfb::CodedRect> rects;
    for (const QRect &whole : area) {
        for (int y = whole.top(); y <= whole.bottom(); y += Tight::maxWidth) {
            for (int x = whole.left(); x <= whole.right(); x += Tight::maxWidth) {
                const auto *rect =
                    coded(picture, QRect(x, y, Tight::maxWidth, Tight::maxWidth) & whole, level);
                if (!rect)
                    return {};
                rects.append(*rect);
            }
        }
    }
    return rects;
}

const rfb::CodedRect *PictureCoder::coded(const Framebuffer &picture, const QRect &place, int level)
{
    if (const rfb::CodedRect *known = m_cache.find(place, level))
        return known;
    const Quality &quality = qualityOf(level);
    const QByteArray jpeg = m_coder.encode(picture, place, quality.jpeg, quality.chroma);
    if (jpeg.isEmpty())
        return nullptr;
    learn(place.width() * place.height(), level, jpeg.size());
    return m_cache.add(level,
                       {place, rfb::Encoding::tight,
                        char(Tight::jpeg) + Tight::compactLength(jpeg.size()) + jpeg});
}

} // namespace oriel
