#include "tests/bench/client/WebSocketStream.h"

#include "tests/bench/client/Http.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace oriel::bench {

namespace {

// What is read at once; TLS hands out records of at most 16 KiB.
constexpr std::size_t chunkSize = 256 * 1024;

std::string base64(const unsigned char *bytes, int size)
{
    std::string text(static_cast<std::size_t>((size + 2) / 3 * 4 + 1), '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()), bytes, size);
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string makeKey()
{
    std::array<unsigned char, 16> bytes{};
    RAND_bytes(bytes.data(), bytes.size());
    return base64(bytes.data(), bytes.size());
}

std::string acceptanceOf(const std::string &key)
{
    const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
    return base64(digest.data(), static_cast<int>(size));
}

std::uint64_t bigEndian(const std::uint8_t *bytes, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | bytes[i];
    return value;
}

} // namespace

WebSocketStream::WebSocketStream(TlsSocket &socket, const Url &url, const std::string &path)
    : m_socket(socket)
{
    const std::string key = makeKey();
    const HttpAnswer answer = Http::ask(
        socket,
        "GET " + path + " HTTP/1.1\r\nHost: " + url.authority() + "\r\nOrigin: " + url.origin()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
              "\r\nSec-WebSocket-Protocol: binary\r\nSec-WebSocket-Key: "
            + key + "\r\n\r\n");
    if (answer.status != 101 || answer.header("sec-websocket-accept") != acceptanceOf(key))
        throw std::runtime_error("no WebSocket: status " + std::to_string(answer.status) + ' '
                                 + answer.rest);
    m_raw.assign(answer.rest.begin(), answer.rest.end());
    m_early = !m_raw.empty();
}

void WebSocketStream::receive(std::vector<std::uint8_t> &target)
{
    m_early = false;
    const std::size_t had = m_raw.size();
    m_raw.resize(had + chunkSize);
    std::size_t got = 0;
    while (got < chunkSize) {
        const std::size_t count = m_socket.read(std::span(m_raw).subspan(had + got));
        if (count == 0)
            break;
        got += count;
    }
    m_raw.resize(had + got);
    unwrap(target);
    m_raw.erase(m_raw.begin(), m_raw.begin() + static_cast<std::ptrdiff_t>(m_used));
    m_used = 0;
}

void WebSocketStream::unwrap(std::vector<std::uint8_t> &target)
{
    while (m_inFrame || readHeader()) {
        m_inFrame = true;
        const auto size =
            static_cast<std::size_t>(std::min<std::uint64_t>(m_left, m_raw.size() - m_used));
        const auto begin = m_raw.begin() + static_cast<std::ptrdiff_t>(m_used);
        const auto end = begin + static_cast<std::ptrdiff_t>(size);
        const bool control = m_opcode >= Opcode::Close;
        if (control) {
            m_control.append(begin, end);
        } else {
            m_received += size;
            if (!m_discards)
                target.insert(target.end(), begin, end);
        }
        m_used += size;
        m_left -= size;
        if (m_left > 0)
            return;
        m_inFrame = false;
        if (control)
            endControlFrame();
    }
}

bool WebSocketStream::readHeader()
{
    const std::uint8_t *bytes = m_raw.data() + m_used;
    const std::size_t there = m_raw.size() - m_used;
    if (there < 2)
        return false;
    const unsigned int shortLength = bytes[1];
    const std::size_t extra = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    if ((bytes[0] & 0x70U) != 0 || shortLength > 127)
        throw std::runtime_error("the server sends WebSocket frames that are masked or extended");
    if (there < 2 + extra)
        return false;
    m_opcode = static_cast<Opcode>(bytes[0] & 0x0fU);
    m_left = extra == 0 ? shortLength : bigEndian(bytes + 2, extra);
    m_used += 2 + extra;
    m_control.clear();
    if (m_opcode == Opcode::Text || m_opcode == Opcode::Binary)
        m_discards = m_opcode == Opcode::Text;
    return true;
}

void WebSocketStream::endControlFrame()
{
    if (m_opcode == Opcode::Ping)
        sendFrame(Opcode::Pong, m_control);
    if (m_opcode != Opcode::Close)
        return;
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(m_control.data());
    const std::string code = m_control.size() < 2 ? "no code" : std::to_string(bigEndian(bytes, 2));
    throw std::runtime_error("the server closed the WebSocket: " + code
                             + (m_control.size() > 2 ? ' ' + m_control.substr(2) : ""));
}

void WebSocketStream::send(const std::string &bytes) { sendFrame(Opcode::Binary, bytes); }

void WebSocketStream::sendFrame(Opcode opcode, const std::string &payload)
{
    constexpr std::size_t longest = 125;
    if (payload.size() > longest && opcode >= Opcode::Close)
        throw std::runtime_error("the server sent a control frame that is too long");
    std::string frame{static_cast<char>(0x80 | static_cast<int>(opcode))};
    if (payload.size() <= longest) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size());
    }
    std::array<unsigned char, 4> mask{};
    RAND_bytes(mask.data(), mask.size());
    frame.append(reinterpret_cast<const char *>(mask.data()), mask.size());
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % mask.size()]);
    m_socket.write(frame);
}

} // namespace oriel::bench
