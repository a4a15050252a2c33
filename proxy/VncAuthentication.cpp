// DES is what the protocol has. OpenSSL keeps it in libcrypto as a deprecated low-level function;
// the alternative, its "legacy" provider, is a module that not every system installs.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "proxy/VncAuthentication.h"

#include <QRandomGenerator>

#include <openssl/crypto.h>
#include <openssl/des.h>

#include <array>
#include <cstring>

namespace oriel::VncAuthentication {

namespace {

unsigned char mirrored(unsigned char byte)
{
    unsigned int result = 0;
    for (int bit = 0; bit < 8; ++bit)
        result = (result << 1) | ((byte >> bit) & 1U);
    return static_cast<unsigned char>(result);
}

} // namespace

QByteArray makeChallenge()
{
    std::array<quint32, challengeSize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QByteArray result(challengeSize, '\0');
    std::memcpy(result.data(), words.data(), challengeSize);
    return result;
}

QByteArray response(const QByteArray &challenge, const QByteArray &password)
{
    DES_cblock key{};
    for (qsizetype i = 0; i < qMin<qsizetype>(password.size(), sizeof key); ++i)
        key[i] = mirrored(static_cast<unsigned char>(password[i]));
    DES_key_schedule schedule;
    DES_set_key_unchecked(&key, &schedule);

    QByteArray result(challengeSize, '\0');
    for (qsizetype block = 0; block < challengeSize; block += 8) {
        DES_cblock in{};
        DES_cblock out{};
        std::memcpy(in, challenge.constData() + block, sizeof in);
        DES_ecb_encrypt(&in, &out, &schedule, DES_ENCRYPT);
        std::memcpy(result.data() + block, out, sizeof out);
    }
    OPENSSL_cleanse(&key, sizeof key);
    OPENSSL_cleanse(&schedule, sizeof schedule);
    return result;
}

} // namespace oriel::VncAuthentication
