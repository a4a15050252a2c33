#pragma once

#include "session/SharingSession.h"

#include <QCoreApplication>
#include <QString>

namespace oriel {

/** What windows, notifications and events say alike about files. Pure functions. */
class FileWords {
    Q_DECLARE_TR_FUNCTIONS(oriel::FileWords)

public:
    /** "12.3 MiB" in the user's own way of writing numbers. */
    static QString size(qint64 bytes);
    /** At most 48 characters, the end with the file's kind included. Runs in its own direction. */
    static QString name(const FileTransfer &file);
    /** Who sends or gets it: "192.168.1.7 with Firefox on Android". */
    static QString viewer(const FileTransfer &file, const SharingSession &session);
    /** How far it is, or how it ended: "1.2 MiB of 3.4 MiB". */
    static QString state(const FileTransfers::Entry &entry);

private:
    static QString end(const FileTransfers::Entry &entry);
};

} // namespace oriel
