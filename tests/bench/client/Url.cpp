#include "tests/bench/client/Url.h"

#include <stdexcept>

namespace oriel::bench {

Url::Url(const std::string &text)
    : secure(text.starts_with("wss://"))
{
    if (!secure && !text.starts_with("ws://"))
        throw std::runtime_error("not a ws:// or wss:// URL: " + text);
    const std::size_t begin = text.find("//") + 2;
    const std::size_t slash = std::min(text.find('/', begin), text.size());
    const std::string place = text.substr(begin, slash - begin);
    path = slash == text.size() ? "/" : text.substr(slash);
    const std::size_t colon = place.rfind(':');
    const bool hasPort = colon != std::string::npos && place.find(']', colon) == std::string::npos;
    host = place.substr(0, hasPort ? colon : place.size());
    port = hasPort ? place.substr(colon + 1) : secure ? "443" : "80";
    if (host.empty() || port.empty())
        throw std::runtime_error("no host or no port in " + text);
}

std::string Url::authority() const
{
    return port == (secure ? "443" : "80") ? host : host + ':' + port;
}

std::string Url::origin() const { return (secure ? "https://" : "http://") + authority(); }

} // namespace oriel::bench
