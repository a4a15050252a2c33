#include "tests/bench/client/Options.h"

#include "tests/bench/client/Encoding.h"
#include "tests/bench/client/VncPassword.h"

#include <map>
#include <stdexcept>

namespace oriel::bench {

namespace {

std::int32_t encodingNamed(const std::string &name)
{
    static const std::map<std::string, std::int32_t> encodings{
        {"rre", Encoding::rre},   {"hextile", Encoding::hextile}, {"zlib", Encoding::zlib},
        {"zrle", Encoding::zrle}, {"tight", Encoding::tight},     {"jpeg", Encoding::jpeg},
        {"h264", Encoding::h264}};
    const auto found = encodings.find(name);
    if (found == encodings.end())
        throw std::runtime_error("unknown encoding " + name);
    return found->second;
}

int number(const std::string &text, int least, int most)
{
    try {
        std::size_t used = 0;
        const int value = std::stoi(text, &used);
        if (used == text.size() && value >= least && value <= most)
            return value;
    } catch (const std::logic_error &) {
        // No number at all: refused as any other.
    }
    throw std::runtime_error('"' + text + "\" is not a number from " + std::to_string(least)
                             + " to " + std::to_string(most));
}

} // namespace

Options OptionParser::parse(const std::vector<std::string> &arguments)
{
    constexpr int mostViewers = 64;
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &name = arguments[i];
        const auto value = [&]() -> const std::string & {
            if (i + 1 == arguments.size())
                throw std::runtime_error(name + " needs a value");
            return arguments[++i];
        };
        if (name == "--url")
            options.url = value();
        else if (name == "--ticket-password")
            options.ticketPassword = value();
        else if (name == "--vnc-password-file")
            options.vncPassword = VncPassword::fromFile(value());
        else if (name == "--no-h264")
            options.h264 = false;
        else if (name == "--no-jpeg")
            options.jpeg = false;
        else if (name == "--quality")
            options.quality = number(value(), 0, 9);
        else if (name == "--prefer")
            options.preferred = encodingNamed(value());
        else if (name == "--viewers")
            options.viewers = number(value(), 1, mostViewers);
        else if (name == "--cpu")
            options.cpu = true;
        else
            throw std::runtime_error("unknown option " + name);
    }
    if (options.url.empty())
        throw std::runtime_error("--url is missing");
    return options;
}

} // namespace oriel::bench
