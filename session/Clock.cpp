#include "session/Clock.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include "session/linux/BootTimer.h"
#endif

#include <QTimer>

#include <ctime>

namespace oriel {

namespace {

class QtClockTimer final : public ClockTimer {
public:
    explicit QtClockTimer(std::function<void()> callback)
        : m_callback(std::move(callback))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto run = m_callback; // the callback may destroy this timer
            run();
        });
    }

    void start(std::chrono::milliseconds delay) override { m_timer.start(delay); }
    void stop() override { m_timer.stop(); }
    bool isActive() const override { return m_timer.isActive(); }

private:
    std::function<void()> m_callback;
    QTimer m_timer;
};

} // namespace

std::chrono::milliseconds SystemClock::now() const
{
#ifdef CLOCK_BOOTTIME
    // Unlike steady_clock it counts on while a Linux machine sleeps, so that a lid closed over
    // night does not give a forgotten link another night.
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
#else
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
#endif
}

QDateTime SystemClock::utcNow() const { return QDateTime::currentDateTimeUtc(); }

std::unique_ptr<ClockTimer> SystemClock::makeTimer(std::function<void()> callback) const
{
    return std::make_unique<QtClockTimer>(std::move(callback));
}

std::unique_ptr<ClockTimer> SystemClock::makeDeadline(std::function<void()> callback) const
{
#ifdef Q_OS_LINUX
    if (auto timer = BootTimer::create(callback))
        return timer;
#endif
    return makeTimer(std::move(callback));
}

} // namespace oriel
