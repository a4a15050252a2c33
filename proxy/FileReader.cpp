#include "proxy/FileReader.h"

#include "proxy/DiskThread.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <mutex>
#include <utility>

namespace oriel {

struct FileReader::File {
    File(const QString &path, qint64 announced, FileReader *whose)
        : file(path)
        , left(announced)
        , reader(whose)
    {
    }

    QFile file; ///< the task's, while one is under way
    qint64 left;
    std::mutex mutex; ///< for `reader`
    FileReader *reader;
};

FileReader::FileReader(const QString &path, qint64 size, std::shared_ptr<DiskThread> disk,
                       QObject *parent)
    : QObject(parent)
    , m_disk(std::move(disk))
    , m_file(std::make_shared<File>(path, size, this))
{
}

FileReader::~FileReader()
{
    const std::scoped_lock lock(m_file->mutex);
    m_file->reader = nullptr;
}

/** `work` returns what to do in the reader's own thread, where it is the reader's. */
template <typename Work>
void FileReader::run(Work work)
{
    m_disk->run([file = m_file, work] {
        const auto tell = work(*file);
        const std::scoped_lock lock(file->mutex);
        if (FileReader *reader = file->reader)
            QMetaObject::invokeMethod(
                reader, [reader, tell] { tell(*reader); }, Qt::QueuedConnection);
    });
}

void FileReader::open()
{
    run([](File &file) {
        const bool good = QFileInfo(file.file).isFile() && file.file.open(QIODevice::ReadOnly)
            && file.file.size() == file.left;
        return [good](FileReader &reader) {
            if (good)
                emit reader.opened();
            else
                emit reader.failed();
        };
    });
}

void FileReader::readNext()
{
    run([](File &file) {
        const QByteArray piece = file.file.read(std::min(pieceSize, file.left));
        file.left -= piece.size();
        return [piece](FileReader &reader) {
            if (piece.isEmpty())
                emit reader.failed();
            else
                emit reader.read(piece);
        };
    });
}

} // namespace oriel
