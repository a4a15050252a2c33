#pragma once

#include "proxy/CloseCode.h"
#include "proxy/WebSocketFrame.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace oriel {

/**
 * Reads the frames of a client (RFC 6455 §5), strictly. Every size is judged by the frame's head,
 * before a byte of it is kept; data is handed on as it comes, so that no message is ever gathered.
 * Pure: bytes in, parts out.
 */
class WebSocketFramer {
public:
    enum class Kind { Data, Ping, Pong, Close };
    struct Part {
        Kind kind;
        /** Data: the next bytes of a binary message. Close: empty, or code and reason. */
        QByteArray payload;
    };

    /** `maxMessage`: bytes of a message, in however many frames. */
    explicit WebSocketFramer(qsizetype maxMessage);
    /** From the next frame on. Never less than before. */
    void setMaxMessage(qsizetype bytes) { m_maxMessage = bytes; }

    void append(const QByteArray &bytes);
    /** The next part, or nothing: more bytes are needed, or see error(). */
    std::optional<Part> next();
    /** What the connection is to be closed with; nothing is read after that. */
    std::optional<CloseCode> error() const { return m_error; }

private:
    struct Head {
        WebSocketFrame::Opcode opcode;
        bool final;
        qsizetype headSize;
        quint64 size; ///< of the payload
    };

    std::optional<Head> readHead();
    std::optional<CloseCode> refusal(quint8 first, quint8 second) const;
    void takeHead(const Head &head);
    void beginData(const Head &head);
    Part takeControl(const Head &head);
    QByteArray take(qsizetype size);
    quint8 byteAt(qsizetype offset) const { return quint8(m_buffer[m_position + offset]); }
    qsizetype available() const { return m_buffer.size() - m_position; }

    QByteArray m_buffer;
    qsizetype m_position = 0;
    qsizetype m_maxMessage;
    bool m_insideMessage = false; ///< a frame that is not the last one has begun
    qsizetype m_messageSize = 0;  ///< as its heads declared so far
    qsizetype m_frameLeft = 0;    ///< of a data frame's payload
    std::array<char, 4> m_mask{};
    qsizetype m_maskAt = 0;
    std::optional<CloseCode> m_error;
};

} // namespace oriel
