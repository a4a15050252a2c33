#include "ui/FileWords.h"

#include "ui/Words.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace oriel {

namespace {

constexpr int longestName = 48;
constexpr int longestKind = 16; ///< of it, to be seen at the end

} // namespace

QString FileWords::size(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1); }

QString FileWords::name(const FileTransfer &file)
{
    QString name = file.name;
    if (name.size() > longestName)
        name = name.left(longestName - longestKind - 1) + QChar(u'…') + name.right(longestKind);
    // A name in Hebrew or Arabic must not turn the words around it.
    return QChar(0x2068) + name + QChar(0x2069);
}

QString FileWords::viewer(const FileTransfer &file, const SharingSession &session)
{
    const QList<ViewerInfo> &viewers = session.viewers();
    const auto found = std::ranges::find(viewers, file.viewer, &ViewerInfo::id);
    return found == viewers.end() ? tr("Viewer %1").arg(file.viewer) : Words::viewer(*found);
}

QString FileWords::state(const FileTransfers::Entry &entry)
{
    switch (entry.stage) {
    case FileTransfers::Stage::Asking:
    case FileTransfers::Stage::Answered: return tr("About to begin");
    case FileTransfers::Stage::Offered: return tr("Offered, %1").arg(size(entry.file.size));
    case FileTransfers::Stage::Running:
        return tr("%1 of %2").arg(size(entry.moved), size(entry.file.size));
    case FileTransfers::Stage::Ended: break;
    }
    return end(entry);
}

QString FileWords::end(const FileTransfers::Entry &entry)
{
    const bool toHost = entry.file.direction == FileDirection::ToHost;
    switch (entry.end) {
    case FileEnd::Done:
        return toHost ? tr("Saved in %1").arg(QFileInfo(entry.path).path()) : tr("Delivered");
    case FileEnd::Refused: return tr("Refused");
    case FileEnd::Cancelled: return tr("Cancelled");
    case FileEnd::Withdrawn:
        return toHost ? tr("The viewer broke it off") : tr("The viewer did not take it");
    case FileEnd::NoSpace: return tr("The disk is full");
    case FileEnd::NotWritable: return tr("The folder cannot be written to");
    case FileEnd::NotReadable: return tr("The file cannot be read, or it changed");
    }
    return {};
}

} // namespace oriel
