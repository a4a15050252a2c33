#include "session/ShareLink.h"

namespace oriel::ShareLink {

QString base(const QString &host, quint16 port, bool tls)
{
    QUrl url;
    url.setScheme(tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(port);
    url.setPath(QStringLiteral("/"));
    return url.toString(QUrl::FullyEncoded);
}

QString base(const QUrl &publicUrl)
{
    QUrl url = publicUrl.adjusted(QUrl::RemoveFragment);
    // A prefix such as /desk7 is a folder: without the slash, the page's relative paths would
    // leave it. A file (…/vnc.html) or a query says itself where it ends.
    const QString last = url.path().section(QLatin1Char('/'), -1);
    if (!url.hasQuery() && !last.contains(QLatin1Char('.'))
        && !url.path().endsWith(QLatin1Char('/')))
        url.setPath(url.path() + QLatin1Char('/'));
    return url.toString(QUrl::FullyEncoded);
}

QString withPassword(const QString &url, const QString &password)
{
    return password.isEmpty() ? url : QString(url + QLatin1Char('#') + password);
}

QStringList links(const ShareInfo &info, const QString &password)
{
    QStringList result;
    for (const QString &url : info.urls)
        result.append(withPassword(url, password));
    return result;
}

} // namespace oriel::ShareLink
