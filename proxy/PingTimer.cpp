#include "proxy/PingTimer.h"

#include <QWebSocket>

namespace oriel {

PingTimer::PingTimer(QWebSocket &webSocket, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_webSocket(webSocket)
    , m_clock(clock)
    , m_lastLife(clock.now())
    , m_timer(clock.makeTimer([this] { tick(); }))
{
    connect(&webSocket, &QWebSocket::pong, this, &PingTimer::noteLife);
    m_timer->start(interval);
}

PingTimer::~PingTimer() = default;

void PingTimer::tick()
{
    m_timer->start(interval);
    if (m_clock.now() - m_lastLife > patience)
        emit peerLost();
    else
        m_webSocket.ping();
}

} // namespace oriel
