#include "proxy/RfbFilter.h"

#include "proxy/ExtendedClipboard.h"
#include "proxy/RfbMessages.h"

#include <QtEndian>

namespace oriel {

namespace {

constexpr qsizetype cutTextHead = 8;

/** RFC 6143 §7.4. libvncserver shifts by these numbers. */
bool isPixelFormat(const QByteArray &message)
{
    const auto byte = [&](qsizetype at) { return static_cast<quint8>(message[at]); };
    const int bits = byte(4);
    if (bits != 8 && bits != 16 && bits != 32)
        return false;
    if (byte(7) == 0) // colour map
        return bits == 8;
    for (int colour = 0; colour < 3; ++colour) {
        const quint32 max = qFromBigEndian<quint16>(message.constData() + 8 + 2 * colour);
        const int shift = byte(14 + colour);
        if (max == 0 || shift >= bits || (quint64(max) << shift) >= (quint64(1) << bits))
            return false;
    }
    return true;
}

} // namespace

RfbFilter::RfbFilter(ViewerRights rights)
    : m_rights(rights)
{
}

RfbFilter::Result RfbFilter::pass(const QByteArray &message) const
{
    Result result;
    switch (static_cast<quint8>(message.front())) {
    case Rfb::SetPixelFormat:
        result.isValid = isPixelFormat(message);
        result.forward = message;
        break;
    case Rfb::SetEncodings:
    case Rfb::EnableContinuousUpdates:
    case Rfb::ClientFence: result.forward = message; break;
    case Rfb::FramebufferUpdateRequest:
        result.isUpdateRequest = true;
        result.forward = message;
        break;
    case Rfb::KeyEvent:
    case Rfb::Qemu:
        result.isActivity = true;
        if (m_rights.control)
            result.forward = message;
        break;
    case Rfb::PointerEvent: return passPointer(message);
    case Rfb::ClientCutText: return passCutText(message);
    case Rfb::SetDesktopSize:
        if (m_rights.control)
            result.forward = message;
        break;
    default: result.isValid = false;
    }
    return result;
}

bool RfbFilter::isQuestion(const QByteArray &message)
{
    const auto byte = [&](qsizetype at) { return static_cast<quint8>(message[at]); };
    switch (byte(0)) {
    case Rfb::SetEncodings: return true;
    case Rfb::SetPixelFormat: return byte(7) == 0; // a colour map is sent
    case Rfb::EnableContinuousUpdates: return byte(1) == 0;
    case Rfb::ClientFence: return byte(4) & Rfb::fenceRequest;
    case Rfb::ClientCutText: return byte(4) & 0x80; // the extended clipboard's messages
    default: return false;
    }
}

bool RfbFilter::isInput(const QByteArray &message)
{
    switch (static_cast<quint8>(message.front())) {
    case Rfb::KeyEvent:
    case Rfb::Qemu:
    case Rfb::PointerEvent:
    case Rfb::WidePointerEvent: return true;
    default: return false;
    }
}

bool RfbFilter::isBarrier(const QByteArray &message)
{
    const auto type = static_cast<quint8>(message.front());
    return type == Rfb::ClientCutText || type == Rfb::SetDesktopSize;
}

RfbFilter::Result RfbFilter::passPointer(const QByteArray &message) const
{
    Result result;
    result.isActivity = true;
    if (!m_rights.control)
        return result;
    if (message.size() == 6) {
        result.forward = message;
        return result;
    }
    // type, mask, x, x, y, y, upper buttons
    result.forward = QByteArray(1, static_cast<char>(Rfb::WidePointerEvent))
        + static_cast<char>(static_cast<quint8>(message[1]) & ~Rfb::moreButtons) + message[6]
        + message.mid(2, 4);
    return result;
}

RfbFilter::Result RfbFilter::passCutText(const QByteArray &message) const
{
    Result result;
    const qint32 length = qFromBigEndian<qint32>(message.constData() + 4);
    if (length >= 0) {
        result.isActivity = true;
        if (m_rights.clipboard)
            result.forward = message;
        return result;
    }
    const auto extended = ExtendedClipboard::check(message.mid(cutTextHead));
    if (!extended) {
        result.isValid = false;
        return result;
    }
    // The rest a client sends by itself, in answer to the host's clipboard.
    result.isActivity = extended->action == ExtendedClipboard::Action::Provide
        || extended->action == ExtendedClipboard::Action::Notify;
    if (m_rights.clipboard && !extended->payload.isEmpty()) {
        QByteArray head = message.left(cutTextHead);
        qToBigEndian(static_cast<qint32>(-extended->payload.size()), head.data() + 4);
        result.forward = head + extended->payload;
    }
    return result;
}

} // namespace oriel
