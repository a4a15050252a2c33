#include "proxy/RfbHandshake.h"

#include "proxy/VncAuthentication.h"
#include "session/OneTimePassword.h"

#include <QtEndian>

#include <algorithm>

namespace oriel {

namespace {

constexpr qsizetype versionSize = 12;

QByteArray u32(quint32 value)
{
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/** The minor version to speak, or -1. Anything but 3.7 and 3.8 counts as 3.3 (RFC 6143 §7.1.1). */
int minorVersion(const QByteArray &text)
{
    const auto digits = [&](qsizetype from) {
        return std::all_of(text.begin() + from, text.begin() + from + 3,
                           [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!text.startsWith("RFB ") || text[7] != '.' || text[11] != '\n' || !digits(4) || !digits(8))
        return -1;
    if (text.mid(4, 3) != "003")
        return 3;
    const int minor = text.mid(8, 3).toInt();
    return minor == 7 || minor == 8 ? minor : 3;
}

} // namespace

RfbHandshake::RfbHandshake(Security security)
    : m_security(security)
    , m_output("RFB 003.008\n")
{
}

RfbHandshake RfbHandshake::refusing(const QByteArray &reason)
{
    RfbHandshake handshake(Security::VncAuthentication);
    handshake.m_refusal = reason;
    return handshake;
}

void RfbHandshake::receive(const QByteArray &bytes)
{
    m_input += bytes;
    while (m_state == State::Running && step()) { }
    if (m_state != State::Accepted && m_input.size() > maxInput)
        m_state = State::Broken;
}

bool RfbHandshake::step()
{
    switch (m_expect) {
    case Expect::Version:
        if (m_input.size() < versionSize)
            return false;
        readVersion();
        return true;
    case Expect::SecurityType:
        if (m_input.isEmpty())
            return false;
        readSecurityType();
        return true;
    case Expect::ChallengeResponse:
        if (m_input.size() < VncAuthentication::challengeSize)
            return false;
        m_response = m_input.left(VncAuthentication::challengeSize);
        m_input.remove(0, VncAuthentication::challengeSize);
        m_expect = Expect::Nothing;
        m_state = State::Response;
        return true;
    case Expect::Nothing: break;
    }
    return false;
}

void RfbHandshake::readVersion()
{
    m_minor = minorVersion(m_input.left(versionSize));
    m_input.remove(0, versionSize);
    if (m_minor < 0) {
        m_state = State::Broken;
        return;
    }
    if (!m_refusal.isEmpty()) {
        // No security types: a reason follows (§7.1.2; 3.3 has a type of 32 bits, Appendix A.1).
        m_output += m_minor == 3 ? u32(0) : QByteArray(1, '\0');
        sendReason(m_refusal);
        m_state = State::Refused;
        return;
    }
    if (m_minor == 3) {
        m_output += u32(static_cast<quint32>(m_security));
        startSecurity();
    } else {
        m_output += QByteArray(1, '\1') + static_cast<char>(m_security);
        m_expect = Expect::SecurityType;
    }
}

void RfbHandshake::readSecurityType()
{
    const char type = m_input.front();
    m_input.remove(0, 1);
    if (type != static_cast<char>(m_security))
        refuse("This security type was not offered.");
    else
        startSecurity();
}

void RfbHandshake::startSecurity()
{
    if (m_security == Security::None) {
        accept();
        return;
    }
    m_challenge = VncAuthentication::makeChallenge();
    m_output += m_challenge;
    m_expect = Expect::ChallengeResponse;
}

bool RfbHandshake::answers(const QByteArray &password) const
{
    return m_state == State::Response
        && constantTimeEquals(VncAuthentication::response(m_challenge, password), m_response);
}

void RfbHandshake::accept()
{
    // Up to 3.7, None is not followed by a SecurityResult (RFC 6143 Appendix A).
    if (m_security != Security::None || m_minor == 8)
        m_output += u32(0);
    m_state = State::Accepted;
}

void RfbHandshake::refuse(const QByteArray &reason)
{
    m_output += u32(1);
    if (m_minor == 8)
        sendReason(reason);
    m_state = State::Refused;
}

void RfbHandshake::sendReason(const QByteArray &reason)
{
    m_output += u32(static_cast<quint32>(reason.size())) + reason;
}

} // namespace oriel
