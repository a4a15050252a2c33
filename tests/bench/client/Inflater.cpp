#include "tests/bench/client/Inflater.h"

#include <stdexcept>

namespace oriel::bench {

Inflater::Inflater()
{
    if (inflateInit(&m_stream) != Z_OK)
        throw std::runtime_error("no zlib");
}

Inflater::~Inflater() { inflateEnd(&m_stream); }

void Inflater::reset() { inflateReset(&m_stream); }

const std::vector<std::uint8_t> &Inflater::inflate(const std::uint8_t *data, std::size_t size,
                                                   std::size_t most)
{
    m_output.resize(most);
    m_stream.next_in = const_cast<std::uint8_t *>(data);
    m_stream.avail_in = static_cast<uInt>(size);
    m_stream.next_out = m_output.data();
    m_stream.avail_out = static_cast<uInt>(most);
    const int result = ::inflate(&m_stream, Z_SYNC_FLUSH);
    // Z_BUF_ERROR: nothing was left to do, as with an empty piece.
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        throw std::runtime_error("the server sent a broken zlib stream");
    if (m_stream.avail_in > 0)
        throw std::runtime_error("a zlib stream holds more than its rectangle");
    m_output.resize(most - m_stream.avail_out);
    return m_output;
}

const std::uint8_t *Inflater::inflateExactly(const std::uint8_t *data, std::size_t size,
                                             std::size_t expected)
{
    const std::vector<std::uint8_t> &output = inflate(data, size, expected);
    if (output.size() != expected)
        throw std::runtime_error("a zlib stream holds less than its rectangle");
    return output.data();
}

} // namespace oriel::bench
