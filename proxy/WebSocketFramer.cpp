#include "proxy/WebSocketFramer.h"

#include <QtEndian>

#include <algorithm>

namespace oriel {

namespace {

using WebSocketFrame::Opcode;

constexpr quint8 finalBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr qsizetype maskSize = 4;

bool isControl(Opcode opcode) { return static_cast<quint8>(opcode) & 0x08; }

/** Codes that may travel (RFC 6455 §7.4, and those registered since). */
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
}

std::optional<CloseCode> closeError(const QByteArray &payload)
{
    if (payload.isEmpty())
        return std::nullopt;
    if (payload.size() < 2 || !isCloseCode(qFromBigEndian<quint16>(payload.constData())))
        return CloseCode::ProtocolError;
    if (!payload.mid(2).isValidUtf8())
        return CloseCode::InvalidData;
    return std::nullopt;
}

} // namespace

WebSocketFramer::WebSocketFramer(qsizetype maxMessage)
    : m_maxMessage(maxMessage)
{
}

void WebSocketFramer::append(const QByteArray &bytes)
{
    if (m_position == m_buffer.size()) {
        m_buffer = bytes;
    } else {
        m_buffer.remove(0, m_position);
        m_buffer += bytes;
    }
    m_position = 0;
}

std::optional<WebSocketFramer::Part> WebSocketFramer::next()
{
    while (!m_error && available() > 0) {
        if (m_frameLeft > 0) {
            const qsizetype size = qMin(m_frameLeft, available());
            m_frameLeft -= size;
            return Part{Kind::Data, take(size)};
        }
        const auto head = readHead();
        if (!head)
            return std::nullopt;
        if (!isControl(head->opcode)) {
            beginData(*head);
            continue;
        }
        if (available() < head->headSize + qsizetype(head->size))
            return std::nullopt;
        Part part = takeControl(*head);
        if (part.kind == Kind::Close)
            m_error = closeError(part.payload);
        if (!m_error)
            return part;
    }
    return std::nullopt;
}

/** What the first two bytes of a frame are refused for. */
std::optional<CloseCode> WebSocketFramer::refusal(quint8 first, quint8 second) const
{
    // No extension was agreed on; a client masks (§5.1).
    if ((first & reservedBits) || !(second & maskBit))
        return CloseCode::ProtocolError;
    const auto opcode = static_cast<Opcode>(first & opcodeBits);
    switch (opcode) {
    case Opcode::Continuation:
        return m_insideMessage ? std::nullopt : std::optional(CloseCode::ProtocolError);
    case Opcode::Binary:
        return m_insideMessage ? std::optional(CloseCode::ProtocolError) : std::nullopt;
    case Opcode::Text: return CloseCode::UnsupportedData;
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        if (!(first & finalBit) || (second & lengthBits) > WebSocketFrame::maxControl)
            return CloseCode::ProtocolError;
        return std::nullopt;
    }
    return CloseCode::ProtocolError;
}

std::optional<WebSocketFramer::Head> WebSocketFramer::readHead()
{
    if (available() < 2)
        return std::nullopt;
    m_error = refusal(byteAt(0), byteAt(1));
    if (m_error)
        return std::nullopt;
    const quint8 length = byteAt(1) & lengthBits;
    const qsizetype lengthSize = length == 127 ? 8 : length == 126 ? 2 : 0;
    Head head{.opcode = static_cast<Opcode>(byteAt(0) & opcodeBits),
              .final = (byteAt(0) & finalBit) != 0,
              .headSize = 2 + lengthSize + maskSize,
              .size = length};
    if (available() < 2 + lengthSize)
        return std::nullopt;
    const char *bytes = m_buffer.constData() + m_position + 2;
    if (lengthSize == 2)
        head.size = qFromBigEndian<quint16>(bytes);
    else if (lengthSize == 8)
        head.size = qFromBigEndian<quint64>(bytes);
    // The shortest form has to be used (§5.2), and the first bit of the longest one is 0.
    const bool tooWide = (lengthSize == 2 && head.size < 126)
        || (lengthSize == 8 && (head.size <= 0xffff || head.size >> 63));
    if (tooWide)
        m_error = CloseCode::ProtocolError;
    else if (!isControl(head.opcode) && head.size > quint64(m_maxMessage - m_messageSize))
        m_error = CloseCode::TooBig;
    if (m_error || available() < head.headSize)
        return std::nullopt;
    return head;
}

void WebSocketFramer::takeHead(const Head &head)
{
    m_position += head.headSize;
    std::copy_n(m_buffer.constData() + m_position - maskSize, maskSize, m_mask.begin());
    m_maskAt = 0;
}

void WebSocketFramer::beginData(const Head &head)
{
    takeHead(head);
    m_frameLeft = static_cast<qsizetype>(head.size);
    m_insideMessage = !head.final;
    m_messageSize = head.final ? 0 : m_messageSize + m_frameLeft;
}

WebSocketFramer::Part WebSocketFramer::takeControl(const Head &head)
{
    takeHead(head);
    const Kind kind = head.opcode == Opcode::Close ? Kind::Close
        : head.opcode == Opcode::Ping              ? Kind::Ping
                                                   : Kind::Pong;
    return {kind, take(static_cast<qsizetype>(head.size))};
}

/** Unmasks as it goes (§5.3). */
QByteArray WebSocketFramer::take(qsizetype size)
{
    QByteArray result = m_buffer.mid(m_position, size);
    m_position += size;
    for (char &byte : result)
        byte = static_cast<char>(byte ^ m_mask[size_t(m_maskAt++ % maskSize)]);
    return result;
}

} // namespace oriel
