#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace oriel {

class DiskThread;

/**
 * Reads one of the host's files piece by piece. `disk` waits for the disk, never the thread that
 * this lives in; destroyed in the middle, it waits for nothing.
 */
class FileReader : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 pieceSize = 64 * 1024;

    /** `size`: as it was announced. Another one by now is a failure. */
    FileReader(const QString &path, qint64 size, std::shared_ptr<DiskThread> disk,
               QObject *parent = nullptr);
    ~FileReader() override;

    /** opened() or failed() follows. */
    void open();
    /** read() or failed() follows. One at a time, after opened(). */
    void readNext();

signals:
    void opened();
    /** At most pieceSize bytes, and not none. */
    void read(const QByteArray &piece);
    /** It can't be read, or is not what it was. Nothing follows. */
    void failed();

private:
    struct File;
    template <typename Work>
    void run(Work work);

    const std::shared_ptr<DiskThread> m_disk;
    std::shared_ptr<File> m_file; ///< shared with the task that is under way
};

} // namespace oriel
