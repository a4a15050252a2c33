#include "ui/Countdown.h"

#include <algorithm>

namespace oriel {

namespace {

std::chrono::milliseconds remaining(const QDeadlineTimer &deadline)
{
    return std::chrono::milliseconds(std::max<qint64>(0, deadline.remainingTime()));
}

} // namespace

Countdown::Countdown(QDeadlineTimer deadline, QObject *parent)
    : QObject(parent)
    , m_deadline(deadline)
    , m_told(left())
{
    // One that ticks every second drifts, and then jumps over one.
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Countdown::tell);
    waitForNext();
}

std::chrono::seconds Countdown::left() const
{
    return std::chrono::ceil<std::chrono::seconds>(remaining(m_deadline));
}

void Countdown::waitForNext()
{
    const auto now = remaining(m_deadline);
    if (now.count() > 0)
        m_timer.start(now
                      - (std::chrono::ceil<std::chrono::seconds>(now) - std::chrono::seconds(1)));
}

void Countdown::tell()
{
    waitForNext();
    if (left() == m_told)
        return; // woken a moment early
    m_told = left();
    emit changed(m_told);
}

} // namespace oriel
