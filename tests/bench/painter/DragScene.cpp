#include "tests/bench/painter/DragScene.h"

#include "tests/bench/painter/Texture.h"

#include <QPainter>

namespace oriel::bench {

namespace {

QImage titledWindow()
{
    constexpr int titleHeight = 48;
    const QSize size(Layout::window.width, Layout::window.height);
    QImage window = Texture::photograph(size, 5);
    QPainter painter(&window);
    painter.fillRect(0, 0, size.width(), titleHeight, QColor(0x2f, 0x5d, 0x8c));
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(18);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(QRect(0, 0, size.width(), titleHeight), Qt::AlignCenter,
                     QStringLiteral("A photograph in a window"));
    painter.setPen(QColor(0x18, 0x2f, 0x46));
    painter.drawRect(0, 0, size.width() - 1, size.height() - 1);
    return window;
}

QRect windowAt(int frame, const QImage &screen)
{
    const Point at = Layout::windowOrigin({screen.width(), screen.height()}, frame);
    return {at.x, at.y, Layout::window.width, Layout::window.height};
}

} // namespace

DragScene::DragScene(const QSize &screen)
    : m_wall(Texture::photograph(screen, 2))
    , m_window(titledWindow())
{
}

QRegion DragScene::draw(int frame, int previous, QImage &screen)
{
    const QRect window = windowAt(frame, screen);
    const QRect before = previous < 0 ? screen.rect() : windowAt(previous, screen);
    QPainter painter(&screen);
    for (const QRect &bare : QRegion(before) - window)
        painter.drawImage(bare.topLeft(), m_wall, bare);
    painter.drawImage(window.topLeft(), m_window);
    return QRegion(before) + window;
}

} // namespace oriel::bench
