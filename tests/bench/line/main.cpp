// bench_line: a slow line between two network namespaces, each with a device "line" at its end.
//
//   bench_line NEAR FAR BITS_PER_SECOND DELAY_MS LOSS QUEUE_MS
//
// NEAR and FAR name the namespaces (/run/netns/…); the rest holds for each direction. What tc's
// netem does, for kernels that come without it. Prints "ready" when both devices are there; the
// line lasts until standard input ends.

#include "tests/bench/line/Direction.h"
#include "tests/bench/line/Tunnel.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace {

using oriel::bench::Clock;
using oriel::bench::Direction;
using oriel::bench::LineProperties;
using oriel::bench::Tunnel;

std::chrono::nanoseconds milliseconds(const char *text)
{
    const std::chrono::duration<double, std::milli> time(std::strtod(text, nullptr));
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time);
}

void take(const Tunnel &from, Direction &into)
{
    std::array<std::byte, 65536> buffer;
    while (const size_t size = from.read(buffer))
        into.enter(std::span(buffer).first(size), Clock::now());
}

void deliver(Direction &from, const Tunnel &to)
{
    for (;;) {
        const auto packet = from.takeArrived(Clock::now());
        if (packet.empty())
            return;
        to.write(packet);
    }
}

/** How long nothing can arrive, for ppoll(). */
timespec untilNext(const Direction &one, const Direction &other)
{
    using namespace std::chrono_literals;
    const auto now = Clock::now();
    const auto idle = now + 1s;
    const auto next =
        std::min(one.nextArrival().value_or(idle), other.nextArrival().value_or(idle));
    const std::chrono::nanoseconds wait = std::max<std::chrono::nanoseconds>(next - now, 0ns);
    return {wait / 1s, (wait % 1s).count()};
}

void run(const Tunnel &near, const Tunnel &far, const LineProperties &properties)
{
    Direction out(properties, 1);
    Direction back(properties, 2);
    for (;;) {
        std::array<pollfd, 3> waited{{{near.descriptor(), POLLIN, 0},
                                      {far.descriptor(), POLLIN, 0},
                                      {STDIN_FILENO, POLLIN, 0}}};
        const timespec timeout = untilNext(out, back);
        ppoll(waited.data(), waited.size(), &timeout, nullptr);
        if (waited[2].revents)
            return;
        take(near, out);
        take(far, back);
        deliver(out, far);
        deliver(back, near);
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 7) {
        std::fputs("usage: bench_line NEAR FAR BITS_PER_SECOND DELAY_MS LOSS QUEUE_MS\n", stderr);
        return 2;
    }
    try {
        const LineProperties properties{.bitsPerSecond = std::strtod(argv[3], nullptr),
                                        .delay = milliseconds(argv[4]),
                                        .loss = std::strtod(argv[5], nullptr),
                                        .queue = milliseconds(argv[6])};
        const Tunnel near(argv[1]);
        const Tunnel far(argv[2]);
        std::puts("ready");
        std::fflush(stdout);
        run(near, far, properties);
        return 0;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_line: %s\n", error.what());
        return 1;
    }
}
