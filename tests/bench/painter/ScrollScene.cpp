#include "tests/bench/painter/ScrollScene.h"

#include "tests/bench/painter/Hash.h"
#include "tests/bench/painter/Prose.h"

#include <QPainter>

#include <array>
#include <cmath>
#include <numbers>

namespace oriel::bench {

namespace {

constexpr int stretch = 240; // frames in one direction

/** Offsets that grow by 12 to 40 pixels a frame, now faster, now slower. */
std::vector<int> offsets()
{
    std::vector<int> result{0};
    for (int frame = 0; frame < stretch; ++frame) {
        const double angle = 2 * std::numbers::pi * frame / 97;
        result.push_back(result.back() + static_cast<int>(std::lround(26 - 14 * std::cos(angle))));
    }
    return result;
}

QImage document(const QSize &size)
{
    constexpr int margin = 120;
    constexpr std::array sizes{15, 15, 18, 15, 30, 15, 22, 15};
    QImage page(size, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    int y = 0;
    for (std::uint32_t block = 0; y < size.height(); ++block) {
        const int pixelSize = sizes[block % sizes.size()];
        QFont font(QString::fromLatin1(block % 3 == 0 ? "DejaVu Serif" : "DejaVu Sans"));
        font.setPixelSize(pixelSize);
        font.setBold(pixelSize > 20);
        painter.setFont(font);
        painter.setPen(block % 5 == 3
                           ? QColor::fromHsv(static_cast<int>(hash(block) % 360), 200, 150)
                           : QColor(0x1c, 0x1c, 0x1c));
        const int length = pixelSize > 20 ? 50 : 200 + static_cast<int>(hash(block, 7) % 900);
        const QRect area(margin, y + pixelSize, size.width() - 2 * margin, size.height());
        QRect used;
        painter.drawText(area, Qt::TextWordWrap, Prose::paragraph(block, length), &used);
        y = used.bottom() + 1;
    }
    return page;
}

} // namespace

ScrollScene::ScrollScene(const QSize &screen)
    : m_offsets(offsets())
    , m_document(document({screen.width(), screen.height() + m_offsets.back()}))
{
}

QRegion ScrollScene::draw(int frame, int, QImage &screen)
{
    const int step = frame % (2 * stretch);
    const int offset =
        m_offsets[static_cast<std::size_t>(step < stretch ? step : 2 * stretch - step)];
    QPainter(&screen).drawImage(0, 0, m_document, 0, offset, screen.width(), screen.height());
    return screen.rect();
}

} // namespace oriel::bench
