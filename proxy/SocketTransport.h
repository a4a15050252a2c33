#pragma once

#include "proxy/Transport.h"

namespace oriel {

/** A WebSocket as it is meant to be: one socket both ways. */
class SocketTransport : public Transport {
    Q_OBJECT

public:
    explicit SocketTransport(QTcpSocket *socket, QObject *parent = nullptr);

    bool hasInput() const override;
    QByteArray read() override;
};

} // namespace oriel
