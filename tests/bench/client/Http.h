#pragma once

#include "tests/bench/client/TlsSocket.h"

#include <string>

namespace oriel::bench {

struct HttpAnswer {
    int status = 0;
    std::string head; ///< with the status line
    std::string rest; ///< what came after the head

    /** A header's value; empty if there is none. `name` in lower case. */
    std::string header(const std::string &name) const;
};

/** Just enough HTTP/1.1 to join and to upgrade. */
namespace Http {

/** Sends `request` (with its body) and reads until the head of the answer is there. */
HttpAnswer ask(TlsSocket &socket, const std::string &request);

/** Oriel's POST /api/join: the ticket; throws std::runtime_error with what the server says. */
std::string joinForTicket(TlsSocket &socket, const Url &url, const std::string &password);

} // namespace Http
} // namespace oriel::bench
