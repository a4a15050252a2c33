#include "tests/bench/client/RfbSession.h"

#include "tests/bench/client/ClientMessages.h"
#include "tests/bench/client/Encoding.h"
#include "tests/bench/client/VncPassword.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace oriel::bench {

namespace {

constexpr std::size_t versionSize = 12;

std::string takeText(RfbReader &reader, std::size_t size)
{
    const std::uint8_t *bytes = reader.take(size);
    return {reinterpret_cast<const char *>(bytes), size};
}

std::size_t maskRowSize(int width) { return static_cast<std::size_t>(width + 7) / 8; }

} // namespace

RfbSession::RfbSession(RfbReader &reader, Send send, Options options)
    : m_reader(reader)
    , m_send(std::move(send))
    , m_options(std::move(options))
{
}

void RfbSession::start()
{
    negotiate();
    m_send(std::string(1, '\1')); // ClientInit: shared
    const int width = m_reader.u16();
    const int height = m_reader.u16();
    constexpr std::size_t pixelFormatSize = 16;
    m_reader.skip(pixelFormatSize);
    m_reader.skip(m_reader.u32());
    resize(width, height);
    m_send(ClientMessages::setPixelFormat());
    m_send(ClientMessages::setEncodings(m_options));
    m_send(ClientMessages::updateRequest(false, width, height));
}

void RfbSession::negotiate()
{
    const std::string version = takeText(m_reader, versionSize);
    if (version < "RFB 003.008\n")
        throw std::runtime_error("the server does not speak RFB 3.8 but " + version);
    m_send("RFB 003.008\n");
    constexpr char none = 1;
    constexpr char vncAuthentication = 2;
    const std::size_t count = m_reader.u8();
    if (count == 0)
        failWithReason("the server refuses");
    const std::string types = takeText(m_reader, count);
    const std::size_t found = types.find_first_of({none, vncAuthentication});
    if (found == std::string::npos)
        throw std::runtime_error("the server offers neither None nor VNC Authentication");
    m_send(types.substr(found, 1));
    if (types[found] == vncAuthentication)
        authenticate();
    if (m_reader.u32() != 0)
        failWithReason("the server refuses the password");
}

void RfbSession::authenticate()
{
    constexpr std::size_t challengeSize = 16;
    if (m_options.vncPassword.empty())
        throw std::runtime_error("the server wants a password: --vnc-password-file");
    m_send(VncPassword::response(takeText(m_reader, challengeSize), m_options.vncPassword));
}

void RfbSession::failWithReason(const std::string &what)
{
    throw std::runtime_error(what + ": " + takeText(m_reader, m_reader.u32()));
}

void RfbSession::sendKey()
{
    m_send(ClientMessages::key(true, m_extendedKeys) + ClientMessages::key(false, m_extendedKeys));
}

bool RfbSession::handleMessage()
{
    enum Message {
        Update = 0,
        Bell = 2,
        CutText = 3,
        EndOfContinuousUpdates = 150,
        Fence = 248,
        Xvp = 250
    };
    const int type = m_reader.u8();
    switch (type) {
    case Update: handleUpdate(); return true;
    case Bell: break;
    case CutText: handleClipboard(); break;
    case EndOfContinuousUpdates:
        if (!m_continuous) {
            m_continuous = true;
            enableContinuousUpdates();
        }
        break;
    case Fence: handleFence(); break;
    case Xvp: m_reader.skip(3); break;
    default:
        throw std::runtime_error("the server sent a message of unknown type "
                                 + std::to_string(type));
    }
    return false;
}

void RfbSession::handleClipboard()
{
    constexpr std::uint32_t caps = 1 << 24;
    m_reader.skip(3);
    const std::int32_t length = m_reader.s32();
    if (length >= 0) {
        m_reader.skip(static_cast<std::size_t>(length));
        return;
    }
    const std::size_t size = static_cast<std::size_t>(-std::int64_t{length});
    if (size < 4)
        throw std::runtime_error("the server sent a clipboard message without flags");
    const std::uint32_t flags = m_reader.u32();
    m_reader.skip(size - 4);
    if ((flags & caps) != 0)
        m_send(ClientMessages::clipboardCaps());
}

