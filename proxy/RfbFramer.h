#pragma once

#include <QByteArray>

#include <optional>

namespace oriel {

/**
 * Cuts what an admitted client sends, from ClientInit on, into whole messages. Knows every message
 * that Oriel takes; any other one ends the connection, as its length is unknown. Pure.
 */
class RfbFramer {
public:
    enum class Error {
        None,
        Unknown, ///< a message that was never announced
        TooBig,
        Invalid, ///< fields that contradict the protocol
    };

    void append(const QByteArray &bytes);
    /** The next whole message (ClientInit is the first), or nothing: see error(). */
    std::optional<QByteArray> next();

    Error error() const { return m_error; }
    /** Part of a message is here and the rest is not. */
    bool isInsideMessage() const { return m_position < m_buffer.size(); }

private:
    /** Size of the message at the position; 0 if more bytes are needed to tell. */
    qsizetype messageSize();
    qsizetype cutTextSize();
    quint8 byteAt(qsizetype offset) const;
    qsizetype available() const { return m_buffer.size() - m_position; }
    void noteEncodings(const QByteArray &message);

    QByteArray m_buffer;
    qsizetype m_position = 0;
    bool m_initialised = false;
    bool m_wideButtons = false; ///< ExtendedMouseButtons was offered
    Error m_error = Error::None;
};

} // namespace oriel
