#pragma once

#include "proxy/TlsKeyPair.h"

#include <QStringList>

namespace oriel {

/**
 * Oriel's own identity on disk: one file of mode 0600 in a folder of mode 0700, replaced in one
 * step. The same certificate is used again as long as it fits, so that who accepted it once is not
 * asked again.
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
