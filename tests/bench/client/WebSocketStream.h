#pragma once

#include "tests/bench/client/TlsSocket.h"

#include <string>
#include <vector>

namespace oriel::bench {

/** The bytes inside the binary frames of a WebSocket (RFC 6455), in both directions. */
class WebSocketStream {
public:
    /** Upgrades the connection; throws std::runtime_error if the server does not. */
    WebSocketStream(TlsSocket &socket, const Url &url, const std::string &path);

    int descriptor() const { return m_socket.descriptor(); }
    /** There is more to read although the descriptor may not say so. */
    bool hasPending() const { return m_early || m_socket.hasPending(); }

    /** Appends what is there, without waiting; answers pings. Throws when the server closes. */
    void receive(std::vector<std::uint8_t> &target);
    void send(const std::string &bytes);

    /** Payload received so far. */
    std::uint64_t received() const { return m_received; }

private:
    enum class Opcode : std::uint8_t { Continuation, Text, Binary, Close = 8, Ping, Pong };

    void unwrap(std::vector<std::uint8_t> &target);
    /** False until all of a frame's header is there. */
    bool readHeader();
    void endControlFrame();
    void sendFrame(Opcode opcode, const std::string &payload);

    TlsSocket &m_socket;
    std::vector<std::uint8_t> m_raw; ///< from the socket, before unwrapping
    std::size_t m_used = 0;          ///< of m_raw
    bool m_early = false;            ///< frames came together with the answer to the upgrade
    bool m_inFrame = false;
    Opcode m_opcode = Opcode::Binary; ///< of the frame that is coming in
    bool m_discards = false;          ///< the message is text, which is not for us
    std::uint64_t m_left = 0;         ///< of its payload
    std::string m_control;            ///< a control frame's payload
    std::uint64_t m_received = 0;
};

} // namespace oriel::bench
