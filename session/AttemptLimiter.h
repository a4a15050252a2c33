#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace oriel {

/**
 * How often a wrong password may be tried. From the fourth wrong try on an address waits 1, 2, 4,
 * 8 … s before its next one is judged, all of an IPv6 network (sourceOf) together; the tenth wrong
 * try in all, from anywhere, exhausts the password. A try that comes too early is neither judged
 * nor counted. Pure: time is passed in.
 */
class AttemptLimiter {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock

    static constexpr int freeTries = 3;
    static constexpr int triesInAll = 10;
    /** The wait of everybody once a reusable password, which is never void, is exhausted. */
    static constexpr std::chrono::seconds exhaustedWait{30};
    static constexpr std::chrono::seconds longestWait{3600};

    /** How long `address` has to wait, rounded up; nothing if its try may be judged now. */
    std::optional<std::chrono::seconds> wait(const QString &address, Time now) const;

    /** A judged try was wrong. True if it was the last one of all. */
    bool noteWrong(const QString &address, Time now);
    /** The right password clears what its address did before. */
    void noteRight(const QString &address);
    /** A fresh password: all tries count anew, the waits of addresses stay. */
    void restart() { m_wrongInAll = 0; }
    /** From here on everybody waits exhaustedWait between any two wrong tries. */
    void throttleAll(Time now);

private:
    struct Source {
        int wrong = 0;
        Time notBefore{0};
    };
    /** The oldest address is forgotten beyond this, so that a botnet can't fill the memory. */
    static constexpr qsizetype maxSources = 4096;

    void forgetOldest();

    QHash<QString, Source> m_sources;
    int m_wrongInAll = 0;
    bool m_throttled = false;
    Time m_allNotBefore{0};
};

} // namespace oriel
