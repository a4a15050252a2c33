#pragma once

#include "proxy/Transport.h"

namespace oriel {

/**
 * A WebSocket's frames for a browser that refuses the WebSocket: out as the body of one answer that
 * does not end, in from the bodies of small requests, which StreamApi brings.
 */
class StreamTransport : public Transport {
    Q_OBJECT

public:
    /** `socket`: the head of the answer is written. */
    explicit StreamTransport(QTcpSocket *socket, QObject *parent = nullptr);

    /** What a request brought. Only once the bytes of the last one are taken. */
    void offer(const QByteArray &bytes);

    bool hasInput() const override { return !m_input.isEmpty(); }
    QByteArray read() override;

signals:
    /** What was offered is taken: the viewer may send more. */
    void taken();

private:
    QByteArray m_input;
};

} // namespace oriel
