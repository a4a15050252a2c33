#include "proxy/OriginCheck.h"

#include <QHostAddress>

#include <algorithm>

namespace oriel {

namespace {

constexpr int httpsPort = 443;

/** IPv6 addresses have many spellings; a name is compared in lower case. */
QString canonicalHost(const QString &host)
{
    const QHostAddress address(host);
    return address.protocol() == QAbstractSocket::IPv6Protocol ? address.toString()
                                                               : host.toLower();
}

bool isHostName(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == '-' || c == '.' || c == '_';
    });
}

/**
 * Only what an address consists of: QHostAddress also takes blanks around it, and a zone, which
 * our own links never have.
 */
bool isIpv6Text(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')
            || c == ':' || c == '.';
    });
}

} // namespace

OriginCheck::OriginCheck(Rules rules)
    : m_rules(std::move(rules))
{
    for (QString &host : m_rules.hosts)
        host = canonicalHost(host);
}

std::optional<OriginCheck::Authority> OriginCheck::parse(const QByteArray &text)
{
    Authority result;
    qsizetype end = 0;
    if (text.startsWith('[')) {
        end = text.indexOf(']') + 1;
        const QByteArray inside = text.mid(1, end - 2);
        const QHostAddress address(QString::fromLatin1(inside));
        if (end == 0 || !isIpv6Text(inside) || address.protocol() != QAbstractSocket::IPv6Protocol)
            return std::nullopt;
        result.host = address.toString();
    } else {
        end = text.indexOf(':') < 0 ? text.size() : text.indexOf(':');
        if (!isHostName(text.left(end)))
            return std::nullopt;
        result.host = QString::fromLatin1(text.left(end)).toLower();
    }
    if (end == text.size())
        return result;
    const QByteArray port = text.mid(end + 1);
    const bool digits = !port.isEmpty() && port.size() <= 5
        && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text[end] != ':' || !digits || port.toInt() > 65535)
        return std::nullopt;
    result.port = port.toInt();
    return result;
}

bool OriginCheck::isPublic(const Authority &authority, const QUrl &url)
{
    if (url.isEmpty())
        return false;
    const int standard = url.scheme() == QLatin1String("http") ? 80 : httpsPort;
    QString host = url.host(QUrl::FullyEncoded);
    if (host.startsWith(QLatin1Char('[')))
        host = host.mid(1, host.size() - 2);
    return authority.host == canonicalHost(host)
        && (authority.port < 0 ? standard : authority.port) == url.port(standard);
}

bool OriginCheck::isOwn(const Authority &authority, bool loopbackPeer) const
{
    if ((authority.port < 0 ? httpsPort : authority.port) != m_rules.port)
        return false;
    if (m_rules.hosts.contains(authority.host))
        return true;
    static const QStringList loopback{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                                      QStringLiteral("::1")};
    return loopbackPeer && loopback.contains(authority.host);
}

int OriginCheck::checkHost(const HttpRequest &request, bool loopbackPeer) const
{
    if (m_rules.behindProxy)
        return 0;
    const QByteArray host = request.field("host");
    if (request.count("host") != 1 || host.isEmpty())
        return 421;
    const auto authority = parse(host);
    if (!authority)
        return 400;
    return isOwn(*authority, loopbackPeer) || isPublic(*authority, m_rules.publicUrl) ? 0 : 421;
}

bool OriginCheck::isOriginAllowed(const QByteArray &origin, bool loopbackPeer) const
{
    const qsizetype mark = origin.indexOf("://");
    if (mark < 0)
        return false;
    const QString scheme = QString::fromLatin1(origin.left(mark));
    const auto authority = parse(origin.mid(mark + 3));
    if (!authority)
        return false;
    if (scheme == m_rules.publicUrl.scheme() && isPublic(*authority, m_rules.publicUrl))
        return true;
    return !m_rules.behindProxy && scheme == QLatin1String("https")
        && isOwn(*authority, loopbackPeer);
}

int OriginCheck::check(const HttpRequest &request, bool loopbackPeer, Origin origin) const
{
    if (const int status = checkHost(request, loopbackPeer))
        return status;
    const qsizetype count = request.count("origin");
    if (count == 0)
        return origin == Origin::Required ? 403 : 0;
    return count == 1 && isOriginAllowed(request.field("origin"), loopbackPeer) ? 0 : 403;
}

} // namespace oriel
