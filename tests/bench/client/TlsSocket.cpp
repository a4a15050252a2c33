#include "tests/bench/client/TlsSocket.h"

#include "tests/bench/Clock.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace oriel::bench {

namespace {

constexpr std::size_t longestCall = 1 << 30;

[[noreturn]] void fail(const std::string &what)
{
    const unsigned long error = ERR_get_error();
    std::array<char, 256> text{};
    if (error != 0)
        ERR_error_string_n(error, text.data(), text.size());
    throw std::runtime_error(error != 0 ? what + ": " + text.data() : what);
}

std::string withoutBrackets(const std::string &host)
{
    return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

} // namespace

void TlsSocket::FreeContext::operator()(ssl_ctx_st *context) const { SSL_CTX_free(context); }
void TlsSocket::FreeSession::operator()(ssl_st *session) const { SSL_free(session); }

TlsSocket::TlsSocket(const Url &url)
{
    connect(url);
    m_connectedAt = monotonicNanoseconds();
    const int on = 1;
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(m_descriptor, F_SETFL, O_NONBLOCK);
    if (url.secure)
        startTls(url);
}

TlsSocket::~TlsSocket()
{
    m_session.reset();
    if (m_descriptor >= 0)
        close(m_descriptor);
}

void TlsSocket::connect(const Url &url)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(withoutBrackets(url.host).c_str(), url.port.c_str(), &hints, &found) != 0)
        throw std::runtime_error("no address for " + url.authority());
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
    int error = 0;
    for (const addrinfo *address = found; address; address = address->ai_next) {
        m_descriptor = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (m_descriptor >= 0
            && ::connect(m_descriptor, address->ai_addr, address->ai_addrlen) == 0)
            return;
        error = errno;
        if (m_descriptor >= 0)
            close(m_descriptor);
        m_descriptor = -1;
    }
    throw std::system_error(error, std::generic_category(), "can't connect to " + url.authority());
}

void TlsSocket::startTls(const Url &url)
{
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    m_session.reset(SSL_new(m_context.get()));
    if (!m_session || SSL_set_fd(m_session.get(), m_descriptor) != 1)
        fail("no TLS");
    for (int done = SSL_connect(m_session.get()); done != 1; done = SSL_connect(m_session.get())) {
        switch (SSL_get_error(m_session.get(), done)) {
        case SSL_ERROR_WANT_READ: waitFor(POLLIN); break;
        case SSL_ERROR_WANT_WRITE: waitFor(POLLOUT); break;
        default: fail("TLS with " + url.authority() + " failed");
        }
    }
}

bool TlsSocket::hasPending() const { return m_session && SSL_pending(m_session.get()) > 0; }

void TlsSocket::waitFor(short events) const
{
    pollfd waited{m_descriptor, events, 0};
    while (poll(&waited, 1, -1) < 0 && errno == EINTR) { }
}

std::size_t TlsSocket::read(std::span<std::uint8_t> target)
{
    const std::size_t size = std::min(target.size(), longestCall);
    if (!m_session) {
        const ssize_t count = recv(m_descriptor, target.data(), size, 0);
        if (count > 0)
            return static_cast<std::size_t>(count);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return 0;
        throw std::runtime_error("the server closed the connection");
    }
    const int count = SSL_read(m_session.get(), target.data(), static_cast<int>(size));
    if (count > 0)
        return static_cast<std::size_t>(count);
    if (SSL_get_error(m_session.get(), count) == SSL_ERROR_WANT_READ)
        return 0;
    fail("the server closed the connection");
}

std::size_t TlsSocket::readBlocking(std::span<std::uint8_t> target)
{
    for (;;) {
        if (const std::size_t count = read(target))
            return count;
        waitFor(POLLIN);
    }
}

void TlsSocket::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), longestCall);
        const ssize_t count = m_session
            ? SSL_write(m_session.get(), bytes.data(), static_cast<int>(size))
            : send(m_descriptor, bytes.data(), size, MSG_NOSIGNAL);
        const bool later = m_session
            ? SSL_get_error(m_session.get(), static_cast<int>(count)) == SSL_ERROR_WANT_WRITE
            : errno == EAGAIN || errno == EINTR;
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
        else if (later)
            waitFor(POLLOUT);
        else
            fail("can't write to the server");
    }
}

} // namespace oriel::bench
