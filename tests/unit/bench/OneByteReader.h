#pragma once

#include "tests/bench/client/RfbReader.h"

#include <stdexcept>
#include <utility>

namespace oriel::bench {

/** Hands out bytes one by one, as the worst of servers. Throws when there are no more. */
class OneByteReader {
public:
    explicit OneByteReader(std::vector<std::uint8_t> bytes)
        : m_bytes(std::move(bytes))
    {
    }

    RfbReader &reader() { return m_reader; }
    bool isUsedUp() const { return m_next == m_bytes.size(); }

private:
    std::vector<std::uint8_t> m_bytes;
    std::size_t m_next = 0;
    RfbReader m_reader{[this](std::vector<std::uint8_t> &buffer) {
        if (isUsedUp())
            throw std::runtime_error("no more bytes");
        buffer.push_back(m_bytes[m_next++]);
    }};
};

} // namespace oriel::bench
