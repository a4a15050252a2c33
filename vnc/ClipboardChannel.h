#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace oriel {

/**
 * Clipboard text between the host and one viewer that has the right to it: the extended form
 * (rfbproto, Extended Clipboard: Unicode, on request) if the client offered it, else Latin-1.
 * Pure: returns the bytes to be sent. Text of more than 1 MiB of UTF-8 is left alone, either way.
 */
class ClipboardChannel {
public:
    /** What follows from a message of the client. */
    struct Outcome {
        QByteArray reply;            ///< whole messages, possibly none
        std::optional<QString> text; ///< the client copied this
    };

    /** A SetEncodings arrived. Returns what is to be sent. */
    QByteArray setExtended(bool isExtended);
    /** The host's clipboard holds `text` now. Returns what is to be sent. */
    QByteArray offer(const QString &text);
    /** The host's clipboard holds no text any more. Returns what is to be sent. */
    QByteArray withdraw();

    Outcome receive(const QByteArray &latin1);
    /** `body` is flags and data, at least 4 bytes. Nonsense has no outcome. */
    Outcome receiveExtended(const QByteArray &body);

private:
    enum class Mode { Unknown, Latin1, Extended };

    void setText(const std::optional<QString> &text);
    QByteArray announce();
    QByteArray provide();
    void takeCapabilities(quint32 flags, QByteArrayView sizes);
    Outcome takeText(const QString &text);

    Mode m_mode = Mode::Unknown;
    std::optional<QString> m_text;
    QByteArray m_packed; ///< m_text's provide, once somebody asked; empty: not packed yet
    // What a client is taken to have that does not tell: notify, and text up to 20 MiB unasked.
    bool m_takesNotify = true;
    bool m_takesProvide = true;
    quint32 m_maxUnasked = 20 * 1024 * 1024;
};

} // namespace oriel
