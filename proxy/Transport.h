#pragma once

#include <QByteArray>
#include <QObject>

class QTcpSocket;

namespace oriel {

/**
 * What carries the frames of one viewer's WebSocket: bytes both ways, how many still wait to be
 * sent, and an end. What goes out leaves through a socket of the viewer's own; where what comes in
 * is from, a subclass says. Lives in the net thread.
 */
class Transport : public QObject {
    Q_OBJECT

public:
    /** Read ahead at most; the peer's kernel keeps the rest. */
    static constexpr qint64 readBufferSize = 64 * 1024;

    /** Takes `socket` over. */
    explicit Transport(QTcpSocket *socket, QObject *parent = nullptr);
    ~Transport() override;

    virtual bool hasInput() const = 0;
    /** Takes what came. The peer waits until somebody does. */
    virtual QByteArray read() = 0;

    void write(const QByteArray &bytes);
    /** Hands to the kernel at once what it takes. */
    void flush();
    /** Bytes that have not left the socket; with TLS, encrypted ones included. */
    qint64 pendingBytes() const;
    /** Ends the connection behind what waits; closed() follows, unless the peer reads nothing. */
    void finish();
    void abort();

    /** To tell it apart, never to be used. */
    const QTcpSocket *socket() const { return m_socket; }

signals:
    void readable();
    /** Some of what waited has left the socket. */
    void progress();
    /** The connection is over. */
    void closed();

protected:
    QTcpSocket *m_socket;
};

} // namespace oriel
