#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace oriel {

/** Files with keys: of mode 0600 in a folder of mode 0700, replaced in one step. Any thread. */
namespace PrivateFile {

/** Nothing if it is not there, or if others could have read it, which is logged. */
std::optional<QByteArray> read(const QString &fileName);

/** Makes the folder if need be. Empty, or why it could not be done. */
QString write(const QString &fileName, const QByteArray &bytes);

} // namespace PrivateFile
} // namespace oriel
