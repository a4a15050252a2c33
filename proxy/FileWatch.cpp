#include "proxy/FileWatch.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace oriel {

namespace {

constexpr int mostLinks = 40; ///< on one path, as the system has it: links may go in a circle
constexpr int mostRounds = 5;

/** The one above as well, as folders are exchanged whole. */
void addFolder(const QString &folder, QSet<QString> &places)
{
    places.insert(folder);
    places.insert(QFileInfo(folder).path());
}

/**
 * What has to be watched for `path`: the file, its folder, and the folder of each symbolic link on
 * the way. Of a path that leads nowhere, the folder where the next part of it would appear.
 */
void addPlaces(const QString &path, QSet<QString> &places)
{
    QStringList names = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    QString at = QStringLiteral("/"); // without links
    int links = 0;
    while (!names.isEmpty()) {
        const QString name = names.takeFirst();
        if (name == QLatin1String("."))
            continue;
        if (name == QLatin1String("..")) {
            at = QFileInfo(at).path();
            continue;
        }
        const QFileInfo info(QDir(at), name);
        if (info.isSymLink()) {
            addFolder(at, places);
            if (++links > mostLinks)
                return;
            names = info.symLinkTarget().split(QLatin1Char('/'), Qt::SkipEmptyParts) + names;
            at = QStringLiteral("/");
        } else if (info.exists()) {
            at = info.filePath();
        } else {
            addFolder(at, places);
            return;
        }
    }
    places.insert(at);
    addFolder(QFileInfo(at).path(), places);
}

} // namespace

FileWatch::FileWatch(QStringList files, QObject *parent)
    : QObject(parent)
    , m_files(std::move(files))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::look);
}

void FileWatch::start()
{
    watch();
    m_stamps = stamps();
}

QSet<QString> FileWatch::places() const
{
    QSet<QString> result;
    for (const QString &file : m_files)
        addPlaces(file, result);
    return result;
}

/** The metadata's time tells a file that was moved here with an old time of its own. */
QStringList FileWatch::stamps() const
{
    QStringList result;
    for (const QString &file : m_files) {
        const QFileInfo info(file);
        result.append(QStringLiteral("%1 %2 %3 %4")
                          .arg(QString::number(info.size()),
                               QString::number(info.lastModified().toMSecsSinceEpoch()),
                               QString::number(info.metadataChangeTime().toMSecsSinceEpoch()),
                               info.canonicalFilePath()));
    }
    return result;
}

/**
 * All anew each time: the system watches files and folders, not names, and what was moved away is
 * watched on under the name it had. Looks twice, since more may have come before it was watched.
 */
void FileWatch::watch()
{
    QSet<QString> wanted = places();
    for (int round = 0; round < mostRounds; ++round) {
        const QStringList watched = m_watcher.files() + m_watcher.directories();
        if (!watched.isEmpty())
            m_watcher.removePaths(watched);
        if (!wanted.isEmpty())
            m_watcher.addPaths(wanted.values());
        const QSet<QString> found = places();
        if (found == wanted)
            return;
        wanted = found;
    }
}

void FileWatch::look()
{
    watch();
    const QStringList found = stamps();
    if (found == m_stamps)
        return; // something else in one of the folders
    m_stamps = found;
    emit changed();
}

} // namespace oriel
