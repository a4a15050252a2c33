#include "proxy/X509Parts.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

namespace oriel::X509Parts {

namespace {

constexpr int longestTitle = 64; // bytes, by X.520

using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

int noPassphrase(char *, int, int, void *) { return -1; }

Bio bioOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40); // positive, full length
    BIGNUM *number = BN_bin2bn(bytes.data(), bytes.size(), nullptr);
    const bool ok = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return ok;
}

bool setDates(X509 *certificate, const QDateTime &start, const QDateTime &end)
{
    time_t from = start.toSecsSinceEpoch();
    time_t to = end.toSecsSinceEpoch();
    return X509_time_adj_ex(X509_getm_notBefore(certificate), 0, 0, &from)
        && X509_time_adj_ex(X509_getm_notAfter(certificate), 0, 0, &to);
}

bool setTitle(X509 *certificate, const QString &title)
{
    QString shown = title;
    while (shown.toUtf8().size() > longestTitle)
        shown.chop(1);
    const QByteArray bytes = shown.toUtf8();
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(bytes.constData()),
                                      static_cast<int>(bytes.size()), -1, 0)
        == 1;
}

QByteArray alternativeNames(const QStringList &names)
{
    QByteArrayList entries;
    for (const QString &name : names) {
        QHostAddress address(name);
        address.setScopeId({});
        if (!address.isNull())
            entries.append("IP:" + address.toString().toLatin1());
        else if (isDnsName(name))
            entries.append("DNS:" + name.toLatin1());
    }
    return entries.join(',');
}

template <typename Write>
QByteArray pem(const Write &write)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

} // namespace

Certificate readCertificate(const QByteArray &pem)
{
    Certificate result(PEM_read_bio_X509(bioOf(pem).get(), nullptr, noPassphrase, nullptr));
    ERR_clear_error();
    return result;
}

Key readKey(const QByteArray &pem)
{
    Key result(PEM_read_bio_PrivateKey(bioOf(pem).get(), nullptr, noPassphrase, nullptr));
    ERR_clear_error();
    return result;
}

Certificate begin(const Key &key, const QString &title, const QDateTime &start,
                  const QDateTime &end)
{
    Certificate certificate(X509_new());
    const bool ok = key && certificate && X509_set_version(certificate.get(), X509_VERSION_3)
        && setSerial(certificate.get()) && setDates(certificate.get(), start, end)
        && setTitle(certificate.get(), title) && X509_set_pubkey(certificate.get(), key.get());
    return ok ? std::move(certificate) : Certificate();
}

bool addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context)
        X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addServerExtensions(X509 *certificate, X509 *issuer, const QStringList &names)
{
    return addExtension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate, issuer, NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth")
        && addExtension(certificate, issuer, NID_subject_alt_name, alternativeNames(names));
}

PemIdentity toPem(const Key &key, const Certificate &certificate)
{
    return {pem([&](BIO *bio) {
                return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr,
                                                nullptr);
            }),
            pem([&](BIO *bio) { return PEM_write_bio_X509(bio, certificate.get()); })};
}

bool isDnsName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,62})(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,62}))*$"));
    return pattern.match(name).hasMatch() && QHostAddress(name).isNull();
}

} // namespace oriel::X509Parts
