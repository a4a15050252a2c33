#include "tests/bench/client/RfbReader.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace oriel::bench {

RfbReader::RfbReader(Fetch fetch)
    : m_fetch(std::move(fetch))
{
}

void RfbReader::need(std::size_t count)
{
    // As noVNC: nothing that is read in one piece may be longer.
    constexpr std::size_t most = std::size_t{40} << 20;
    if (count > most)
        throw std::runtime_error("the server sent a piece of more than 40 MiB");
    if (m_buffer.size() - m_used >= count)
        return;
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_used));
    m_used = 0;
    while (m_buffer.size() < count)
        m_fetch(m_buffer);
}

const std::uint8_t *RfbReader::peek(std::size_t count)
{
    need(count);
    return m_buffer.data() + m_used;
}

const std::uint8_t *RfbReader::take(std::size_t count)
{
    const std::uint8_t *bytes = peek(count);
    m_used += count;
    return bytes;
}

void RfbReader::skip(std::size_t count)
{
    constexpr std::size_t piece = 1 << 16;
    while (count > 0) {
        const std::size_t now = std::min(count, piece);
        take(now);
        count -= now;
    }
}

std::uint8_t RfbReader::u8() { return *take(1); }

std::uint16_t RfbReader::u16()
{
    const std::uint8_t *bytes = take(2);
    return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

std::uint32_t RfbReader::u32()
{
    const std::uint8_t *bytes = take(4);
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16
        | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

std::int32_t RfbReader::s32() { return static_cast<std::int32_t>(u32()); }

} // namespace oriel::bench
