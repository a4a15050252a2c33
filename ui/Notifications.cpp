#include "ui/Notifications.h"

#include "ui/FileWords.h"
#include "ui/Words.h"

#include <QFileInfo>

namespace oriel {

Notifications::Notifications(const SharingSession &session, QObject *parent)
    : QObject(parent)
{
    connect(&session, &SharingSession::viewerCame, this, &Notifications::tellCame);
    connect(&session, &SharingSession::viewerLeft, this, &Notifications::tellLeft);
    connect(&session, &SharingSession::passwordChanged, this,
            [this](const QString &, PasswordReason reason) { tellPassword(reason); });
    connect(&session, &SharingSession::certificateTroubled, this, &Notifications::tellCertificate);
    connect(&session.files(), &FileTransfers::ended, this, [this, &session](FileId file) {
        if (const auto entry = session.files().find(file))
            tellFile(*entry);
    });
    connect(&session, &SharingSession::stopped, this, &Notifications::tellStopped);
}

void Notifications::tellCame(const ViewerInfo &viewer)
{
    emit notice({Notice::Kind::Information,
                 viewer.rights.control ? tr("Somebody sees and controls this desktop")
                                       : tr("Somebody sees this desktop"),
                 Words::viewer(viewer)});
}

void Notifications::tellLeft(const ViewerInfo &viewer, LeaveReason reason)
{
    // The host removed this one, or hears in the same moment why the whole session ended.
    if (reason == LeaveReason::Left) {
        emit notice({Notice::Kind::Information, tr("A viewer left"), Words::viewer(viewer)});
    } else if (reason == LeaveReason::Error) {
        emit notice({Notice::Kind::Warning, tr("A viewer was cut off after an error"),
                     Words::viewer(viewer)});
    }
}

void Notifications::tellPassword(PasswordReason reason)
{
    if (reason == PasswordReason::TooManyAttempts) {
        emit notice({Notice::Kind::Warning, tr("Too many wrong passwords"),
                     tr("Somebody tried wrong passwords, so the old link is void. There is a new "
                        "link to send now.")});
    }
}

void Notifications::tellCertificate(const QString &trouble)
{
    emit notice({Notice::Kind::Warning, tr("There is a problem with the certificate"), trouble});
}

void Notifications::tellFile(const FileTransfers::Entry &entry)
{
    if (entry.file.direction != FileDirection::ToHost)
        return; // the host sent it, and sees in the window how it went
    if (entry.end == FileEnd::Done) {
        emit notice(
            {Notice::Kind::Information, tr("A file was saved"),
             tr("%1 in %2").arg(QFileInfo(entry.path).fileName(), QFileInfo(entry.path).path())});
    } else if (entry.end == FileEnd::NoSpace || entry.end == FileEnd::NotWritable) {
        emit notice({Notice::Kind::Warning, tr("A file could not be saved"),
                     tr("%1: %2").arg(FileWords::name(entry.file), FileWords::state(entry))});
    }
}

void Notifications::tellStopped(StopReason reason, const QString &error)
{
    if (reason == StopReason::Inactivity || reason == StopReason::Expired) {
        emit notice(
            {Notice::Kind::Information, tr("Sharing has ended"), Words::ended(reason, error)});
    } else if (reason == StopReason::Error) {
        emit notice(
            {Notice::Kind::Error, tr("Sharing is not possible"), Words::ended(reason, error)});
    }
}

} // namespace oriel
