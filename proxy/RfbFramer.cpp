#include "proxy/RfbFramer.h"

#include "proxy/RfbMessages.h"

#include <QtEndian>

namespace oriel {

void RfbFramer::append(const QByteArray &bytes)
{
    if (m_position == m_buffer.size()) {
        m_buffer = bytes;
    } else {
        m_buffer.remove(0, m_position);
        m_buffer += bytes;
    }
    m_position = 0;
}

quint8 RfbFramer::byteAt(qsizetype offset) const
{
    return static_cast<quint8>(m_buffer[m_position + offset]);
}

std::optional<QByteArray> RfbFramer::next()
{
    if (m_error != Error::None || available() == 0)
        return std::nullopt;
    const qsizetype size = m_initialised ? messageSize() : 1;
    if (m_error != Error::None || size == 0 || available() < size)
        return std::nullopt;
    QByteArray message = m_buffer.mid(m_position, size);
    m_position += size;
    if (m_initialised && static_cast<quint8>(message.front()) == Rfb::SetEncodings)
        noteEncodings(message);
    m_initialised = true;
    return message;
}

qsizetype RfbFramer::messageSize()
{
    switch (byteAt(0)) {
    case Rfb::SetPixelFormat: return 20;
    case Rfb::FramebufferUpdateRequest:
    case Rfb::EnableContinuousUpdates: return 10;
    case Rfb::ClientFence:
        if (available() < 9)
            return 0;
        if (byteAt(8) > Rfb::maxFencePayload)
            m_error = Error::TooBig;
        return 9 + byteAt(8);
    case Rfb::KeyEvent: return 8;
    case Rfb::PointerEvent:
        if (available() < 2)
            return 0;
        return m_wideButtons && (byteAt(1) & Rfb::moreButtons) ? 7 : 6;
    case Rfb::ClientCutText: return cutTextSize();
    case Rfb::SetEncodings: {
        if (available() < 4)
            return 0;
        const qsizetype count = byteAt(2) << 8 | byteAt(3);
        if (count > Rfb::maxEncodings)
            m_error = Error::TooBig;
        return 4 + 4 * count;
    }
    case Rfb::SetDesktopSize: return available() < 7 ? 0 : 8 + 16 * qsizetype(byteAt(6));
    case Rfb::Qemu:
        if (available() < 2)
            return 0;
        if (byteAt(1) != Rfb::qemuExtendedKeyEvent)
            m_error = Error::Unknown;
        return 12;
    default: m_error = Error::Unknown; return 0;
    }
}

qsizetype RfbFramer::cutTextSize()
{
    if (available() < 8)
        return 0;
    // A negative length marks the extended clipboard and is the size of its message then.
    const qint64 length = qFromBigEndian<qint32>(m_buffer.constData() + m_position + 4);
    if (qAbs(length) > Rfb::maxCutText)
        m_error = Error::TooBig;
    else if (length < 0 && length > -4)
        m_error = Error::Invalid;
    return 8 + static_cast<qsizetype>(qAbs(length));
}

void RfbFramer::noteEncodings(const QByteArray &message)
{
    m_wideButtons = false;
    for (qsizetype at = 4; at < message.size(); at += 4) {
        if (qFromBigEndian<qint32>(message.constData() + at) == Rfb::encodingExtendedMouseButtons)
            m_wideButtons = true;
    }
}

} // namespace oriel
