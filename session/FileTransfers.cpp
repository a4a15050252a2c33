#include "session/FileTransfers.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace oriel {

Q_LOGGING_CATEGORY(lcFiles, "oriel.files")

namespace {

using Stage = FileTransfers::Stage;

auto byId(FileId file)
{
    return [file](const FileTransfers::Entry &entry) { return entry.file.id == file; };
}

const char *wordsOf(FileEnd end)
{
    switch (end) {
    case FileEnd::Done: return "done";
    case FileEnd::Refused: return "refused";
    case FileEnd::Cancelled: return "cancelled by the host";
    case FileEnd::Withdrawn: return "withdrawn by the viewer";
    case FileEnd::NoSpace: return "the disk is full";
    case FileEnd::NotWritable: return "the folder can't be written to";
    case FileEnd::NotReadable: return "the file can't be read";
    }
    return "";
}

} // namespace

FileTransfers::FileTransfers(QObject *parent)
    : QObject(parent)
{
}

std::optional<FileTransfers::Entry> FileTransfers::find(FileId file) const
{
    const auto found = std::ranges::find_if(m_entries, byId(file));
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

bool FileTransfers::answer(FileId file, FileAnswer answer)
{
    Entry *asking = entry(file);
    if (!asking || asking->stage != Stage::Asking)
        return false;
    asking->stage = Stage::Answered;
    qCInfo(lcFiles) << "file" << file << "is" << (answer == FileAnswer::Take ? "taken" : "refused");
    emit answerWanted(file, answer);
    emit askEnded(file);
    emit changed(file);
    return true;
}

bool FileTransfers::cancel(FileId file)
{
    const Entry *going = entry(file);
    if (!going || going->stage == Stage::Ended)
        return false;
    emit cancelWanted(file);
    return true;
}

void FileTransfers::send(const QString &path) { emit sendWanted(path); }

void FileTransfers::clear()
{
    forget([](const Entry &entry) { return entry.stage == Stage::Ended; });
}

void FileTransfers::reset(bool asking)
{
    m_asking = asking;
    forget([](const Entry &) { return true; });
}

void FileTransfers::fileAsked(const FileTransfer &file)
{
    // The viewer's own words are quoted, so that none passes for a line of ours.
    qCInfo(lcFiles) << "viewer" << file.viewer << "sends file" << file.id << file.name << "of"
                    << file.size << "bytes," << (m_asking ? "and asks" : "taken without asking");
    add({.file = file, .stage = m_asking ? Stage::Asking : Stage::Answered});
    if (m_asking)
        emit asks(file);
}

void FileTransfers::fileOffered(const FileTransfer &file, const QString &path)
{
    if (Entry *again = entry(file.id)) {
        again->stage = Stage::Offered;
        again->moved = 0;
        emit changed(file.id);
        return;
    }
    qCInfo(lcFiles) << "viewer" << file.viewer << "is offered file" << file.id << path << "of"
                    << file.size << "bytes";
    add({.file = file, .stage = Stage::Offered, .path = path});
    emit offered(file);
}

void FileTransfers::fileStarted(FileId file)
{
    Entry *starting = entry(file);
    if (!starting || starting->stage == Stage::Ended)
        return;
    const bool asked = starting->stage == Stage::Asking;
    starting->stage = Stage::Running;
    starting->moved = 0;
    if (asked)
        emit askEnded(file);
    emit changed(file);
}

void FileTransfers::fileMoved(FileId file, qint64 bytes)
{
    Entry *running = entry(file);
    if (!running || running->stage != Stage::Running)
        return;
    running->moved = bytes;
    emit changed(file);
}

void FileTransfers::fileEnded(FileId file, FileEnd end, const QString &path)
{
    Entry *ending = entry(file);
    if (!ending || ending->stage == Stage::Ended)
        return;
    const bool asked = ending->stage == Stage::Asking;
    ending->stage = Stage::Ended;
    ending->end = end;
    if (path.isEmpty()) {
        qCInfo(lcFiles) << "file" << file << "ended:" << wordsOf(end);
    } else {
        qCInfo(lcFiles) << "file" << file << "ended:" << wordsOf(end) << path;
        ending->path = path;
    }
    if (end == FileEnd::Done)
        ending->moved = ending->file.size;
    if (asked)
        emit askEnded(file);
    emit changed(file);
    emit ended(file);
}

FileTransfers::Entry *FileTransfers::entry(FileId file)
{
    const auto found = std::ranges::find_if(m_entries, byId(file));
    return found == m_entries.end() ? nullptr : &*found;
}

void FileTransfers::add(const Entry &entry)
{
    m_entries.append(entry);
    emit changed(entry.file.id);
}

void FileTransfers::forget(bool (*which)(const Entry &))
{
    QList<FileId> forgotten;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (which(entry))
            forgotten.append(entry.file.id);
    }
    m_entries.removeIf(which);
    for (const FileId file : std::as_const(forgotten))
        emit changed(file);
}

} // namespace oriel
