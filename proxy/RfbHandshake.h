#pragma once

#include <QByteArray>

#include <utility>

namespace oriel {

/**
 * The server's side of an RFB connection up to the SecurityResult (RFC 6143 §7.1), for clients
 * that speak 3.3, 3.7 or 3.8. A viewer with a ticket is offered None, any other one VNC
 * Authentication. Pure: bytes in, bytes out; who is let in is decided elsewhere.
 */
class RfbHandshake {
public:
    enum class Security : quint8 { None = 1, VncAuthentication = 2 };
    enum class State {
        Running,
        Response, ///< answers() may be asked; then accept() or refuse()
        Accepted, ///< rest() is what the client sent behind: ClientInit and on
        Refused,  ///< send output(), then close
        Broken,   ///< not RFB: close
    };

    explicit RfbHandshake(Security security);
    /** For a client that is turned away, with the reason, before it may authenticate. */
    static RfbHandshake refusing(const QByteArray &reason);

    State state() const { return m_state; }
    void receive(const QByteArray &bytes);
    /** What to send now; empties it. The first output is there from the start. */
    QByteArray takeOutput() { return std::exchange(m_output, {}); }

    /** Whether the client's response was made with this password. In State::Response. */
    bool answers(const QByteArray &password) const;
    void accept();
    /** `reason`: English, as RFB has no way to negotiate a language. */
    void refuse(const QByteArray &reason);

    QByteArray takeRest() { return std::exchange(m_input, {}); }

private:
    enum class Expect { Version, SecurityType, ChallengeResponse, Nothing };
    /** Nothing that a client may send before it is let in is longer. */
    static constexpr qsizetype maxInput = 4 * 1024;

    bool step();
    void readVersion();
    void readSecurityType();
    void startSecurity();
    void sendReason(const QByteArray &reason);

    Security m_security;
    State m_state = State::Running;
    Expect m_expect = Expect::Version;
    int m_minor = 3; ///< of the protocol version spoken: 3, 7 or 8
    QByteArray m_input;
    QByteArray m_output;
    QByteArray m_challenge;
    QByteArray m_response;
    QByteArray m_refusal; ///< not empty: turned away
};

} // namespace oriel
