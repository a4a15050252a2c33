#pragma once

#include "session/Clock.h"

#include <QSocketNotifier>

namespace oriel {

/**
 * A ClockTimer on CLOCK_BOOTTIME (timerfd_create(2)), which counts on while the machine sleeps:
 * QTimer's clock stands still then. Holds a file descriptor as long as it lives.
 */
class BootTimer final : public ClockTimer {
public:
    /** Null if the process is out of file descriptors. */
    static std::unique_ptr<BootTimer> create(std::function<void()> callback);
    ~BootTimer() override;
    BootTimer(const BootTimer &) = delete;
    BootTimer &operator=(const BootTimer &) = delete;

    void start(std::chrono::milliseconds delay) override;
    void stop() override;
    bool isActive() const override { return m_active; }

private:
    BootTimer(int descriptor, std::function<void()> callback);
    void fire();

    const int m_descriptor;
    std::function<void()> m_callback;
    QSocketNotifier m_notifier;
    bool m_active = false;
};

} // namespace oriel
