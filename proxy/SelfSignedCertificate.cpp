#include "proxy/SelfSignedCertificate.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace oriel::SelfSignedCertificate {

namespace {

template <auto function>
struct Freer {
    template <typename T>
    void operator()(T *object) const
    {
        function(object);
    }
};

using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

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

bool addExtension(X509 *certificate, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context)
        X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
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

bool isDnsName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,62})(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,62}))*$"));
    return pattern.match(name).hasMatch() && QHostAddress(name).isNull();
}

std::optional<PemIdentity> make(const QStringList &names, const QDateTime &now)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !X509_set_version(certificate.get(), X509_VERSION_3)
        || !setSerial(certificate.get()))
        return std::nullopt;
    time_t start = now.addDays(-1).toSecsSinceEpoch();
    X509_time_adj_ex(X509_getm_notBefore(certificate.get()), 0, 0, &start);
    X509_time_adj_ex(X509_getm_notAfter(certificate.get()), validDays, 0, &start);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const std::string_view title = "Oriel";
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(title.data()),
                               static_cast<int>(title.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_set_pubkey(certificate.get(), key.get());
    const bool ok = addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate.get(), NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate.get(), NID_ext_key_usage, "serverAuth")
        && addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(names))
        && X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
    if (!ok)
        return std::nullopt;
    PemIdentity identity;
    identity.key = pem([&](BIO *bio) {
        return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    identity.certificate =
        pem([&](BIO *bio) { return PEM_write_bio_X509(bio, certificate.get()); });
    if (identity.key.isEmpty() || identity.certificate.isEmpty())
        return std::nullopt;
    return identity;
}

} // namespace oriel::SelfSignedCertificate
