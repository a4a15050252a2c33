#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace oriel {

/**
 * Waits for a system tray: a panel may start after us.
 *
 * Qt has no signal for it, so this asks, after 2, 4, 8, 16 and from then on every 30 seconds:
 * soon while a session is starting, next to nothing on a desktop that has no tray at all. With
 * the first tray found it stops for good, since Qt itself docks the icon again after a panel's
 * restart.
 */
class TrayWatcher : public QObject {
    Q_OBJECT

public:
    using Probe = std::function<bool()>;

    static constexpr std::chrono::seconds firstDelay{2};
    static constexpr std::chrono::seconds longestDelay{30};

    explicit TrayWatcher(Probe probe, QObject *parent = nullptr);

    /** Asks at once, then as said above. */
    void start();
    bool isWatching() const { return m_timer.isActive(); }
    /** How long to wait after having waited `delay` in vain. */
    static std::chrono::milliseconds delayAfter(std::chrono::milliseconds delay);

signals:
    /** There is a tray. Emitted once. */
    void available();

private:
    void check();

    Probe m_probe;
    QTimer m_timer;
    std::chrono::milliseconds m_delay = firstDelay;
};

} // namespace oriel
