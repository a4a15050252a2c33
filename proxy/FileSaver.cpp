#include "proxy/FileSaver.h"

#include "proxy/DiskThread.h"
#include "proxy/Log.h"
#include "session/FileName.h"
#include "session/Token.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace oriel {

namespace {

constexpr int mostNumbers = 1000;

using Tell = std::function<void(FileSaver &)>;

Tell tellFailure(FileEnd why)
{
    return [why](FileSaver &saver) { emit saver.failed(why); };
}

/** Asked of the file system itself: a container may hide its mount points. */
bool hasSpace(const QString &folder, qint64 bytes)
{
    struct statvfs space { };
    if (statvfs(QFile::encodeName(folder).constData(), &space) != 0)
        return true; // the first write tells
    return double(space.f_bavail) * double(space.f_frsize) >= double(bytes);
}

/** By errno, right after the call that failed. */
FileEnd reasonOf(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? FileEnd::NoSpace
                                                                : FileEnd::NotWritable;
}

/** 0, or the errno. EEXIST: there is such a file, and stays as it is. */
int renameWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
#ifdef Q_OS_LINUX
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
#endif
    // Not every file system knows that. Who makes the empty file has the name.
    const int reserved = ::open(to.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (reserved < 0)
        return errno;
    ::close(reserved);
    if (std::rename(from.constData(), to.constData()) == 0)
        return 0;
    const int error = errno;
    ::unlink(to.constData());
    return error;
}

} // namespace

/** What a task works with; only one is under way. */
struct FileSaver::File {
    QString folder;
    QString name;
    qint64 left = 0; ///< bytes still to come
    QFile partial;

    std::mutex mutex; ///< for what follows
    FileSaver *owner = nullptr;
    bool isBusy = false;

    Tell open();
    Tell write(const QByteArray &piece);
    Tell finish();
    void remove();
};

Tell FileSaver::File::open()
{
    const QDir directory(folder);
    if (!directory.mkpath(QStringLiteral("."))) {
        qCWarning(lcProxy).noquote() << "cannot make the folder" << folder;
        return tellFailure(FileEnd::NotWritable);
    }
    if (!hasSpace(folder, left))
        return tellFailure(FileEnd::NoSpace);
    const QString hidden =
        QStringLiteral(".%1-%2.part").arg(name, QString::fromLatin1(makeToken().first(8)));
    partial.setFileName(directory.filePath(hidden));
    if (!partial.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered)) {
        const FileEnd why = reasonOf(errno);
        qCWarning(lcProxy).noquote() << "cannot write to" << folder << ':' << partial.errorString();
        partial.setFileName({});
        return tellFailure(why);
    }
    return [](FileSaver &saver) { emit saver.opened(); };
}

Tell FileSaver::File::write(const QByteArray &piece)
{
    errno = 0;
    if (piece.size() > left || partial.write(piece) != piece.size())
        return tellFailure(reasonOf(errno));
    left -= piece.size();
    return [](FileSaver &saver) { emit saver.written(); };
}

Tell FileSaver::File::finish()
{
    if (left != 0)
        return tellFailure(FileEnd::NotWritable);
    // Some file systems say only now that there is no room.
    if (::fsync(partial.handle()) != 0)
        return tellFailure(reasonOf(errno));
    partial.close();
    const QDir directory(folder);
    for (int number = 1; number <= mostNumbers; ++number) {
        const QString path =
            directory.absoluteFilePath(number == 1 ? name : FileName::numbered(name, number));
        const int error =
            renameWithoutReplacing(QFile::encodeName(partial.fileName()), QFile::encodeName(path));
        if (error == 0) {
            partial.setFileName(path); // it goes, too, if nobody hears of it any more
            return [path](FileSaver &saver) {
                saver.m_file->partial.setFileName({});
                emit saver.finished(path);
            };
        }
        if (error != EEXIST)
            return tellFailure(reasonOf(error));
    }
    return tellFailure(FileEnd::NotWritable);
}

void FileSaver::File::remove()
{
    if (!partial.fileName().isEmpty())
        partial.remove();
}

FileSaver::FileSaver(const QString &folder, const QString &name, qint64 size,
                     std::shared_ptr<DiskThread> disk, QObject *parent)
    : QObject(parent)
    , m_disk(std::move(disk))
    , m_file(std::make_shared<File>())
{
    m_file->folder = folder;
    m_file->name = name;
    m_file->left = size;
    m_file->owner = this;
}

FileSaver::~FileSaver()
{
    const std::scoped_lock lock(m_file->mutex);
    m_file->owner = nullptr;
    if (!m_file->isBusy) // else the task does it
        m_disk->run([file = m_file] { file->remove(); });
}

/** `work` returns what to do in the saver's own thread. */
template <typename Work>
void FileSaver::run(Work work)
{
    {
        const std::scoped_lock lock(m_file->mutex);
        m_file->isBusy = true;
    }
    m_disk->run([file = m_file, work] {
        const Tell tell = work(*file);
        const std::scoped_lock lock(file->mutex);
        file->isBusy = false;
        if (FileSaver *saver = file->owner)
            QMetaObject::invokeMethod(
                saver, [saver, tell] { tell(*saver); }, Qt::QueuedConnection);
        else
            file->remove();
    });
}

void FileSaver::open()
{
    run([](File &file) { return file.open(); });
}

void FileSaver::write(const QByteArray &piece)
{
    run([piece](File &file) { return file.write(piece); });
}

void FileSaver::finish()
{
    run([](File &file) { return file.finish(); });
}

} // namespace oriel
