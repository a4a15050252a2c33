#pragma once

#include "proxy/TlsKeyPair.h"

#include <QStringList>

namespace oriel {

/**
 * Oriel's own identity on disk (see PrivateFile). The same certificate is used again as long as it
 * fits, so that who accepted it once is not asked again. Signed by the host's own authority, if
 * there is one in the folder, and then for the names that it may vouch for; else by itself.
 */
namespace IdentityStore {

/** A certificate with less time left is replaced. */
constexpr int renewDays = 7;

/**
 * Reuses what is in `directory`, or makes one for `names` and stores it. Where that can't be done
 * (a full disk) the new one serves all the same, with a warning.
 */
TlsKeyPair::Result obtain(const QString &directory, const QStringList &names, const QDateTime &now);

} // namespace IdentityStore
} // namespace oriel
