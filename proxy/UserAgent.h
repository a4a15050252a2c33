#pragma once

#include <QByteArray>
#include <QString>

namespace oriel {

/**
 * "Firefox on Android" for a User-Agent field: known names only, so that nothing a stranger
 * writes is shown to the host as it is. Empty if the browser is not known. Pure.
 */
QString describeUserAgent(const QByteArray &userAgent);

} // namespace oriel
