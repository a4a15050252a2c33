#include "vnc/FlowControl.h"

#include <algorithm>

namespace oriel {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

/** An empty line is probed so often, if there is something to send. */
constexpr auto probeInterval = 1s;
/** One that is never empty is left to run empty so often. */
constexpr auto emptyInterval = 10s;

constexpr auto lateness = 10ms;

/** Less says nothing about a rate: answers are late by as much for other reasons. */
constexpr auto shortestService = 100us;
/** An update is believed to have passed so many times more slowly, at most: pauses are soon
 * forgotten. */
constexpr double largestStep = 8;
/** How much one update says about the rate, at most. */
constexpr double largestWeight = 0.25;
/** An update of so many bytes says half as much: small ones are mostly other delays. */
constexpr double smallUpdate = 2000;
/** From so many bytes on it is mostly the line that takes time. */
constexpr qsizetype bulk = 24'000;

std::optional<double> inverse(std::optional<double> value)
{
    return value ? std::optional(1 / *value) : std::nullopt;
}

/** Times are averaged, not rates: answers that a lost packet held up come all at once. */
void learn(std::optional<double> &secondsPerByte, double seen, double weight)
{
    if (secondsPerByte)
        *secondsPerByte +=
            weight * (std::min(seen, largestStep * *secondsPerByte) - *secondsPerByte);
    else
        secondsPerByte = seen;
}

} // namespace

bool FlowControl::isProbeDue(Time now) const
{
    return m_flights.isEmpty() && (!m_probed || now >= *m_probed + probeInterval);
}

void FlowControl::probe(quint64 fence, Time now)
{
    m_probed = now;
    send(fence, 0, now);
}

void FlowControl::send(quint64 fence, qsizetype bytes, Time now)
{
    m_clear = std::max(m_clear, now) + passing(bytes);
    m_flights.append({fence, bytes, now, m_clear + m_roundTrip.value_or(Time(0))});
}

void FlowControl::acknowledge(quint64 fence, Time now)
{
    const auto answered =
        std::find_if(m_flights.cbegin(), m_flights.cend(),
                     [fence](const Flight &flight) { return flight.fence == fence; });
    if (answered == m_flights.cend())
        return;
    const Flight first = m_flights.first();
    if (answered->bytes == 0) {
        const Time roundTrip = now - answered->sent;
        m_roundTrip = std::min(roundTrip, m_lastRoundTrip.value_or(roundTrip));
        m_lastRoundTrip = roundTrip;
        if (roundTrip > *m_roundTrip + lateness)
            m_probed = now - emptyInterval; // late this once, or from now on?
    } else if (now > first.expected + tolerance && m_probed && now > *m_probed + probeInterval) {
        m_probed = now - emptyInterval; // the line may be another one
    }
    qsizetype bytes = 0;
    for (auto flight = m_flights.cbegin(); flight <= answered; ++flight) {
        bytes += flight->bytes;
        if (flight->bytes > 0)
            m_answered = flight->sent;
    }
    const Time delay = m_roundTrip.value_or(Time(0));
    // The line began with them when it was through with the last one, or when the first arrived.
    noteService(now - std::max(m_lastAnswer, first.sent + delay), bytes);
    m_lastAnswer = now;
    m_flights.erase(m_flights.cbegin(), answered + 1);

    // What is still under way passes at the rate known now.
    m_clear = m_flights.isEmpty() ? now : now - delay;
    for (Flight &flight : m_flights) {
        m_clear = std::max(m_clear, flight.sent) + passing(flight.bytes);
        flight.expected = m_clear + delay;
    }
}

std::optional<FlowControl::Time> FlowControl::next(Time now) const
{
    if (m_flights.isEmpty())
        return now;
    if (!m_secondsPerByte) {
        // A large one shows the rate by itself. Of small ones it takes two that the line passes one
        // after the other, whatever its delay.
        const bool isShown = m_flights.size() >= 2
            || std::any_of(m_flights.cbegin(), m_flights.cend(),
                           [](const Flight &flight) { return flight.bytes >= bulk; });
        return isShown ? std::nullopt : std::optional(now);
    }
    if (m_flights.size() >= maxInFlight)
        return std::nullopt;
    const bool isLate = now > m_flights.first().expected + tolerance;
    const bool isRunningEmpty = !m_probed || now >= *m_probed + emptyInterval;
    if (isLate || isRunningEmpty)
        return std::nullopt;
    return m_clear - slack;
}

std::optional<FlowControl::Waiting> FlowControl::waiting() const
{
    if (m_flights.isEmpty())
        return std::nullopt;
    return Waiting{m_flights.first().sent, m_flights.first().expected};
}

std::optional<double> FlowControl::rate() const { return inverse(m_secondsPerByte); }

std::optional<double> FlowControl::bulkRate() const { return inverse(m_bulkSecondsPerByte); }

FlowControl::Time FlowControl::passing(qsizetype bytes) const
{
    return std::chrono::ceil<Time>(Seconds(double(bytes) * m_secondsPerByte.value_or(0)));
}

void FlowControl::noteService(Time service, qsizetype bytes)
{
    if (bytes == 0 || service < shortestService)
        return;
    const double seen = Seconds(service).count() / double(bytes);
    const double weight = largestWeight * double(bytes) / (double(bytes) + smallUpdate);
    learn(m_secondsPerByte, seen, weight);
    if (bytes >= bulk)
        learn(m_bulkSecondsPerByte, seen, largestWeight);
}

} // namespace oriel
