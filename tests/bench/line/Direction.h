#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace oriel::bench {

using Clock = std::chrono::steady_clock;

/** What one direction of a line does to packets; the model of tc's netem with a rate and a limit.
 */
struct LineProperties {
    double bitsPerSecond = 20e6;
    std::chrono::nanoseconds delay{}; ///< between the last bit sent and the packet's arrival
    double loss = 0;                  ///< share of packets lost, each by itself
    std::chrono::nanoseconds queue{}; ///< a packet that would wait longer to be sent is dropped
};

/** One direction of a line: packets go in, and come out late, at a rate, or never. Owns them. */
class Direction {
public:
    Direction(const LineProperties &properties, uint32_t seed);

    void enter(std::span<const std::byte> packet, Clock::time_point now);

    /** When the next packet arrives; none if nothing is under way. */
    [[nodiscard]] std::optional<Clock::time_point> nextArrival() const;

    /** Takes the first packet that has arrived by `now`; empty if none has. */
    [[nodiscard]] std::vector<std::byte> takeArrived(Clock::time_point now);

private:
    struct Packet {
        Clock::time_point arrival;
        std::vector<std::byte> bytes;
    };

    LineProperties m_properties;
    std::minstd_rand m_random;
    std::deque<Packet> m_underWay;
    Clock::time_point m_free; ///< when the last bit of all that entered has been sent
};

} // namespace oriel::bench
