#include "tests/bench/client/Http.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

namespace oriel::bench {

namespace {

void readMore(TlsSocket &socket, std::string &text)
{
    std::array<std::uint8_t, 4096> chunk{};
    const std::size_t count = socket.readBlocking(chunk);
    text.append(reinterpret_cast<const char *>(chunk.data()), count);
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/** Quotes what JSON wants quoted. */
std::string jsonString(const std::string &text)
{
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    return result + '"';
}

} // namespace

std::string HttpAnswer::header(const std::string &name) const
{
    const std::string lower = lowerCase(head);
    const std::size_t line = lower.find("\r\n" + name + ':');
    if (line == std::string::npos)
        return {};
    const std::size_t begin = head.find_first_not_of(' ', line + 2 + name.size() + 1);
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

HttpAnswer Http::ask(TlsSocket &socket, const std::string &request)
{
    socket.write(request);
    std::string text;
    while (text.find("\r\n\r\n") == std::string::npos)
        readMore(socket, text);
    const std::size_t end = text.find("\r\n\r\n") + 2;
    HttpAnswer answer{0, text.substr(0, end), text.substr(end + 2)};
    if (!text.starts_with("HTTP/1.1 "))
        throw std::runtime_error("the server does not speak HTTP/1.1");
    answer.status = static_cast<int>(std::strtol(text.c_str() + sizeof "HTTP/1.1", nullptr, 10));
    return answer;
}

std::string Http::joinForTicket(TlsSocket &socket, const Url &url, const std::string &password)
{
    const std::string body = "{\"password\":" + jsonString(password) + '}';
    HttpAnswer answer =
        ask(socket,
            "POST /api/join HTTP/1.1\r\nHost: " + url.authority() + "\r\nOrigin: " + url.origin()
                + "\r\nContent-Type: application/json\r\nConnection: close"
                  "\r\nContent-Length: "
                + std::to_string(body.size()) + "\r\n\r\n" + body);
    const auto length = std::strtoul(answer.header("content-length").c_str(), nullptr, 10);
    while (answer.rest.size() < length)
        readMore(socket, answer.rest);
    const std::string before = "\"ticket\":\"";
    const std::size_t begin = answer.rest.find(before);
    if (answer.status != 200 || begin == std::string::npos)
        throw std::runtime_error("the server refused the password: status "
                                 + std::to_string(answer.status) + ' ' + answer.rest);
    const std::size_t ticket = begin + before.size();
    return answer.rest.substr(ticket, answer.rest.find('"', ticket) - ticket);
}

} // namespace oriel::bench
