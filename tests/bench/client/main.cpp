// A viewer that decodes everything noVNC can, and costs little.
//
//   bench_client --url wss://HOST:PORT/PATH [--ticket-password PW | --vnc-password-file FILE]
//       [--no-h264] [--no-jpeg] [--quality Q] [--prefer ENCODING] [--viewers N] [--cpu]
//   bench_client --compare A.ppm B.ppm [--rect X,Y,W,H]
//
// Standard input: key, dump FILE.ppm, stall, resume, quit. Standard output, one JSON object a line:
// connected, picture, frame (with the bytes so far), seen, pressed, dumped; t is CLOCK_MONOTONIC in
// nanoseconds. Further viewers (--viewers) only watch; their lines have "viewer":2 and so on.
// --cpu says at the end what CPU time it took, all viewers together.
#include "tests/bench/client/Comparison.h"
#include "tests/bench/client/Crowd.h"
#include "tests/bench/client/Viewer.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

namespace oriel::bench {

namespace {

double cpuMilliseconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto milliseconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

void view(const Options &options)
{
    int number = 1;
    {
        Crowd crowd;
        int commands = -1;
        while (commands < 0 && number < options.viewers) {
            ++number;
            commands = crowd.add();
        }
        if (commands < 0)
            number = 1;
        Viewer(options, commands < 0 ? STDIN_FILENO : commands, number).run();
    }
    if (options.cpu && number == 1) {
        std::printf("{\"cpuMs\":%.1f}\n",
                    cpuMilliseconds(RUSAGE_SELF) + cpuMilliseconds(RUSAGE_CHILDREN));
        std::fflush(stdout);
    }
}

int run(const std::vector<std::string> &arguments)
{
    try {
        if (!arguments.empty() && arguments.front() == "--compare")
            std::puts(Comparison::ofFiles({arguments.begin() + 1, arguments.end()}).c_str());
        else
            view(OptionParser::parse(arguments));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_client: %s\n", error.what());
        return 1;
    }
    return 0;
}

} // namespace
} // namespace oriel::bench

int main(int argc, char **argv) { return oriel::bench::run({argv + 1, argv + argc}); }
