#include "tests/bench/client/Viewer.h"

#include "tests/bench/Clock.h"
#include "tests/bench/Ppm.h"
#include "tests/bench/client/Http.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <utility>

namespace oriel::bench {

Viewer::Viewer(Options options, int commands, int number)
    : m_options(std::move(options))
    , m_commands(commands)
    , m_number(number)
    , m_reader([this](std::vector<std::uint8_t> &buffer) { fetch(buffer); })
    , m_session(
          m_reader, [this](const std::string &bytes) { m_stream->send(bytes); }, m_options)
{
}

void Viewer::run()
{
    try {
        connect();
        m_session.start();
        m_started = true;
        handleMessages();
    } catch (const Quit &) {
        // As asked.
    }
}

void Viewer::connect()
{
    const Url url(m_options.url);
    const std::string path = m_options.ticketPassword.empty() ? url.path : pathWithTicket(url);
    m_socket.emplace(url);
    if (m_options.ticketPassword.empty())
        print("\"connected\":true", m_socket->connectedAt());
    m_stream.emplace(*m_socket, url, path);
}

std::string Viewer::pathWithTicket(const Url &url)
{
    TlsSocket socket(url);
    print("\"connected\":true", socket.connectedAt());
    return "/websockify?ticket=" + Http::joinForTicket(socket, url, m_options.ticketPassword);
}

void Viewer::handleMessages()
{
    for (;;) {
        // A busy server must not keep commands waiting.
        obeyCommands(0, false);
        while (m_stalled)
            obeyCommands(-1, false);
        if (m_session.handleMessage())
            report();
    }
}

void Viewer::fetch(std::vector<std::uint8_t> &buffer)
{
    if (!m_stream->hasPending() || m_stalled)
        obeyCommands(-1, !m_stalled);
    if (!m_stalled)
        m_stream->receive(buffer);
}

void Viewer::obeyCommands(int timeout, bool alsoServer)
{
    // What comes before there is a picture stays in its pipe until then; poll() skips -1.
    std::array<pollfd, 2> waited{pollfd{m_started ? m_commands : -1, POLLIN, 0},
                                 pollfd{m_stream->descriptor(), POLLIN, 0}};
    poll(waited.data(), alsoServer ? 2 : 1, timeout);
    if (waited[0].revents != 0)
        readCommands();
}

void Viewer::readCommands()
{
    std::array<char, 4096> chunk{};
    const ssize_t count = read(m_commands, chunk.data(), chunk.size());
    if (count <= 0)
        throw Quit{};
    m_input.append(chunk.data(), static_cast<std::size_t>(count));
    for (auto end = m_input.find('\n'); end != std::string::npos; end = m_input.find('\n')) {
        const std::string command = m_input.substr(0, end);
        m_input.erase(0, end + 1);
        obey(command);
    }
}

void Viewer::obey(const std::string &command)
{
    const std::string dump = "dump ";
    if (command == "key") {
        const std::int64_t now = monotonicNanoseconds();
        m_session.sendKey();
        print("\"pressed\":" + std::to_string(++m_keys), now);
    } else if (command.starts_with(dump)) {
        const std::string file = command.substr(dump.size());
        const std::int64_t now = monotonicNanoseconds();
        Ppm::write(file, m_session.framebuffer().view(), PixelOrder::Rgbx);
        print("\"dumped\":\"" + file + '"', now);
    } else if (command == "stall" || command == "resume") {
        m_stalled = command == "stall";
    } else if (command == "quit") {
        throw Quit{};
    } else {
        std::fprintf(stderr, "bench_client: unknown command \"%s\"\n", command.c_str());
    }
}

void Viewer::report()
{
    const std::int64_t now = monotonicNanoseconds();
    const PixelView screen = m_session.framebuffer().view();
    if (!m_pictureReported && m_session.isPictureComplete()) {
        m_pictureReported = true;
        print("\"picture\":true", now);
    }
    if (const auto frame = m_codes.newFrame(screen))
        print("\"frame\":" + std::to_string(*frame)
                  + ",\"bytes\":" + std::to_string(m_stream->received()),
              now);
    if (const auto key = m_codes.newKey(screen))
        print("\"seen\":" + std::to_string(*key), now);
}

void Viewer::print(const std::string &fields, std::int64_t time) const
{
    std::printf("{%s,\"t\":%lld%s}\n", fields.c_str(), static_cast<long long>(time),
                m_number == 1 ? "" : (",\"viewer\":" + std::to_string(m_number)).c_str());
    std::fflush(stdout);
}

} // namespace oriel::bench
