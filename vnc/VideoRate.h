#pragma once

#include <optional>

namespace oriel {

/**
 * How many bits a second video may take on the line of the viewer who has the best one; 0: as many
 * as it needs, which is cheaper to encode. A new limit comes only where it matters, since each
 * change costs quality for a while, or a key picture. Pure.
 */
class VideoRate {
public:
    /** Lines from here on need no limit; film that is grainy takes as much. */
    static constexpr double enough = 2.5e6; ///< bytes a second

    /** Bytes a second that the line passes, if known. Returns bitsPerSecond(). */
    int follow(std::optional<double> line);
    int bitsPerSecond() const { return m_bitsPerSecond; }

private:
    int m_bitsPerSecond = 0;
};

} // namespace oriel
