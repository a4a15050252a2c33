#include "vnc/ClientNews.h"

#include "vnc/CursorEncoder.h"

#include <utility>

namespace oriel {

namespace {

namespace Encoding = rfb::Encoding;

// Enough for the positions that are on their way to the desktop and back at any time.
constexpr qsizetype rememberedPointers = 32;

} // namespace

ClientNews::ClientNews(const DesktopView &desktop, ViewerRights rights)
    : m_desktop(desktop)
    , m_control(rights.control)
{
}

void ClientNews::serverInitSent() { m_toldName = m_desktop.name; }

void ClientNews::addLayoutNotice(LayoutNotice notice)
{
    // Only an answer to the client's own wish must not be lost in a newer notice.
    const auto isOwn = [](LayoutNotice n) { return n.reason == LayoutNotice::Reason::ThisClient; };
    if (!m_layoutNotices.isEmpty() && !isOwn(m_layoutNotices.last()))
        m_layoutNotices.removeLast();
    m_layoutNotices.append(notice);
}

void ClientNews::addOwnPointer(QPoint position)
{
    if (m_ownPointers.contains(position))
        return;
    m_ownPointers.append(position);
    if (m_ownPointers.size() > rememberedPointers)
        m_ownPointers.removeFirst();
}

bool ClientNews::isCursorDue() const
{
    return m_encodings.cursor != ClientEncodings::Cursor::Painted && m_desktop.cursorSerial > 0
        && (m_toldCursor != m_desktop.cursorSerial || m_toldCursorForm != m_encodings.cursor);
}

bool ClientNews::isPointerDue() const
{
    return m_encodings.pointerPosition && m_desktop.pointer && m_toldPointer != m_desktop.pointer
        && !m_ownPointers.contains(*m_desktop.pointer);
}

bool ClientNews::areLedsDue() const
{
    return m_encodings.ledState && m_desktop.leds >= 0 && m_toldLeds != m_desktop.leds;
}

bool ClientNews::isNameDue() const
{
    return m_encodings.desktopName && m_toldName != m_desktop.name;
}

bool ClientNews::isDue() const
{
    return isCursorDue() || isPointerDue() || areLedsDue() || isNameDue() || isKeyDue()
        || areButtonsDue() || (m_encodings.extendedDesktopSize && !m_layoutNotices.isEmpty());
}

QList<rfb::CodedRect> ClientNews::take(const RfbClient &client, bool forced)
{
    const QRect nowhere(0, 0, 0, 0);
    QList<rfb::CodedRect> rects = takeLayout(forced);
    if (isCursorDue()) {
        rects.append(CursorEncoder::encode(m_desktop.cursor, m_encodings.cursor, client));
        m_toldCursor = m_desktop.cursorSerial;
        m_toldCursorForm = m_encodings.cursor;
    }
    if (isPointerDue()) {
        rects.append({QRect(*m_desktop.pointer, QSize(0, 0)), Encoding::pointerPosition, {}});
        m_toldPointer = m_desktop.pointer;
    }
    if (isNameDue()) {
        const QByteArray name = m_desktop.name.toUtf8();
        rects.append({nowhere, Encoding::desktopName,
                      rfb::ByteWriter().u32(quint32(name.size())).bytes(name).data()});
        m_toldName = m_desktop.name;
    }
    if (areLedsDue()) {
        rects.append({nowhere, Encoding::qemuLedState,
                      rfb::ByteWriter().u8(unsigned(m_desktop.leds)).data()});
        m_toldLeds = m_desktop.leds;
    }
    if (isKeyDue()) {
        rects.append({nowhere, Encoding::qemuExtendedKey, {}});
        m_toldKey = true;
    }
    if (areButtonsDue()) {
        rects.append({nowhere, Encoding::extendedMouseButtons, {}});
        m_toldButtons = true;
    }
    return rects;
}

QList<rfb::CodedRect> ClientNews::takeSize()
{
    if (m_encodings.extendedDesktopSize)
        return takeLayout(true);
    m_layoutNotices.clear();
    return {{QRect(QPoint(), m_desktop.layout.size), Encoding::desktopSize, {}}};
}

/** `always`: a client that asks for everything is told the layout, whether it changed or not. */
QList<rfb::CodedRect> ClientNews::takeLayout(bool always)
{
    if (!m_encodings.extendedDesktopSize) {
        m_layoutNotices.clear();
        return {};
    }
    QList<LayoutNotice> notices = std::exchange(m_layoutNotices, {});
    if (notices.isEmpty() && always)
        notices.append(LayoutNotice());
    QList<rfb::CodedRect> rects;
    for (const LayoutNotice notice : notices)
        rects.append(layoutRect(notice));
    return rects;
}

rfb::CodedRect ClientNews::layoutRect(LayoutNotice notice) const
{
    const QList<Monitor> monitors = m_desktop.layout.monitors.mid(0, 255);
    rfb::ByteWriter data;
    data.u8(unsigned(monitors.size())).padding(3);
    for (const Monitor &monitor : monitors) {
        const QRect place = monitor.geometry;
        data.u32(monitor.id).u16(unsigned(place.x())).u16(unsigned(place.y()));
        data.u16(unsigned(place.width())).u16(unsigned(place.height())).u32(0);
    }
    return {QRect(QPoint(int(notice.reason), int(notice.status)), m_desktop.layout.size),
            Encoding::extendedDesktopSize, data.data()};
}

} // namespace oriel
