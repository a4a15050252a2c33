#include "vnc/ClientMessage.h"

#include "vnc/RfbTypes.h"

#include <algorithm>
#include <cstdlib>

namespace oriel {

using rfb::ClientType;

namespace {

template <typename T>
T at(QByteArrayView bytes, qsizetype offset)
{
    Q_ASSERT(offset + qsizetype(sizeof(T)) <= bytes.size());
    return qFromBigEndian<T>(bytes.data() + offset);
}

SetPixelFormat decodePixelFormat(QByteArrayView bytes)
{
    PixelFormat format;
    format.bitsPerPixel = at<quint8>(bytes, 4);
    format.depth = at<quint8>(bytes, 5);
    format.bigEndian = at<quint8>(bytes, 6) != 0;
    format.trueColour = at<quint8>(bytes, 7) != 0;
    format.redMax = at<quint16>(bytes, 8);
    format.greenMax = at<quint16>(bytes, 10);
    format.blueMax = at<quint16>(bytes, 12);
    format.redShift = at<quint8>(bytes, 14);
    format.greenShift = at<quint8>(bytes, 15);
    format.blueShift = at<quint8>(bytes, 16);
    return {format};
}

SetEncodings decodeEncodings(QByteArrayView bytes)
{
    SetEncodings message;
    message.encodings.reserve((bytes.size() - 4) / 4);
    for (qsizetype offset = 4; offset < bytes.size(); offset += 4)
        message.encodings.append(at<qint32>(bytes, offset));
    return message;
}

QRect decodeArea(QByteArrayView bytes)
{
    return {at<quint16>(bytes, 2), at<quint16>(bytes, 4), at<quint16>(bytes, 6),
            at<quint16>(bytes, 8)};
}

PointerInput decodePointer(QByteArrayView bytes, quint32 buttons, qsizetype offset)
{
    return {QPoint(at<quint16>(bytes, offset), at<quint16>(bytes, offset + 2)), buttons};
}

ClientMessage decodeCutText(QByteArrayView bytes)
{
    if (at<qint32>(bytes, 4) < 0)
        return ExtendedCutText{bytes.sliced(8).toByteArray()};
    return CutText{bytes.sliced(8).toByteArray()};
}

} // namespace

bool isBarrier(const ClientMessage &message)
{
    return std::holds_alternative<ClientInit>(message) || std::holds_alternative<CutText>(message)
        || std::holds_alternative<ExtendedCutText>(message)
        || std::holds_alternative<SetDesktopSize>(message)
        || std::holds_alternative<Skipped>(message); // a clipboard message that was too large
}

ClientMessageParser::Status ClientMessageParser::next(ClientMessage &message)
{
    if (m_toSkip > 0)
        return skip(0, message);
    const qint64 size = length();
    if (size < 0)
        return Status::Malformed;
    if (size > maxCutText + 8)
        return skip(size, message);
    if (size == 0 || m_buffer.size() < size)
        return Status::NeedMore;

    message = decode(QByteArrayView(m_buffer).first(size));
    m_buffer.remove(0, size);
    m_initialised = true;
    return Status::Message;
}

ClientMessageParser::Status ClientMessageParser::skip(qint64 length, ClientMessage &message)
{
    m_toSkip += length;
    const qint64 now = std::min<qint64>(m_toSkip, m_buffer.size());
    m_buffer.remove(0, now);
    m_toSkip -= now;
    message = Skipped{};
    return m_toSkip > 0 ? Status::NeedMore : Status::Message;
}

qint64 ClientMessageParser::length() const
{
    if (m_buffer.isEmpty())
        return 0;
    if (!m_initialised)
        return 1;

    const QByteArrayView bytes(m_buffer);
    switch (ClientType(at<quint8>(bytes, 0))) {
    case ClientType::SetPixelFormat: return 20;
    case ClientType::SetEncodings:
        return bytes.size() < 4 ? 0 : 4 + 4 * qint64(at<quint16>(bytes, 2));
    case ClientType::FramebufferUpdateRequest: return 10;
    case ClientType::KeyEvent: return 8;
    case ClientType::PointerEvent: return 6;
    case ClientType::ClientCutText: return cutTextLength();
    case ClientType::EnableContinuousUpdates: return 10;
    case ClientType::ClientFence: return fenceLength();
    case ClientType::WidePointerEvent: return 7;
    case ClientType::SetDesktopSize:
        return bytes.size() < 8 ? 0 : 8 + 16 * qint64(at<quint8>(bytes, 6));
    case ClientType::Qemu:
        if (bytes.size() < 2)
            return 0;
        return at<quint8>(bytes, 1) == 0 ? 12 : -1;
    }
    return -1;
}

qint64 ClientMessageParser::fenceLength() const
{
    if (m_buffer.size() < 9)
        return 0;
    const quint8 payload = at<quint8>(m_buffer, 8);
    return payload > rfb::Fence::maxPayload ? -1 : 9 + payload;
}

qint64 ClientMessageParser::cutTextLength() const
{
    if (m_buffer.size() < 8)
        return 0;
    const qint64 length = at<qint32>(m_buffer, 4);
    if (std::abs(length) > maxSkipped || (length < 0 && length > -4))
        return -1;
    return 8 + std::abs(length);
}

ClientMessage ClientMessageParser::decode(QByteArrayView bytes) const
{
    if (!m_initialised)
        return ClientInit{};

    switch (ClientType(at<quint8>(bytes, 0))) {
    case ClientType::SetPixelFormat: return decodePixelFormat(bytes);
    case ClientType::SetEncodings: return decodeEncodings(bytes);
    case ClientType::FramebufferUpdateRequest:
        return UpdateRequest{at<quint8>(bytes, 1) != 0, decodeArea(bytes)};
    case ClientType::EnableContinuousUpdates:
        return ContinuousUpdates{at<quint8>(bytes, 1) != 0, decodeArea(bytes)};
    case ClientType::ClientFence:
        return ClientFence{at<quint32>(bytes, 4), bytes.sliced(9).toByteArray()};
    case ClientType::KeyEvent: return KeyInput{at<quint32>(bytes, 4), 0, at<quint8>(bytes, 1) != 0};
    case ClientType::PointerEvent: return decodePointer(bytes, at<quint8>(bytes, 1), 2);
    case ClientType::ClientCutText: return decodeCutText(bytes);
    case ClientType::WidePointerEvent: {
        const quint32 low = at<quint8>(bytes, 1) & 0x7F;
        const quint32 high = at<quint8>(bytes, 2) & 0x03;
        return decodePointer(bytes, low | high << 7, 3);
    }
    case ClientType::SetDesktopSize:
        return SetDesktopSize{QSize(at<quint16>(bytes, 2), at<quint16>(bytes, 4)),
                              at<quint8>(bytes, 6)};
    case ClientType::Qemu:
        return KeyInput{at<quint32>(bytes, 4), at<quint32>(bytes, 8), at<quint16>(bytes, 2) != 0};
    }
    return Skipped{};
}

} // namespace oriel
