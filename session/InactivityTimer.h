#pragma once

#include "session/Clock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace oriel {

/**
 * The inactivity clock of one session. Starts with the first viewer, is reset by activity and by
 * nothing else, and goes on after the last viewer left. Lives in the thread that made it.
 */
class InactivityTimer : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds longestWarning{60'000};

    /** `clock` outlives it. A `timeout` of 0 never ends. */
    InactivityTimer(const Clock &clock, std::chrono::milliseconds timeout);
    ~InactivityTimer() override;

    /** Idempotent: only the first call starts the clock. */
    void start();
    /** A key, pointer, touch or clipboard message of a viewer. Ignored before start(). */
    void noteActivity();
    /** Nothing before start() or without a timeout. */
    std::optional<std::chrono::milliseconds> left() const;
    /** How long before the end the warning comes: min(60 s, timeout ÷ 4). */
    std::chrono::milliseconds warningTime() const;

signals:
    /** Once a second from the warning on, rounded up; 0 when activity took the warning back. */
    void warning(std::chrono::seconds left);
    void expired();

private:
    void tick();
    void schedule();

    const Clock &m_clock;
    const std::chrono::milliseconds m_timeout;
    std::optional<std::chrono::milliseconds> m_end;
    bool m_warned = false;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
