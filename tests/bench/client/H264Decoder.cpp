#include "tests/bench/client/H264Decoder.h"

#include <algorithm>

namespace oriel::bench {

void H264Decoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    constexpr std::uint32_t resetThis = 1;
    constexpr std::uint32_t resetAll = 2;
    const std::uint32_t size = reader.u32();
    const std::uint32_t flags = reader.u32();
    const std::uint8_t *data = reader.take(size);
    if ((flags & resetAll) != 0)
        m_contexts.clear();
    else if ((flags & resetThis) != 0)
        m_contexts.remove_if([&rect](const Entry &entry) { return entry.rect == rect; });
    if (size > 0)
        contextOf(rect).draw(data, size, rect, framebuffer);
}

H264Context &H264Decoder::contextOf(const Rect &rect)
{
    constexpr std::size_t most = 64;
    const auto found = std::find_if(m_contexts.begin(), m_contexts.end(),
                                    [&rect](const Entry &entry) { return entry.rect == rect; });
    if (found != m_contexts.end()) {
        m_contexts.splice(m_contexts.begin(), m_contexts, found);
    } else {
        m_contexts.push_front({rect, std::make_unique<H264Context>()});
        if (m_contexts.size() > most)
            m_contexts.pop_back();
    }
    return *m_contexts.front().context;
}

} // namespace oriel::bench
