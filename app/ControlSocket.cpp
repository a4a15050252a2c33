#include "app/ControlSocket.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace oriel::ControlSocket {

namespace {

constexpr auto trayName = QLatin1StringView("tray.sock");
constexpr auto headlessPrefix = QLatin1StringView("headless-");
constexpr auto suffix = QLatin1StringView(".sock");

/** Makes `path` with mode 0700; false unless it is a folder of ours that nobody else can enter. */
bool makePrivate(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    ::mkdir(name.constData(), 0700);
    struct stat info { };
    // lstat: a link that somebody else laid into /tmp is not a folder of ours.
    return ::lstat(name.constData(), &info) == 0 && S_ISDIR(info.st_mode)
        && info.st_uid == ::geteuid() && ::chmod(name.constData(), 0700) == 0;
}

} // namespace

QString folder(QString *error)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QString path = !runtime.isEmpty() && QFileInfo(runtime).isDir()
        ? QString(runtime + QStringLiteral("/oriel"))
        : QDir::tempPath() + QStringLiteral("/oriel-%1").arg(::geteuid());
    if (makePrivate(path))
        return path;
    *error = QCoreApplication::translate("oriel::ControlSocket",
                                         "cannot make the private folder %1: remove what is there")
                 .arg(path);
    return {};
}

QString trayPath(const QString &folder) { return folder + QLatin1Char('/') + trayName; }

QString headlessPath(const QString &folder, qint64 pid)
{
    return folder + QLatin1Char('/') + headlessPrefix + QString::number(pid) + suffix;
}

QList<Instance> instances(const QString &folder)
{
    QList<Instance> result;
    const QDir dir(folder);
    if (QFileInfo::exists(trayPath(folder)))
        result.append({trayPath(folder), std::nullopt});
    const auto names = dir.entryList({QString(headlessPrefix + QLatin1Char('*') + suffix)},
                                     QDir::System | QDir::Files, QDir::Name);
    for (const QString &name : names) {
        bool ok = false;
        const qint64 pid =
            name.mid(headlessPrefix.size(), name.size() - headlessPrefix.size() - suffix.size())
                .toLongLong(&ok);
        if (ok)
            result.append({dir.filePath(name), pid});
    }
    return result;
}

} // namespace oriel::ControlSocket
