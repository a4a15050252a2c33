#pragma once

#include "vnc/ClientEncodings.h"
#include "vnc/PixelFormat.h"
#include "vnc/RfbScreen.h"
#include "vnc/SocketPair.h"

#include <QByteArray>
#include <QRect>

#include <memory>

namespace oriel {

/**
 * libvncserver's side of one viewer: its encoders' state, its pixel format, its socket. What the
 * client says is not read here: libvncserver would wait inside half a message, takes messages we
 * do not want, and keeps extensions and security types in lists that the whole process shares.
 *
 * Every function that writes waits for the peer while the socket is full, at most a few seconds;
 * false means that the connection is lost and isOpen() is false from then on.
 */
class RfbClient {
public:
    /**
     * libvncserver keeps sockets in an fd_set: a higher descriptor would end the process. proxy/
     * keeps the low ones free of connections.
     */
    static constexpr int maxDescriptor = 1000;

    /** Null if that failed. `peer` is a valid descriptor of the other end then, and stays open. */
    static std::unique_ptr<RfbClient> open(RfbScreen &screen, FileDescriptor &peer);
    ~RfbClient();
    Q_DISABLE_COPY_MOVE(RfbClient)

    bool isOpen() const { return m_client->sock != RFB_INVALID_SOCKET; }
    int descriptor() const { return m_client->sock; }
    void close();

    /** `format` must be usable. A client with a colour map is sent its map. */
    bool setPixelFormat(const PixelFormat &format);
    void setEncodings(const ClientEncodings &encodings);
    /** Pixels of bytes R, G, B, X in the client's format. */
    QByteArray translated(const QByteArray &pixels, QSize size) const;

    /** Tight's JPEG needs colours of 16 or 32 bits (rfbproto). */
    bool takesJpeg() const { return m_client->format.bitsPerPixel > 8; }
    /** Tight's colours have three bytes in such formats, red first (rfbproto, TPIXEL). */
    bool hasTightPixels() const;
    bool write(QByteArrayView bytes);
    /** How many rectangles encode() makes of it; 0: as many as it likes, end with endRects(). */
    int countRects(const QRect &rect) const;
    /** Encodes from the picture that is lent to the screen, without loss. `rect` lies inside it. */
    bool encode(const QRect &rect);
    /** The same, but Raw, whatever the client prefers. */
    bool encodeRaw(const QRect &rect);
    bool endRects();
    bool flush();
    /** Of write() and all encoders, since the beginning; wraps around. */
    quint32 bytesSent() const;

private:
    struct Gone {
        void operator()(rfbClientRec *client) const;
    };
    explicit RfbClient(rfbClientRec *client);
    bool greet(int peer);
    bool encodePreferred(const QRect &rect);

    std::unique_ptr<rfbClientRec, Gone> m_client;
    quint32 m_written = 0;
};

} // namespace oriel
