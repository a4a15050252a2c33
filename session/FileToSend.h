#pragma once

#include <QCoreApplication>
#include <QString>

namespace oriel {

/** Whether a file of the host's can be offered to viewers. A pure function of the disk. */
class FileToSend {
    Q_DECLARE_TR_FUNCTIONS(oriel::FileToSend)

public:
    /**
     * Why not, as one line that names the file; empty if it can: it is there, a regular file,
     * readable, and of no more than `limit` bytes.
     */
    static QString problem(const QString &path, qint64 limit);
};

} // namespace oriel
