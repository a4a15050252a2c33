#pragma once

#include <QString>

#include <chrono>

namespace oriel {

/**
 * Says in the log who was refused: ten lines a minute, then how many more there were, so that no
 * stranger writes what matters out of the rotating file. Pure: time is passed in.
 */
class RefusalLog {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock
    static constexpr int linesEach = 10;
    static constexpr Time period = std::chrono::minutes(1);

    void note(const QString &line, Time now);

private:
    Time m_began{-period};
    int m_lines = 0;
};

} // namespace oriel
