#include "tests/bench/client/ClientMessages.h"

#include "tests/bench/client/Encoding.h"

#include <algorithm>
#include <vector>

namespace oriel::bench::ClientMessages {

namespace {

/** Numbers, the highest byte first. */
class Message {
public:
    Message &u8(unsigned int value)
    {
        m_bytes += static_cast<char>(value);
        return *this;
    }
    Message &u16(unsigned int value) { return u8(value >> 8).u8(value); }
    Message &u32(unsigned int value) { return u16(value >> 16).u16(value); }
    Message &text(const std::string &bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    /** So many zeros. */
    Message &padding(std::size_t count)
    {
        m_bytes.append(count, '\0');
        return *this;
    }

    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

} // namespace

std::string setPixelFormat()
{
    constexpr unsigned int most = 255;
    return Message()
        .u8(0)
        .padding(3)
        .u8(32)
        .u8(24)
        .u8(0) // little-endian
        .u8(1) // true colour
        .u16(most)
        .u16(most)
        .u16(most)
        .u8(0)
        .u8(8)
        .u8(16)
        .padding(3)
        .bytes();
}

std::string setEncodings(const Options &options)
{
    using namespace Encoding;
    std::vector<std::int32_t> list{copyRect};
    if (options.h264)
        list.push_back(h264);
    list.insert(list.end(), {tight, zrle});
    if (options.jpeg)
        list.push_back(jpeg);
    list.insert(list.end(), {hextile, rre, zlib, raw});
    // Servers send JPEG only to whom names a quality.
    if (options.jpeg)
        list.push_back(quality0 + options.quality);
    constexpr int compression = 2;
    list.insert(list.end(),
                {compression0 + compression, desktopSize, lastRect, qemuKeyEvent, qemuLedState,
                 extendedDesktopSize, xvp, Encoding::fence, continuousUpdates, desktopName,
                 extendedClipboard, extendedMouseButtons, vmwareCursor, cursor});
    if (options.preferred != 0) {
        list.erase(std::remove(list.begin(), list.end(), options.preferred), list.end());
        list.insert(list.begin(), options.preferred);
    }
    Message message;
    message.u8(2).padding(1).u16(static_cast<unsigned int>(list.size()));
    for (const std::int32_t encoding : list)
        message.u32(static_cast<unsigned int>(encoding));
    return message.bytes();
}

std::string updateRequest(bool incremental, int width, int height)
{
    return Message().u8(3).u8(incremental ? 1 : 0).padding(4).u16(width).u16(height).bytes();
}

std::string enableContinuousUpdates(int width, int height)
{
    return Message().u8(150).u8(1).padding(4).u16(width).u16(height).bytes();
}

std::string fence(std::uint32_t flags, const std::string &payload)
{
    constexpr std::uint32_t understood = 3; // BlockBefore, BlockAfter
    return Message()
        .u8(248)
        .padding(3)
        .u32(flags & understood)
        .u8(static_cast<unsigned int>(payload.size()))
        .text(payload)
        .bytes();
}

std::string key(bool down, bool extended)
{
    constexpr unsigned int keysym = 'a';
    constexpr unsigned int scancode = 0x1e;
    if (extended)
        return Message().u8(255).u8(0).u16(down ? 1 : 0).u32(keysym).u32(scancode).bytes();
    return Message().u8(4).u8(down ? 1 : 0).padding(2).u32(keysym).bytes();
}

std::string clipboardCaps()
{
    constexpr unsigned int capsRequestPeekNotifyProvide = 0x1f000000;
    constexpr unsigned int text = 1;
    constexpr int length = 8; // negative: the extended kind
    return Message()
        .u8(6)
        .padding(3)
        .u32(static_cast<unsigned int>(-length))
        .u32(capsRequestPeekNotifyProvide | text)
        .u32(0) // nothing unasked
        .bytes();
}

} // namespace oriel::bench::ClientMessages
