#pragma once

#include "session/ShareInfo.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace oriel {

/** Composes the addresses people are given. Pure functions. */
namespace ShareLink {

/** "https://HOST:PORT/" ; an IPv6 host gets its brackets, a scheme's default port is kept. */
QString base(const QString &host, quint16 port, bool tls = true);

/** A public URL as given, with the final slash that a bare prefix needs added to its path. */
QString base(const QUrl &publicUrl);

/** `url` with the password as its fragment; `url` itself if there is none. */
QString withPassword(const QString &url, const QString &password);

/** All of `info.urls` with the password, in their order. */
QStringList links(const ShareInfo &info, const QString &password);

} // namespace ShareLink
} // namespace oriel
