#include "tests/bench/painter/Animation.h"

#include "tests/bench/Clock.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

namespace oriel::bench {

Animation::Animation(Scene &scene, ScreenWindow &window, int seconds)
    : m_scene(scene)
    , m_window(window)
    , m_span(seconds > 0 ? seconds * nanosecondsPerSecond
                         : std::numeric_limits<std::int64_t>::max() / 2)
    , m_period(scene.rate() > 0 ? nanosecondsPerSecond / scene.rate() : 0)
{
}

void Animation::run()
{
    std::puts("{\"ready\":true}");
    std::fflush(stdout);
    std::array<pollfd, 2> waited{pollfd{STDIN_FILENO, POLLIN, 0},
                                 pollfd{m_window.descriptor(), POLLIN, 0}};
    for (bool open = true; open;) {
        timespec left{};
        if (m_moving) {
            const std::int64_t wait = std::max<std::int64_t>(0, m_due - monotonicNanoseconds());
            left = {wait / nanosecondsPerSecond, wait % nanosecondsPerSecond};
        }
        const int ready = ppoll(waited.data(), waited.size(), m_moving ? &left : nullptr, nullptr);
        m_window.handleEvents();
        if (ready > 0 && waited[0].revents != 0)
            open = readCommands();
        if (m_moving && monotonicNanoseconds() >= m_due)
            paintNext();
    }
}

bool Animation::readCommands()
{
    std::array<char, 256> chunk{};
    const ssize_t count = read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count <= 0)
        return false;
    m_input.append(chunk.data(), static_cast<std::size_t>(count));
    for (auto end = m_input.find('\n'); end != std::string::npos; end = m_input.find('\n')) {
        obey(m_input.substr(0, end));
        m_input.erase(0, end + 1);
    }
    return true;
}

void Animation::obey(const std::string &command)
{
    if (command == "stop") {
        m_moving = false;
    } else if (command == "go" && m_period > 0 && !m_moving) {
        m_moving = true;
        m_due = monotonicNanoseconds();
        m_end = m_due + m_span;
    } else if (command != "go") {
        std::fprintf(stderr, "bench_painter: unknown command \"%s\"\n", command.c_str());
    }
}

void Animation::paintNext()
{
    const QRegion changed = m_scene.paint(m_frame + 1, m_frame, m_window.image());
    ++m_frame;
    m_window.show(changed);
    const std::int64_t now = monotonicNanoseconds();
    std::printf("{\"frame\":%d,\"t\":%lld}\n", m_frame, static_cast<long long>(now));
    std::fflush(stdout);
    // After a pause that was not ours, no burst to catch up.
    m_due += m_period;
    if (now > m_due + m_period)
        m_due = now;
    if (m_due >= m_end)
        m_moving = false;
}

} // namespace oriel::bench
