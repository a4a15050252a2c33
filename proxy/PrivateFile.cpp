#include "proxy/PrivateFile.h"

#include "proxy/Log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace oriel::PrivateFile {

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
    | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

std::optional<QByteArray> read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    if (file.permissions() & others) {
        qCWarning(lcProxy) << fileName << "could be read by others: it is not used";
        return std::nullopt;
    }
    return file.readAll();
}

QString write(const QString &fileName, const QByteArray &bytes)
{
    const QString directory = QFileInfo(fileName).path();
    if (!QDir().mkpath(directory) || !QFile::setPermissions(directory, ownerOnly | QFile::ExeOwner))
        return QCoreApplication::translate("oriel::PrivateFile",
                                           "the folder can't be made private");
    QSaveFile file(fileName);
    // Unbuffered: commit() doesn't notice when the rest of a buffer finds no room.
    const bool stored = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.setPermissions(ownerOnly) && file.write(bytes) == bytes.size() && file.commit();
    return stored ? QString() : file.errorString();
}

} // namespace oriel::PrivateFile
