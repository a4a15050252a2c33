#include "tests/bench/client/JpegDecoder.h"

#include <algorithm>
#include <stdexcept>

namespace oriel::bench {

namespace {

using Segment = std::vector<std::uint8_t>;

constexpr std::uint8_t baselineFrame = 0xc0;
constexpr std::uint8_t progressiveFrame = 0xc2;
constexpr std::uint8_t huffmanTables = 0xc4;
constexpr std::uint8_t firstAlone = 0xd0; // to endOfImage: markers without a length
constexpr std::uint8_t lastRestart = 0xd7;
constexpr std::uint8_t endOfImage = 0xd9;
constexpr std::uint8_t scan = 0xda;
constexpr std::uint8_t quantisationTables = 0xdb;

/** What follows a scan's header: up to a marker that is neither a stuffed byte nor a restart. */
std::size_t scanLength(RfbReader &reader, std::size_t from)
{
    for (std::size_t at = from;; ++at) {
        const std::uint8_t *bytes = reader.peek(at + 2);
        const std::uint8_t next = bytes[at + 1];
        if (bytes[at] == 0xff && next != 0 && (next < firstAlone || next > lastRestart))
            return at;
    }
}

Segment readSegment(RfbReader &reader)
{
    const std::uint8_t *start = reader.peek(2);
    const std::uint8_t type = start[1];
    if (start[0] != 0xff)
        throw std::runtime_error("no JPEG marker where one must be");
    std::size_t size = 2;
    if (type != 1 && (type < firstAlone || type > endOfImage)) {
        const std::uint8_t *bytes = reader.peek(4);
        size += static_cast<std::size_t>(bytes[2] << 8 | bytes[3]);
        if (type == scan)
            size = scanLength(reader, size);
    }
    const std::uint8_t *bytes = reader.take(size);
    return {bytes, bytes + size};
}

std::vector<Segment> ofType(const std::vector<Segment> &segments, std::uint8_t type)
{
    std::vector<Segment> found;
    std::copy_if(segments.begin(), segments.end(), std::back_inserter(found),
                 [type](const Segment &segment) { return segment[1] == type; });
    return found;
}

} // namespace

void JpegDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    std::vector<Segment> segments;
    do {
        segments.push_back(readSegment(reader));
    } while (segments.back()[1] != endOfImage);

    const auto frame = std::find_if(segments.begin(), segments.end(), [](const Segment &segment) {
        return segment[1] == baselineFrame || segment[1] == progressiveFrame;
    });
    if (frame == segments.end())
        throw std::runtime_error("a JPEG without a frame");
    const auto after = frame - segments.begin() + 1;
    const auto complete = [&](std::vector<Segment> &known, std::uint8_t type) {
        std::vector<Segment> own = ofType(segments, type);
        if (own.empty())
            segments.insert(segments.begin() + after, known.begin(), known.end());
        else
            known = std::move(own);
    };
    complete(m_quantisation, quantisationTables);
    complete(m_huffman, huffmanTables);

    Segment picture;
    for (const Segment &segment : segments)
        picture.insert(picture.end(), segment.begin(), segment.end());
    m_picture.draw(picture.data(), picture.size(), rect, framebuffer);
}

} // namespace oriel::bench
