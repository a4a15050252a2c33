#pragma once

#include <string>

namespace oriel::bench {

/** ws://HOST[:PORT]/PATH or wss://…; throws std::runtime_error if it is not one. */
struct Url {
    explicit Url(const std::string &text);

    /** Host and port as a browser names them in the Host header. */
    std::string authority() const;
    /** The page's that would open this WebSocket. */
    std::string origin() const;

    bool secure = false;
    std::string host;
    std::string port;
    std::string path;
};

} // namespace oriel::bench
