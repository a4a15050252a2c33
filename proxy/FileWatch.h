#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

namespace oriel {

/**
 * Tells when paths lead to other files, or their files to other contents, however that came about:
 * overwritten, replaced by a rename, removed and made again, a symbolic link on the way turned, a
 * folder exchanged. The system tells of changes, nothing is polled. Lives in the thread that made
 * it, which needs an event loop.
 */
class FileWatch : public QObject {
    Q_OBJECT

public:
    /** `files` are absolute; they need not exist. Nothing is watched before start(). */
    explicit FileWatch(QStringList files, QObject *parent = nullptr);

    /** What happens from here on is told. May be called again, which forgets what was not told. */
    void start();

signals:
    /** At least once after the last change; perhaps while it is still being made. */
    void changed();

private:
    QSet<QString> places() const;
    QStringList stamps() const;
    void watch();
    void look();

    QStringList m_files;
    QStringList m_stamps; ///< what was found last, to tell changes of ours from the folders' others
    QFileSystemWatcher m_watcher;
};

} // namespace oriel
