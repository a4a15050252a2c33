#include "tests/bench/painter/TypingScene.h"

#include "tests/bench/painter/Hash.h"
#include "tests/bench/painter/Prose.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace oriel::bench {

namespace {

constexpr int bar = 48; // above and below, with the barcodes
constexpr int margin = 8;
constexpr int fontSize = 18;
constexpr int emptyRows = 3; // below the first line that is typed

const QColor background(0x1d, 0x1f, 0x21);
const QColor foreground(0xc5, 0xc8, 0xc6);

QString typedLine(int line)
{
    const auto seed = static_cast<std::uint32_t>(line);
    return Prose::line(hash(seed, 4), 50 + static_cast<int>(hash(seed) % 100));
}

QColor colourOf(int line)
{
    const std::uint32_t kind = hash(static_cast<std::uint32_t>(line), 17);
    if (kind % 6 != 0)
        return foreground;
    return QColor::fromHsv(static_cast<int>(kind / 6 % 360), 130, 210);
}

} // namespace

TypingScene::TypingScene(const QSize &screen)
    : m_font(QStringLiteral("DejaVu Sans Mono"))
    , m_screen(screen)
{
    m_font.setPixelSize(fontSize);
    const QFontMetrics metrics(m_font);
    m_cell = QSize(metrics.horizontalAdvance(QLatin1Char('m')), metrics.height());
    m_rows = (screen.height() - 2 * bar) / m_cell.height();
}

TypingScene::Place TypingScene::placeOf(int frame) const
{
    Place place{0, frame};
    for (auto length = static_cast<int>(typedLine(0).size()); place.column > length;
         length = static_cast<int>(typedLine(place.line).size())) {
        place.column -= length;
        ++place.line;
    }
    return place;
}

int TypingScene::firstLineShown(const Place &cursor) const
{
    return std::max(0, cursor.line - emptyRows) - (m_rows - 1 - emptyRows);
}

QRect TypingScene::cellOf(const Place &place, const Place &cursor) const
{
    const int row = place.line - firstLineShown(cursor);
    return {QPoint(margin + place.column * m_cell.width(), bar + row * m_cell.height()), m_cell};
}

void TypingScene::drawAll(const Place &cursor, QImage &screen) const
{
    QPainter painter(&screen);
    painter.fillRect(screen.rect(), background);
    painter.fillRect(0, 0, screen.width(), bar, QColor(0x37, 0x3b, 0x41));
    painter.fillRect(0, screen.height() - bar, screen.width(), bar, QColor(0x37, 0x3b, 0x41));
    painter.setFont(m_font);
    for (int line = firstLineShown(cursor); line <= cursor.line; ++line) {
        const QString text = typedLine(line);
        painter.setPen(colourOf(line));
        // Character by character, as they are typed: the same pixels either way.
        const int end = line == cursor.line ? cursor.column : static_cast<int>(text.size());
        for (int column = 0; column < end; ++column)
            painter.drawText(cellOf({line, column}, cursor), Qt::AlignLeft, text.mid(column, 1));
    }
    painter.fillRect(cellOf(cursor, cursor), foreground);
}

QRegion TypingScene::draw(int frame, int previous, QImage &screen)
{
    const Place cursor = placeOf(frame);
    const Place before = placeOf(std::max(0, previous));
    if (previous < 0) {
        drawAll(cursor, screen);
        return screen.rect();
    }
    if (frame != previous + 1 || firstLineShown(cursor) != firstLineShown(before)) {
        drawAll(cursor, screen);
        return QRect(0, bar, m_screen.width(), m_rows * m_cell.height());
    }
    // The character that was typed is where the cursor stood, or the first of a new line.
    const Place typed{cursor.line, cursor.column - 1};
    QPainter painter(&screen);
    painter.setFont(m_font);
    painter.fillRect(cellOf(before, cursor), background);
    painter.setPen(colourOf(typed.line));
    painter.drawText(cellOf(typed, cursor), Qt::AlignLeft,
                     typedLine(typed.line).mid(typed.column, 1));
    painter.fillRect(cellOf(cursor, cursor), foreground);
    return QRegion(cellOf(before, cursor)) + cellOf(typed, cursor) + cellOf(cursor, cursor);
}

} // namespace oriel::bench
