#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>

namespace oriel {

/** One single-shot timer. Destroying it cancels it. Lives in the thread that made it. */
class ClockTimer {
public:
    virtual ~ClockTimer() = default;

    /** (Re)starts: the callback runs once, from the event loop, after `delay` (0 or more). */
    virtual void start(std::chrono::milliseconds delay) = 0;
    virtual void stop() = 0;
    virtual bool isActive() const = 0;
};

/**
 * Time and timers, so that tests can drive both. Everything that waits, expires or counts in
 * session/ and proxy/ takes a Clock in its constructor; no such class reads the time elsewhere.
 * Thread-safe for reading; each timer belongs to the thread that made it.
 */
class Clock {
public:
    virtual ~Clock() = default;

    /** Monotonic, counts on while the machine sleeps where the platform can tell. */
    virtual std::chrono::milliseconds now() const = 0;
    /** Wall clock, for people and certificates only. */
    virtual QDateTime utcNow() const = 0;
    /** For waits on something that happens while the machine is awake: an answer, the network. */
    virtual std::unique_ptr<ClockTimer> makeTimer(std::function<void()> callback) const = 0;
    /**
     * For the end of what people were promised: a link, a session, a slot. Counts as now() does;
     * what came due while the machine slept runs when it wakes.
     */
    virtual std::unique_ptr<ClockTimer> makeDeadline(std::function<void()> callback) const = 0;
};

/** The machine's clock. */
class SystemClock final : public Clock {
public:
    std::chrono::milliseconds now() const override;
    QDateTime utcNow() const override;
    std::unique_ptr<ClockTimer> makeTimer(std::function<void()> callback) const override;
    std::unique_ptr<ClockTimer> makeDeadline(std::function<void()> callback) const override;
};

} // namespace oriel
