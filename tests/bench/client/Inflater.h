#pragma once

#include <zlib.h>

#include <cstdint>
#include <vector>

namespace oriel::bench {

/** One of the zlib streams of a connection: what came before is its dictionary. */
class Inflater {
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    /** The stream begins anew. */
    void reset();

    /** All that `size` compressed bytes give, at most `most`; valid until the next call. */
    const std::vector<std::uint8_t> &inflate(const std::uint8_t *data, std::size_t size,
                                             std::size_t most);
    /** The same; throws std::runtime_error unless it is just so much. */
    const std::uint8_t *inflateExactly(const std::uint8_t *data, std::size_t size,
                                       std::size_t expected);

private:
    z_stream m_stream{};
    std::vector<std::uint8_t> m_output;
};

} // namespace oriel::bench
