#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace oriel::bench {

/** The server's bytes as numbers. Where not enough is there, it has more fetched and waits. */
class RfbReader {
public:
    /** Appends to the buffer; may do other things meanwhile, may append nothing, may throw. */
    using Fetch = std::function<void(std::vector<std::uint8_t> &buffer)>;

    explicit RfbReader(Fetch fetch);

    /** The next bytes in one piece; valid until the next call of anything. */
    const std::uint8_t *take(std::size_t count);
    void skip(std::size_t count);
    /** As take(), and they stay. */
    const std::uint8_t *peek(std::size_t count);

    std::uint8_t u8();
    std::uint16_t u16();
    std::uint32_t u32();
    std::int32_t s32();

private:
    void need(std::size_t count);

    Fetch m_fetch;
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_used = 0;
};

} // namespace oriel::bench
