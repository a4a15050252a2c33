#include "app/EventWriter.h"

#include "app/EventNames.h"
#include "session/OneTimePassword.h"
#include "session/ShareLink.h"
#include "ui/FileWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace oriel {

EventWriter::EventWriter(SharingSession &session, Form form,
                         std::function<QString(const QString &)> qrCode, std::FILE *out,
                         QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_form(form)
    , m_qrCode(std::move(qrCode))
    , m_out(out)
{
    connect(&session, &SharingSession::sharing, this, [this] { sharing("sharing"); });
    connect(&session, &SharingSession::infoChanged, this, [this] { sharing("addresses"); });
    connect(&session, &SharingSession::passwordChanged, this, &EventWriter::passwordChanged);
    connect(&session, &SharingSession::viewerAsks, this, &EventWriter::viewerAsks);
    connect(&session, &SharingSession::viewerCame, this, &EventWriter::viewerCame);
    connect(&session, &SharingSession::viewerLeft, this, &EventWriter::viewerLeft);
    connect(&session.files(), &FileTransfers::asks, this, &EventWriter::fileAsks);
    connect(&session.files(), &FileTransfers::offered, this, &EventWriter::fileOffered);
    connect(&session.files(), &FileTransfers::ended, this, &EventWriter::fileEnded);
    connect(&session, &SharingSession::stopped, this, &EventWriter::stopped);
}

/** `event` is "sharing", or "addresses" when the same session moved to other ones. */
void EventWriter::sharing(const char *event)
{
    m_began = true;
    if (m_form == Form::Sentences) {
        say(tr("Sharing this desktop."));
        sayLink();
        if (!m_session.info().fingerprint.isEmpty())
            say(tr("Certificate SHA-256: %1").arg(m_session.info().fingerprint));
        return;
    }
    const QString password = m_session.password();
    QJsonObject object{{QLatin1String("event"), QLatin1String(event)},
                       {QLatin1String("link"), m_session.link()},
                       {QLatin1String("urls"),
                        QJsonArray::fromStringList(ShareLink::links(m_session.info(), password))}};
    if (!password.isEmpty())
        object[QLatin1String("password")] = password;
    if (!m_session.info().fingerprint.isEmpty())
        object[QLatin1String("sha256")] = m_session.info().fingerprint;
    const QDateTime expires = m_session.expires();
    object[QLatin1String("expires")] =
        expires.isNull() ? QJsonValue() : QJsonValue(expires.toString(Qt::ISODate));
    write(object);
}

void EventWriter::passwordChanged(const QString &password, PasswordReason reason)
{
    if (m_form == Form::Json) {
        write({{QLatin1String("event"), QStringLiteral("password")},
               {QLatin1String("password"), password},
               {QLatin1String("link"), m_session.link()},
               {QLatin1String("reason"), EventNames::of(reason)}});
        return;
    }
    if (reason == PasswordReason::TooManyAttempts)
        say(tr("Too many wrong passwords: the link is void, here is a new one."));
    else
        say(tr("A new link for the next viewer."));
    sayLink();
}

void EventWriter::viewerAsks(const ViewerInfo &viewer)
{
    if (m_form == Form::Json)
        write({{QLatin1String("event"), QStringLiteral("viewer-asks")},
               {QLatin1String("viewer"), viewer.id},
               {QLatin1String("address"), viewer.address},
               {QLatin1String("agent"), viewer.agent}});
    else
        say(tr("Viewer %1 from %2 asks to come in: oriel --allow %1 or oriel --refuse %1")
                .arg(viewer.id)
                .arg(viewer.address));
}

void EventWriter::viewerCame(const ViewerInfo &viewer)
{
    if (m_form == Form::Json)
        write({{QLatin1String("event"), QStringLiteral("viewer-connected")},
               {QLatin1String("viewer"), viewer.id},
               {QLatin1String("address"), viewer.address},
               {QLatin1String("control"), viewer.rights.control}});
    else
        say((viewer.rights.control ? tr("Viewer %1 from %2 is connected.")
                                   : tr("Viewer %1 from %2 is watching."))
                .arg(viewer.id)
                .arg(viewer.address));
}

void EventWriter::viewerLeft(const ViewerInfo &viewer, LeaveReason reason)
{
    if (m_form == Form::Json)
        write({{QLatin1String("event"), QStringLiteral("viewer-disconnected")},
               {QLatin1String("viewer"), viewer.id},
               {QLatin1String("reason"), EventNames::of(reason)}});
    else
        say(tr("Viewer %1 is gone (%2).").arg(viewer.id).arg(EventNames::of(reason)));
}

void EventWriter::fileAsks(const FileTransfer &file)
{
    if (m_form == Form::Json)
        write("file-asks", EventNames::fieldsOf(file));
    else
        say(tr("Viewer %1 sends “%2” (%3): oriel --take %4 or oriel --refuse-file %4")
                .arg(QString::number(file.viewer), file.name, FileWords::size(file.size),
                     QString::number(file.id)));
}

void EventWriter::fileOffered(const FileTransfer &file)
{
    if (m_form == Form::Json)
        write("file-offered", EventNames::fieldsOf(file));
    else
        say(tr("Viewer %1 is offered “%2” (%3).")
                .arg(QString::number(file.viewer), file.name, FileWords::size(file.size)));
}

void EventWriter::fileEnded(FileId id)
{
    const auto entry = m_session.files().find(id);
    if (!entry)
        return;
    const bool saved =
        entry->end == FileEnd::Done && entry->file.direction == FileDirection::ToHost;
    if (m_form == Form::Json) {
        QJsonObject fields = EventNames::fieldsOf(entry->file);
        fields[QLatin1String("reason")] = nameOf(entry->end);
        if (saved)
            fields[QLatin1String("path")] = entry->path;
        write("file-ended", fields);
    } else if (saved) {
        say(tr("“%1” of viewer %2 is saved: %3")
                .arg(entry->file.name, QString::number(entry->file.viewer), entry->path));
    } else {
        say(tr("“%1” and viewer %2: %3.")
                .arg(entry->file.name, QString::number(entry->file.viewer), nameOf(entry->end)));
    }
}

void EventWriter::stopped(StopReason reason)
{
    if (!m_began)
        return; // what never began is an error, told on standard error
    m_began = false;
    if (m_form == Form::Json)
        write({{QLatin1String("event"), QStringLiteral("stopped")},
               {QLatin1String("reason"), EventNames::of(reason)}});
    else
        say(tr("Sharing has stopped (%1).").arg(EventNames::of(reason)));
}

void EventWriter::write(const QJsonObject &event)
{
    const QByteArray line = QJsonDocument(event).toJson(QJsonDocument::Compact);
    std::fprintf(m_out, "%s\n", line.constData());
    std::fflush(m_out);
}

void EventWriter::write(const char *event, QJsonObject fields)
{
    fields[QLatin1String("event")] = QLatin1String(event);
    write(fields);
}

void EventWriter::say(const QString &sentence)
{
    std::fprintf(m_out, "%s\n", sentence.toUtf8().constData());
    std::fflush(m_out);
}

void EventWriter::sayLink()
{
    say(tr("Link:     %1").arg(m_session.link()));
    if (!m_session.password().isEmpty())
        say(tr("Password: %1").arg(OneTimePassword::display(m_session.password())));
    const QString drawn = m_qrCode ? m_qrCode(m_session.link()) : QString();
    if (!drawn.isEmpty())
        say(drawn);
}

} // namespace oriel