void RfbSession::handleFence()
{
    constexpr std::uint32_t request = 1U << 31;
    constexpr std::size_t longest = 64;
    m_reader.skip(3);
    const std::uint32_t flags = m_reader.u32();
    const std::size_t size = m_reader.u8();
    if ((flags & request) == 0 || size > longest)
        throw std::runtime_error("the server sent a fence that is no request or too long");
    m_send(ClientMessages::fence(flags, takeText(m_reader, size)));
}

void RfbSession::enableContinuousUpdates()
{
    m_send(
        ClientMessages::enableContinuousUpdates(m_framebuffer->width(), m_framebuffer->height()));
}

void RfbSession::handleUpdate()
{
    m_reader.skip(1);
    for (int rects = m_reader.u16(); rects > 0 && handleRect(); --rects) { }
    if (!m_continuous)
        m_send(
            ClientMessages::updateRequest(true, m_framebuffer->width(), m_framebuffer->height()));
}

bool RfbSession::handleRect()
{
    Rect rect;
    rect.x = m_reader.u16();
    rect.y = m_reader.u16();
    rect.width = m_reader.u16();
    rect.height = m_reader.u16();
    const std::int32_t encoding = m_reader.s32();
    if (encoding == Encoding::lastRect)
        return false;
    if (handlePseudoRect(encoding, rect))
        return true;
    auto &decoder = m_decoders[encoding];
    if (!decoder)
        decoder = Decoder::create(encoding);
    if (!decoder)
        throw std::runtime_error("the server sent a rectangle of unknown encoding "
                                 + std::to_string(encoding));
    m_framebuffer->check(rect);
    decoder->decode(m_reader, rect, *m_framebuffer);
    markAsPainted(rect);
    return true;
}

bool RfbSession::handlePseudoRect(std::int32_t encoding, const Rect &rect)
{
    const std::size_t pixels = static_cast<std::size_t>(rect.width) * rect.height;
    switch (encoding) {
    case Encoding::desktopSize: resize(rect.width, rect.height); return true;
    case Encoding::extendedDesktopSize: {
        constexpr std::size_t screenSize = 16;
        constexpr int askedByUs = 1;
        const std::size_t screens = m_reader.u8();
        m_reader.skip(3 + screens * screenSize);
        if (rect.x != askedByUs || rect.y == 0)
            resize(rect.width, rect.height);
        return true;
    }
    case Encoding::cursor:
        m_reader.skip(pixels * 4 + maskRowSize(rect.width) * rect.height);
        return true;
    case Encoding::vmwareCursor: {
        const bool hasTwoMasks = m_reader.u8() == 0;
        m_reader.skip(1 + pixels * (hasTwoMasks ? 8 : 4));
        return true;
    }
    case Encoding::qemuKeyEvent: m_extendedKeys = true; return true;
    case Encoding::qemuLedState: m_reader.skip(1); return true;
    case Encoding::desktopName: m_reader.skip(m_reader.u32()); return true;
    case Encoding::extendedMouseButtons: return true;
    default: return false;
    }
}

void RfbSession::resize(int width, int height)
{
    if (m_framebuffer && m_framebuffer->width() == width && m_framebuffer->height() == height)
        return;
    if (width < 1 || height < 1)
        throw std::runtime_error("the server's screen is empty");
    m_framebuffer.emplace(width, height);
    m_missing = static_cast<std::size_t>(width) * height;
    m_painted.assign(m_missing, false);
    if (m_continuous)
        enableContinuousUpdates();
}

void RfbSession::markAsPainted(const Rect &rect)
{
    if (m_missing == 0)
        return;
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        const auto row =
            m_painted.begin() + static_cast<std::ptrdiff_t>(y) * m_framebuffer->width();
        m_missing -=
            static_cast<std::size_t>(std::count(row + rect.x, row + rect.x + rect.width, false));
        std::fill(row + rect.x, row + rect.x + rect.width, true);
    }
}

} // namespace oriel::bench
