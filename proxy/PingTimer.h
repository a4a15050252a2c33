#pragma once

#include "session/Clock.h"

#include <QObject>

#include <memory>

namespace oriel {

/**
 * When to ping a WebSocket, since reverse proxies cut one that is silent for a minute, and when a
 * peer is gone that said nothing of it. While the peer holds a key or a button it is asked every
 * second: what it can't let go any more somebody has to let go for it. Lives in the net thread.
 */
class PingTimer : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{25};
    /** Three pings unanswered. */
    static constexpr std::chrono::seconds patience{80};
    static constexpr std::chrono::seconds closeInterval{1};
    static constexpr std::chrono::seconds closePatience{3};

    /** `clock` outlives it. Starts at once. */
    explicit PingTimer(const Clock &clock, QObject *parent = nullptr);
    ~PingTimer() override;

    /** The peer gave a sign of life. */
    void noteLife();
    /** Ping every closeInterval, and tell by peerSilent() once per silence. */
    void watchClosely(bool closely);

signals:
    void pingDue();
    /** Nothing came for closePatience. Watched closely only; the peer may come back. */
    void peerSilent();
    void peerLost();

private:
    void tick();

    const Clock &m_clock;
    std::chrono::milliseconds m_lastLife;
    bool m_closely = false;
    bool m_silent = false;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
