#pragma once

#include "session/Clock.h"

#include <QObject>

#include <memory>

class QWebSocket;

namespace oriel {

/**
 * Pings a WebSocket, since reverse proxies cut one that is silent for a minute, and notices a peer
 * that is gone without a word. Lives in the net thread.
 */
class PingTimer : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{25};
    /** Three pings unanswered. */
    static constexpr std::chrono::seconds patience{80};

    /** `webSocket` and `clock` outlive it. Starts at once. */
    PingTimer(QWebSocket &webSocket, const Clock &clock, QObject *parent = nullptr);
    ~PingTimer() override;

    /** The peer gave a sign of life. Its pongs are noted by themselves. */
    void noteLife() { m_lastLife = m_clock.now(); }

signals:
    void peerLost();

private:
    void tick();

    QWebSocket &m_webSocket;
    const Clock &m_clock;
    std::chrono::milliseconds m_lastLife;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
