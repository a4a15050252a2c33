#include "tests/bench/painter/PageScenes.h"

#include "tests/bench/painter/Hash.h"
#include "tests/bench/painter/Prose.h"
#include "tests/bench/painter/Texture.h"

#include <QPainter>

namespace oriel::bench {

namespace {

constexpr int margin = 60;
constexpr int gap = 30;

void drawText(QPainter &painter, const QRect &area, std::uint32_t seed, int pixelSize)
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(pixelSize);
    painter.setFont(font);
    painter.setPen(QColor(0x20, 0x22, 0x28));
    // More than fits, so that the area is full.
    const int characters = 4 * area.width() / pixelSize * area.height() / pixelSize;
    painter.save();
    painter.setClipRect(area);
    painter.drawText(area, Qt::TextWordWrap | Qt::AlignTop, Prose::paragraph(seed, characters));
    painter.restore();
}

QImage textAndBoxes(const QSize &size)
{
    QImage page(size, QImage::Format_RGB32);
    page.fill(QColor(0xf4, 0xf5, 0xf7));
    QPainter painter(&page);
    const int width = (size.width() - 2 * margin - 2 * gap) / 3;
    const int height = (size.height() - 2 * margin - gap) / 2;
    for (int i = 0; i < 6; ++i) {
        const QRect box(margin + i % 3 * (width + gap), margin + i / 3 * (height + gap), width,
                        height);
        painter.setPen(QColor(0xb8, 0xbd, 0xc7));
        painter.setBrush(Qt::white);
        painter.drawRect(box);
        painter.fillRect(box.x() + 1, box.y() + 1, box.width() - 1, 36,
                         QColor::fromHsv(i * 60, 90, 200));
        drawText(painter, box.adjusted(16, 52, -16, -16), static_cast<std::uint32_t>(i), 15 + i);
    }
    return page;
}

/** A row of text beside a picture, the next one the other way round. */
QImage mixedPage(const QSize &size, std::uint32_t seed)
{
    QImage page(size, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    const int rows = 2 + static_cast<int>(hash(seed) % 2);
    const int height = (size.height() - 2 * margin - (rows - 1) * gap) / rows;
    for (int row = 0; row < rows; ++row) {
        const std::uint32_t rowSeed = hash(seed, static_cast<std::uint32_t>(row));
        const int inner = size.width() - 2 * margin - gap;
        const int width = inner * static_cast<int>(35 + rowSeed % 20) / 100;
        const int y = margin + row * (height + gap);
        const bool pictureFirst = (row + static_cast<int>(seed)) % 2 == 0;
        const QRect picture(pictureFirst ? margin : margin + inner - width + gap, y, width, height);
        const QRect text(pictureFirst ? margin + width + gap : margin, y, inner - width, height);
        painter.drawImage(picture.topLeft(), Texture::photograph(picture.size(), rowSeed));
        drawText(painter, text, rowSeed, 14 + static_cast<int>(rowSeed % 8));
    }
    return page;
}

} // namespace

IdleScene::IdleScene(const QSize &screen)
    : m_page(textAndBoxes(screen))
{
}

QRegion IdleScene::draw(int, int, QImage &screen)
{
    QPainter(&screen).drawImage(0, 0, m_page);
    return screen.rect();
}

FlipScene::FlipScene(const QSize &screen)
{
    constexpr std::uint32_t pages = 8;
    for (std::uint32_t page = 0; page < pages; ++page)
        m_pages.push_back(mixedPage(screen, page));
}

QRegion FlipScene::draw(int frame, int, QImage &screen)
{
    QPainter(&screen).drawImage(0, 0, m_pages[static_cast<std::size_t>(frame) % m_pages.size()]);
    return screen.rect();
}

} // namespace oriel::bench
