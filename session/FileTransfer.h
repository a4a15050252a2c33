#pragma once

#include "session/Viewer.h"

#include <QMetaType>
#include <QString>

namespace oriel {

/** Number of a file within one sharing session, counting from 1, both directions alike. */
using FileId = int;

enum class FileDirection { ToHost, ToViewer };

/** The host's answer to a viewer that wants to send a file. */
enum class FileAnswer { Take, Refuse };

/** How a transfer ended, as reported in `file-ended`. */
enum class FileEnd {
    Done,
    Refused,     ///< by the host, or unanswered for too long
    Cancelled,   ///< by the host
    Withdrawn,   ///< by the viewer: cancelled, declined, gone, or the line broke
    NoSpace,     ///< the host's disk is full
    NotWritable, ///< the folder is missing or can't be written
    NotReadable, ///< the host's own file can't be read, or changed its size on the way
};

/** Its word in events, notices and answers. */
inline QString nameOf(FileEnd end)
{
    switch (end) {
    case FileEnd::Done: return QStringLiteral("done");
    case FileEnd::Refused: return QStringLiteral("refused");
    case FileEnd::Cancelled: return QStringLiteral("cancelled");
    case FileEnd::Withdrawn: return QStringLiteral("withdrawn");
    case FileEnd::NoSpace: return QStringLiteral("no-space");
    case FileEnd::NotWritable: return QStringLiteral("not-writable");
    case FileEnd::NotReadable: return QStringLiteral("not-readable");
    }
    return {};
}

/** One file on its way to or from one viewer. */
struct FileTransfer {
    FileId id = 0;
    ViewerId viewer = 0;
    FileDirection direction = FileDirection::ToHost;
    QString name;    ///< as it may be shown and saved: FileName::sanitised()
    qint64 size = 0; ///< bytes, as announced
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::FileTransfer)
