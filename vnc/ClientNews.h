#pragma once

#include "session/Viewer.h"
#include "vnc/ClientEncodings.h"
#include "vnc/DesktopView.h"

#include <QList>

namespace oriel {

class RfbClient;

/** Why a client is told the screen layout, and how its wish went: rfbproto, ExtendedDesktopSize. */
struct LayoutNotice {
    enum class Reason { Server = 0, ThisClient = 1, OtherClient = 2 };
    enum class Status { Done = 0, Prohibited = 1, OutOfResources = 2, Invalid = 3 };
    Reason reason = Reason::Server;
    Status status = Status::Done;
};

/**
 * What one client was told beside pixels, so that it is told each change once, if it offered to
 * hear of it, and nothing else.
 */
class ClientNews {
public:
    ClientNews(const DesktopView &desktop, ViewerRights rights);

    void setEncodings(const ClientEncodings &encodings) { m_encodings = encodings; }
    /** ServerInit tells name and layout. */
    void serverInitSent();
    void addLayoutNotice(LayoutNotice notice);
    /** The client moved the pointer there itself: no news when it comes back. */
    void addOwnPointer(QPoint position);

    bool isDue() const;
    /** The rectangles that are due. `forced`: the request was not incremental. */
    QList<rfb::CodedRect> take(const RfbClient &client, bool forced);

    /** The client's framebuffer is to take the desktop's size. */
    QList<rfb::CodedRect> takeSize();

private:
    bool isCursorDue() const;
    bool isPointerDue() const;
    bool areLedsDue() const;
    bool isNameDue() const;
    bool isKeyDue() const { return m_encodings.extendedKey && m_control && !m_toldKey; }
    bool areButtonsDue() const
    {
        return m_encodings.extendedButtons && m_control && !m_toldButtons;
    }
    rfb::CodedRect layoutRect(LayoutNotice notice) const;
    QList<rfb::CodedRect> takeLayout(bool always);

    const DesktopView &m_desktop;
    const bool m_control;
    ClientEncodings m_encodings;
    QList<LayoutNotice> m_layoutNotices;
    QList<QPoint> m_ownPointers;
    QString m_toldName;
    std::optional<QPoint> m_toldPointer;
    ClientEncodings::Cursor m_toldCursorForm = ClientEncodings::Cursor::Painted;
    int m_toldCursor = 0;
    int m_toldLeds = -1;
    bool m_toldKey = false;
    bool m_toldButtons = false;
};

} // namespace oriel
