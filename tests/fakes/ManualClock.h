#pragma once

#include "session/Clock.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace oriel {

/**
 * A clock that stands still until advance() moves it. Timers fire in order of their due time,
 * inside advance(), with now() at exactly that time: worse than reality in that nothing happens
 * "a little later".
 */
class ManualClock final : public Clock {
public:
    std::chrono::milliseconds now() const override { return m_state->now; }
    QDateTime utcNow() const override { return m_start.addMSecs(m_state->now.count()); }

    std::unique_ptr<ClockTimer> makeTimer(std::function<void()> callback) const override
    {
        return std::make_unique<Timer>(m_state, std::move(callback));
    }

    std::unique_ptr<ClockTimer> makeDeadline(std::function<void()> callback) const override
    {
        return makeTimer(std::move(callback));
    }

    /** The machine sleeps: time passes, and no timer fires before it woke. */
    void sleep(std::chrono::milliseconds by) { m_state->now += by; }

    void advance(std::chrono::milliseconds by)
    {
        const auto end = m_state->now + by;
        while (Timer *next = m_state->due(end)) {
            m_state->now = std::max(m_state->now, next->m_due);
            next->fire();
        }
        m_state->now = end;
    }

private:
    class Timer;
    struct State {
        std::chrono::milliseconds now{1'000'000};
        std::vector<Timer *> active;

        Timer *due(std::chrono::milliseconds until) const
        {
            Timer *first = nullptr;
            for (Timer *timer : active) {
                if (timer->m_due <= until && (!first || timer->m_due < first->m_due))
                    first = timer;
            }
            return first;
        }
    };

    class Timer final : public ClockTimer {
    public:
        Timer(std::shared_ptr<State> state, std::function<void()> callback)
            : m_state(std::move(state))
            , m_callback(std::move(callback))
        {
        }
        ~Timer() override { stop(); }

        void start(std::chrono::milliseconds delay) override
        {
            stop();
            m_due = m_state->now + delay;
            m_state->active.push_back(this);
        }
        void stop() override { std::erase(m_state->active, this); }
        bool isActive() const override { return std::ranges::count(m_state->active, this) > 0; }

        void fire()
        {
            stop();
            const auto callback = m_callback; // the callback may destroy this timer
            callback();
        }

        std::chrono::milliseconds m_due{0};

    private:
        std::shared_ptr<State> m_state;
        std::function<void()> m_callback;
    };

    QDateTime m_start = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addMSecs(-1'000'000);
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace oriel
