#include "proxy/Transport.h"

#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace oriel {

namespace {

/**
 * The kernel would take megabytes of a picture that is then old when it arrives. What it may hold
 * unsent is bounded, so that pendingBytes() tells the truth; what is in flight is not.
 */
void boundUnsentBytes(const QTcpSocket &socket)
{
#ifdef TCP_NOTSENT_LOWAT
    const int bytes = 128 * 1024;
    setsockopt(static_cast<int>(socket.socketDescriptor()), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes,
               sizeof bytes);
#else
    Q_UNUSED(socket)
#endif
}

} // namespace

Transport::Transport(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    socket->setParent(this);
    socket->setReadBufferSize(readBufferSize);
    boundUnsentBytes(*socket);
    connect(socket, &QTcpSocket::disconnected, this, &Transport::closed);
    connect(socket, &QTcpSocket::bytesWritten, this, &Transport::progress);
    if (auto *ssl = qobject_cast<QSslSocket *>(socket))
        connect(ssl, &QSslSocket::encryptedBytesWritten, this, &Transport::progress);
}

/** A socket that goes still tells of its end. */
Transport::~Transport() { m_socket->disconnect(this); }

void Transport::write(const QByteArray &bytes) { m_socket->write(bytes); }

void Transport::flush() { m_socket->flush(); }

qint64 Transport::pendingBytes() const
{
    const auto *ssl = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (ssl ? ssl->encryptedBytesToWrite() : 0);
}

void Transport::finish() { m_socket->disconnectFromHost(); }

void Transport::abort() { m_socket->abort(); }

} // namespace oriel
