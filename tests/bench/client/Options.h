#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace oriel::bench {

/** How a viewer connects, and what it says it can decode. */
struct Options {
    std::string url;
    std::string ticketPassword; ///< empty: no ticket
    std::string vncPassword;
    bool h264 = true;
    bool jpeg = true;
    int quality = 6;
    std::int32_t preferred = 0; ///< an encoding to be named first; 0: noVNC's order
    int viewers = 1;
    bool cpu = false;
};

namespace OptionParser {

/** Throws std::runtime_error with what is wrong. */
Options parse(const std::vector<std::string> &arguments);

} // namespace OptionParser
} // namespace oriel::bench
