#include "session/linux/BootTimer.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>

namespace oriel {

namespace {

using std::chrono::nanoseconds;

void set(int descriptor, nanoseconds delay)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(delay);
    itimerspec once{};
    once.it_value.tv_sec = time_t(seconds.count());
    once.it_value.tv_nsec = long((delay - seconds).count());
    ::timerfd_settime(descriptor, 0, &once, nullptr);
}

} // namespace

std::unique_ptr<BootTimer> BootTimer::create(std::function<void()> callback)
{
    const int descriptor = ::timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    return std::unique_ptr<BootTimer>(new BootTimer(descriptor, std::move(callback)));
}

BootTimer::BootTimer(int descriptor, std::function<void()> callback)
    : m_descriptor(descriptor)
    , m_callback(std::move(callback))
    , m_notifier(descriptor, QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { fire(); });
}

BootTimer::~BootTimer()
{
    m_notifier.setEnabled(false); // before the descriptor's number is somebody else's
    ::close(m_descriptor);
}

void BootTimer::start(std::chrono::milliseconds delay)
{
    m_active = true;
    set(m_descriptor, std::max<nanoseconds>(delay, nanoseconds(1))); // 0 would disarm it
}

void BootTimer::stop()
{
    m_active = false;
    set(m_descriptor, nanoseconds(0));
}

void BootTimer::fire()
{
    quint64 expirations = 0;
    // Nothing to read: it was set anew after the notifier had been told.
    if (::read(m_descriptor, &expirations, sizeof expirations) != sizeof expirations || !m_active)
        return;
    m_active = false;
    const auto run = m_callback; // the callback may destroy this timer
    run();
}

} // namespace oriel
