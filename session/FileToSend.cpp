#include "session/FileToSend.h"

#include <QFileInfo>
#include <QLocale>

namespace oriel {

QString FileToSend::problem(const QString &path, qint64 limit)
{
    const QFileInfo file(path);
    if (!file.exists())
        return tr("cannot send %1: there is no such file").arg(path);
    if (!file.isFile())
        return tr("cannot send %1: it is not a regular file").arg(path);
    if (!file.isReadable())
        return tr("cannot send %1: you may not read it").arg(path);
    if (file.size() > limit) {
        return tr("cannot send %1: it is larger than the limit of %2")
            .arg(path, QLocale().formattedDataSize(limit, 1));
    }
    return {};
}

} // namespace oriel
