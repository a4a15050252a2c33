#include "tests/bench/client/VncPassword.h"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace oriel::bench::VncPassword {

namespace {

constexpr std::size_t blockSize = 8;

/** Bits the other way round, as VNC wants a key's bytes. */
char mirrored(char byte)
{
    unsigned int result = 0;
    for (int bit = 0; bit < 8; ++bit)
        result = result << 1 | (static_cast<unsigned int>(byte) >> bit & 1U);
    return static_cast<char>(result);
}

/** DES: which OpenSSL has by default only as three of them, here with one key. */
std::string des(const std::string &text, std::string key, bool encrypts)
{
    key.resize(blockSize);
    std::transform(key.begin(), key.end(), key.begin(), mirrored);
    const std::string keys = key + key + key;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const auto bytes = [](const std::string &string) {
        return reinterpret_cast<const unsigned char *>(string.data());
    };
    std::string result(text.size() + blockSize, '\0');
    int size = 0;
    if (!context
        || EVP_CipherInit_ex(context.get(), EVP_des_ede3_ecb(), nullptr, bytes(keys), nullptr,
                             encrypts ? 1 : 0)
            != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1
        || EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char *>(result.data()), &size,
                            bytes(text), static_cast<int>(text.size()))
            != 1)
        throw std::runtime_error("OpenSSL has no DES");
    result.resize(static_cast<std::size_t>(size));
    return result;
}

bool isPrintable(char c) { return c >= ' ' && c <= '~'; }

} // namespace

std::string fromFile(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in)
        throw std::runtime_error("can't read " + file);
    std::string line = text.substr(0, text.find_first_of("\r\n"));
    const bool plain = std::all_of(line.begin(), line.end(), isPrintable);
    if (plain || (text.size() != blockSize && text.size() != 2 * blockSize))
        return line;
    // Every VNC program hides the password under this key.
    const std::string known{23, 82, 107, 6, 35, 78, 88, 7};
    const std::string password = des(text.substr(0, blockSize), known, false);
    return password.substr(0, password.find('\0'));
}

std::string response(const std::string &challenge, const std::string &password)
{
    return des(challenge, password, true);
}

} // namespace oriel::bench::VncPassword
