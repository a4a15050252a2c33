#include "VncFixture.h"

#include <QRandomGenerator>

#include <cstring>

namespace oriel {

VncFixture::VncFixture(QSize initial)
    : size(initial)
    , server(store)
    , captureWanted(&server, &VncServer::captureWanted)
    , frameWanted(&server, &VncServer::frameWanted)
    , opened(&server, &VncServer::viewerOpened)
    , gone(&server, &VncServer::viewerGone)
{
    server.setDesktopName(QStringLiteral("alice on fern"));
    QObject::connect(&server, &VncServer::captureWanted, &server, [this](bool wanted) {
        if (wanted)
            QMetaObject::invokeMethod(
                &server, [this] { beginCapture(); }, Qt::QueuedConnection);
    });
}

int VncFixture::open(ViewerId viewer, ViewerRights rights)
{
    opened.clear();
    server.openViewer(viewer, rights);
    return opened.isEmpty() ? -1 : opened.first().at(1).toInt();
}

std::unique_ptr<RfbTestClient> VncFixture::connect(ViewerId viewer, ViewerRights rights)
{
    const int fd = open(viewer, rights);
    if (fd < 0)
        return {};
    auto client = std::make_unique<RfbTestClient>(fd);
    return client->start() ? std::move(client) : nullptr;
}

void VncFixture::beginCapture()
{
    setLayout(size);
    paint(QRect(QPoint(), size), noise);
}

void VncFixture::setLayout(QSize newSize)
{
    size = newSize;
    server.setLayout({size, {{7, QRect(QPoint(), size), QStringLiteral("one")}}});
}

void VncFixture::paint(const QRect &area, quint32 colour)
{
    {
        FrameStore::Access access = store.tryWrite();
        Q_ASSERT(access);
        if (!access.framebuffer() || access->size() != size)
            access.resize(size);
        QRandomGenerator random(quint32(area.x() + 1));
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const quint32 value = colour == noise ? random.generate() : colour;
                std::uint8_t *pixel = access->row(y) + x * 4;
                pixel[0] = std::uint8_t(value);
                pixel[1] = std::uint8_t(value >> 8);
                pixel[2] = std::uint8_t(value >> 16);
                pixel[3] = 0;
            }
        }
    }
    server.publishFrame(area);
}

void VncFixture::scroll(const QRect &area, int rows)
{
    {
        FrameStore::Access access = store.tryWrite();
        Q_ASSERT(access);
        QRandomGenerator random{++m_scrolls};
        for (int y = area.top(); y <= area.bottom(); ++y) {
            const bool isNew = y + rows > area.bottom();
            for (int x = area.left(); x <= area.right(); ++x) {
                const quint32 value = random.generate() & 0xFFFFFF;
                std::memcpy(access->row(y) + x * 4,
                            isNew ? reinterpret_cast<const std::uint8_t *>(&value)
                                  : access->row(y + rows) + x * 4,
                            sizeof value);
            }
        }
    }
    server.publishFrame(area);
}

quint32 VncFixture::pixel(int x, int y)
{
    const FrameStore::Access access = store.read();
    const std::uint8_t *pixel = access->row(y) + x * 4;
    return quint32(pixel[0]) | quint32(pixel[1]) << 8 | quint32(pixel[2]) << 16;
}

bool VncFixture::isShownBy(const RfbTestClient &client, const QRect &area)
{
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (client.pixel(x, y) != pixel(x, y)) {
                qWarning("pixel %d,%d is %06x, not %06x", x, y, client.pixel(x, y), pixel(x, y));
                return false;
            }
        }
    }
    return true;
}

} // namespace oriel
