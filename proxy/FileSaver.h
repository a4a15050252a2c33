#pragma once

#include "session/FileTransfer.h"

#include <QObject>
#include <QString>

#include <memory>

namespace oriel {

class DiskThread;

/**
 * Saves what a viewer sends, piece by piece: under a hidden name first, and under its own only once
 * it is whole, never over a file that is there. `disk` waits for the disk, never the thread that
 * this lives in. Destroyed before finished(), it leaves nothing behind, and waits for nothing.
 */
class FileSaver : public QObject {
    Q_OBJECT

public:
    /** `folder` is made if it is missing. `name`: FileName::sanitised(). */
    FileSaver(const QString &folder, const QString &name, qint64 size,
              std::shared_ptr<DiskThread> disk, QObject *parent = nullptr);
    ~FileSaver() override;

    // One at a time: the next one after the signal that answers it
    void open();
    void write(const QByteArray &piece);
    /** All pieces are written. */
    void finish();

signals:
    void opened();
    void written();
    /** `path`: what it is called now; numbered, if its name was taken. */
    void finished(const QString &path);
    /** NoSpace or NotWritable. Nothing follows. */
    void failed(oriel::FileEnd why);

private:
    struct File;
    template <typename Work>
    void run(Work work);

    const std::shared_ptr<DiskThread> m_disk;
    std::shared_ptr<File> m_file; ///< shared with the task that is under way
};

} // namespace oriel
