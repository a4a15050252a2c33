#pragma once

#include "RfbTestClient.h"
#include "desktop/FrameStore.h"
#include "vnc/VncServer.h"

#include <QPoint>
#include <QSignalSpy>

#include <memory>

namespace oriel {

/** A server, a desktop painted by hand, and viewers. All in the test's thread. */
class VncFixture {
public:
    static constexpr quint32 noise = 0xFFFFFFFF; ///< paint(): many colours instead of one

    explicit VncFixture(QSize size = QSize(200, 120));

    /** Opens a viewer up to its ServerInit; null if that failed. */
    std::unique_ptr<RfbTestClient> connect(ViewerId viewer = 1, ViewerRights rights = {});
    /** Opens a viewer and gives the naked descriptor; -1 if that failed. */
    int open(ViewerId viewer = 1, ViewerRights rights = {});

    /** Capture begins, as the server wanted: layout, then the first whole frame. */
    void beginCapture();
    void setLayout(QSize size);
    /** 0xBBGGRR, or noise, and published. */
    void paint(const QRect &area, quint32 colour);
    /** `area` moves up by some rows, noise comes in below, and that is published. */
    void scroll(const QRect &area, int rows);
    /** The picture's pixel: 0xBBGGRR. */
    quint32 pixel(int x, int y);

    /** True if `client` shows the picture, both in the server's own format. */
    bool isShownBy(const RfbTestClient &client, const QRect &area);

    QSize size;
    FrameStore store;
    VncServer server;
    QSignalSpy captureWanted;
    QSignalSpy frameWanted;
    QSignalSpy opened;
    QSignalSpy gone;

private:
    quint32 m_scrolls = 0;
};

} // namespace oriel
