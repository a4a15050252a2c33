#pragma once

#include <QList>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace oriel {

/**
 * When the next update may go to one viewer, told by when it was through with the earlier ones.
 * Each update is followed by a fence (rfbproto, ServerFence), which the viewer answers once it has
 * read and drawn all that came before.
 *
 * The way to the viewer, its drawing included, is taken for a line that delays everything by one
 * round trip and passes one update after the other at some rate. The rate is what the answers
 * show; the round trip is that of a probe, a fence alone on an empty line. The next update goes
 * out when the line is about to run empty: so none waits behind another one for longer than
 * `slack`, and the line is kept busy. Pure: time is passed in.
 */
class FlowControl {
public:
    using Time = std::chrono::microseconds; ///< of a monotonic clock

    /** An update may be under way so long before the line has passed the one before. */
    static constexpr Time slack = std::chrono::milliseconds(12);
    /** An answer may come so much later than expected before nothing more is sent. */
    static constexpr Time tolerance = std::chrono::milliseconds(50);
    /** More updates than this are never under way. */
    static constexpr qsizetype maxInFlight = 32;

    /** The line is empty and its round trip not known, or not of late: probe before an update. */
    bool isProbeDue(Time now) const;
    /** A fence goes out alone. Its number is hard to guess, as all are. */
    void probe(quint64 fence, Time now);
    /** An update of so many bytes goes out, with this in its fence. */
    void send(quint64 fence, qsizetype bytes, Time now);
    /** The answer to a fence; those before it count as answered. Unknown ones are ignored. */
    void acknowledge(quint64 fence, Time now);

    /** When the next update may go: not after `now`: at once; nothing: after an answer only. */
    std::optional<Time> next(Time now) const;
    struct Waiting {
        Time sent;
        Time expected; ///< the answer, if the line is what it was
    };
    /** The oldest that is not answered. */
    std::optional<Waiting> waiting() const;
    /** When the latest update that is answered went out; probes are none. */
    Time answered() const { return m_answered; }
    /** Nothing before the first answer. */
    std::optional<Time> roundTrip() const { return m_roundTrip; }
    /** Bytes a second that the line passes; nothing while too little is known. */
    std::optional<double> rate() const;
    /** The same, as large updates show it: with small ones it is the viewer that takes its time. */
    std::optional<double> bulkRate() const;

private:
    struct Flight {
        quint64 fence;
        qsizetype bytes; ///< 0: a probe
        Time sent;
        Time expected; ///< the answer, if the line is what it was
    };

    Time passing(qsizetype bytes) const;
    void noteService(Time service, qsizetype bytes);

    QList<Flight> m_flights; ///< oldest first
    Time m_clear{0};         ///< when the line has passed all that was sent
    Time m_lastAnswer{0};
    Time m_answered{0};
    std::optional<Time> m_roundTrip; ///< the shorter of the last two probes'
    std::optional<Time> m_lastRoundTrip;
    std::optional<Time> m_probed;
    std::optional<double> m_secondsPerByte;
    std::optional<double> m_bulkSecondsPerByte;
};

} // namespace oriel
