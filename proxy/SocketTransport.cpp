#include "proxy/SocketTransport.h"

#include <QTcpSocket>

namespace oriel {

SocketTransport::SocketTransport(QTcpSocket *socket, QObject *parent)
    : Transport(socket, parent)
{
    connect(socket, &QTcpSocket::readyRead, this, &Transport::readable);
}

bool SocketTransport::hasInput() const { return m_socket->bytesAvailable() > 0; }

QByteArray SocketTransport::read() { return m_socket->readAll(); }

} // namespace oriel
