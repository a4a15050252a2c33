#include "proxy/StreamTransport.h"

#include <QTcpSocket>

namespace oriel {

StreamTransport::StreamTransport(QTcpSocket *socket, QObject *parent)
    : Transport(socket, parent)
{
    // No browser sends a request behind one whose answer is still coming.
    connect(socket, &QTcpSocket::readyRead, this, [this] {
        if (m_socket->bytesAvailable() > 0)
            abort();
    });
}

void StreamTransport::offer(const QByteArray &bytes)
{
    m_input = bytes;
    emit readable();
}

QByteArray StreamTransport::read()
{
    QByteArray input = std::exchange(m_input, {});
    if (!input.isEmpty())
        emit taken();
    return input;
}

} // namespace oriel
