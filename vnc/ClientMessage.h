#pragma once

#include "desktop/InputEvents.h"
#include "vnc/PixelFormat.h"

#include <QByteArray>
#include <QList>
#include <QRect>

#include <variant>

namespace oriel {

struct ClientInit { };
struct SetPixelFormat {
    PixelFormat format; ///< as sent: check isUsable()
};
struct SetEncodings {
    QList<qint32> encodings; ///< the client's order of preference
};
struct UpdateRequest {
    bool incremental = false;
    QRect area; ///< as sent: may be empty or lie outside the framebuffer
};
struct ContinuousUpdates {
    bool enable = false;
    QRect area; ///< as sent, like UpdateRequest's
};
struct ClientFence {
    quint32 flags = 0;
    QByteArray payload;
};
struct CutText {
    QByteArray latin1;
};
/** The extended form: flags and what follows them (rfbproto, Extended Clipboard). */
struct ExtendedCutText {
    QByteArray body; ///< at least 4 bytes
};
struct SetDesktopSize {
    QSize size;
    int screens = 0;
};
/** Something that was read past because it was too large to be kept. */
struct Skipped { };

using ClientMessage =
    std::variant<ClientInit, SetPixelFormat, SetEncodings, UpdateRequest, KeyInput, PointerInput,
                 ContinuousUpdates, ClientFence, CutText, ExtendedCutText, SetDesktopSize, Skipped>;

/**
 * The viewer's input may not overtake it (see InputDesk). The proxy counts the same ones, by
 * RfbFilter::isBarrier().
 */
bool isBarrier(const ClientMessage &message);

/**
 * Cuts the byte stream of one client into messages. Pure: knows no socket, takes bytes in pieces
 * of any size.
 */
class ClientMessageParser {
public:
    /** A longer clipboard message is read past and yields Skipped. */
    static constexpr quint32 maxCutText = 1024 * 1024 + 1024;
    /** One that announces more than this is malformed. */
    static constexpr quint32 maxSkipped = 64 * 1024 * 1024;

    enum class Status {
        Message,
        NeedMore,
        Malformed, ///< nothing after this can be understood
    };

    enum class Begin { ClientInit, AfterClientInit };

    explicit ClientMessageParser(Begin begin = Begin::ClientInit)
        : m_initialised(begin == Begin::AfterClientInit)
    {
    }

    void append(QByteArrayView bytes) { m_buffer.append(bytes); }
    Status next(ClientMessage &message);

private:
    /** Length of the message at the front; 0: need more to tell; negative: malformed. */
    qint64 length() const;
    qint64 cutTextLength() const;
    qint64 fenceLength() const;
    Status skip(qint64 length, ClientMessage &message);
    ClientMessage decode(QByteArrayView bytes) const;

    QByteArray m_buffer;
    qint64 m_toSkip = 0;
    bool m_initialised;
};

} // namespace oriel
