#pragma once

#include "tests/bench/client/Url.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace oriel::bench {

/**
 * A TCP connection, with TLS for a secure URL (any certificate is accepted: it is ours). Everything
 * throws std::runtime_error when the connection fails.
 */
class TlsSocket {
public:
    /** Connects, and waits for it. */
    explicit TlsSocket(const Url &url);
    ~TlsSocket();
    TlsSocket(const TlsSocket &) = delete;
    TlsSocket &operator=(const TlsSocket &) = delete;

    /** CLOCK_MONOTONIC when TCP was connected. */
    std::int64_t connectedAt() const { return m_connectedAt; }

    int descriptor() const { return m_descriptor; }
    /** There is more to read although the descriptor may not say so. */
    bool hasPending() const;

    /** Reads what is there: 0 if nothing is. Throws at the end, too. */
    std::size_t read(std::span<std::uint8_t> target);
    /** Waits for at least a byte. */
    std::size_t readBlocking(std::span<std::uint8_t> target);
    /** Writes all, and waits for it. */
    void write(std::string_view bytes);

private:
    void connect(const Url &url);
    void startTls(const Url &url);
    void waitFor(short events) const;

    struct FreeContext {
        void operator()(ssl_ctx_st *context) const;
    };
    struct FreeSession {
        void operator()(ssl_st *session) const;
    };

    int m_descriptor = -1;
    std::int64_t m_connectedAt = 0;
    std::unique_ptr<ssl_ctx_st, FreeContext> m_context;
    std::unique_ptr<ssl_st, FreeSession> m_session;
};

} // namespace oriel::bench
