#include "proxy/FilesApi.h"

#include "proxy/DiskThread.h"
#include "proxy/FileAnswers.h"
#include "proxy/FileOffer.h"
#include "proxy/FileUpload.h"
#include "session/FileName.h"
#include "session/OneTimePassword.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace oriel {

namespace {

constexpr QByteArrayView folder("/api/files/");

/** Name and size; nothing if the body has another form. */
std::optional<FileTransfer> wishIn(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonValue name = body.value(QLatin1String("name"));
    const qint64 size = body.value(QLatin1String("size")).toInteger(-1);
    if (!name.isString() || size < 0)
        return {};
    return FileTransfer{.name = FileName::sanitised(name.toString()), .size = size};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject fileNotice(const char *event, FileId file)
{
    return {{QLatin1String("type"), QLatin1String("file")},
            {QLatin1String("event"), QLatin1String(event)},
            {QLatin1String("file"), file}};
}

} // namespace

FilesApi::FilesApi(const Admission &admission, const SessionPolicy &policy, const Clock &clock,
                   QObject *parent)
    : QObject(parent)
    , m_admission(admission)
    , m_policy(policy)
    , m_clock(clock)
{
}

FilesApi::~FilesApi() = default;

bool FilesApi::isPath(const QByteArray &path)
{
    return path == "/api/files" || path.startsWith(folder);
}

bool FilesApi::streams(const HttpRequest &head) { return head.method == "PUT"; }

void FilesApi::handle(HttpConnection &connection, const HttpRequest &request,
                      const QByteArray &path)
{
    const QByteArray ticket = path.mid(folder.size());
    const bool hasTicket = !ticket.isEmpty();
    if (hasTicket && request.method == "GET")
        fetch(connection, ticket);
    else if (hasTicket && request.method == "DELETE")
        withdraw(connection, ticket);
    else if (hasTicket)
        connection.respond(HttpResponse::plain(405).with("Allow", "GET, DELETE"));
    else if (request.method == "POST")
        ask(connection, request);
    else if (request.method == "PUT")
        bring(connection, request);
    else
        connection.respond(HttpResponse::plain(405).with("Allow", "POST, PUT"));
}

/** Most sessions pass no file. */
const std::shared_ptr<DiskThread> &FilesApi::disk()
{
    if (!m_disk)
        m_disk = std::make_shared<DiskThread>();
    return m_disk;
}

void FilesApi::ask(HttpConnection &connection, const HttpRequest &request)
{
    const auto viewer = m_admission.connectedViewer(request.field("oriel-visit"));
    const auto wish = wishIn(request);
    if (!viewer || !viewer->rights.files) {
        connection.respond(FileAnswers::because(403, QStringLiteral("rights")));
    } else if (!wish) {
        connection.respond(FileAnswers::because(400, QStringLiteral("malformed")));
    } else if (wish->size > m_policy.fileLimit) {
        connection.respond(
            HttpResponse::json(413,
                               {{QLatin1String("reason"), QLatin1String("too-large")},
                                {QLatin1String("limit"), m_policy.fileLimit}}));
    } else if (std::ranges::any_of(m_uploads, [&viewer](const FileUpload *upload) {
                   return upload->file().viewer == viewer->id;
               })) {
        connection.respond(FileAnswers::because(409, QStringLiteral("busy")));
    } else {
        addUpload({.id = ++m_lastFile,
                   .viewer = viewer->id,
                   .direction = FileDirection::ToHost,
                   .name = wish->name,
                   .size = wish->size},
                  connection);
    }
}

void FilesApi::addUpload(const FileTransfer &file, HttpConnection &connection)
{
    auto *upload = new FileUpload(file, m_policy.folderForFiles(), disk(), m_clock, this);
    m_uploads.append(upload);
    connect(upload, &FileUpload::waiting, this, &FilesApi::carrying);
    connect(upload, &FileUpload::started, this, [this, file] { emit started(file.id); });
    connect(upload, &FileUpload::moved, this,
            [this, file](qint64 bytes) { emit moved(file.id, bytes); });
    connect(upload, &FileUpload::ended, this,
            [this, upload, file](FileEnd end, const QString &path) {
                m_uploads.removeOne(upload);
                upload->deleteLater();
                noteEnd(file, end, path);
            });
    emit activity();
    emit asked(file);
    upload->ask(connection);
    if (m_policy.takeFiles)
        upload->answer(FileAnswer::Take);
}

FileUpload *FilesApi::awaiting(const QByteArray &ticket) const
{
    const auto found = std::ranges::find_if(
        m_uploads, [&ticket](const FileUpload *upload) { return upload->awaits(ticket); });
    return found == m_uploads.end() ? nullptr : *found;
}

void FilesApi::bring(HttpConnection &connection, const HttpRequest &request)
{
    FileUpload *upload = awaiting(request.field("oriel-file"));
    if (!upload) {
        connection.respond(FileAnswers::because(403, QStringLiteral("rights")));
    } else if (connection.bodyLeft() != upload->file().size) {
        upload->stop(FileEnd::Withdrawn);
        connection.respond(FileAnswers::because(400, QStringLiteral("malformed")));
    } else {
        upload->receive(connection);
    }
}

void FilesApi::send(const QString &path, qint64 size)
{
    QList<ViewerId> takers;
    for (const ViewerInfo &viewer : std::as_const(m_present)) {
        if (viewer.rights.files)
            takers.append(viewer.id);
    }
    std::ranges::sort(takers);
    for (const ViewerId viewer : std::as_const(takers))
        addOffer({.id = ++m_lastFile,
                  .viewer = viewer,
                  .direction = FileDirection::ToViewer,
                  .name = FileName::sanitised(QFileInfo(path).fileName()),
                  .size = size},
                 path);
}

void FilesApi::addOffer(const FileTransfer &file, const QString &path)
{
    auto *offer = new FileOffer(file, path, disk(), m_clock, this);
    m_offers.append(offer);
    connect(offer, &FileOffer::waiting, this, &FilesApi::carrying);
    connect(offer, &FileOffer::started, this, [this, file] { emit started(file.id); });
    connect(offer, &FileOffer::moved, this,
            [this, file](qint64 bytes) { emit moved(file.id, bytes); });
    connect(offer, &FileOffer::broke, this, [this, offer, file, path] {
        emit offered(file, path);
        tell(*offer);
    });
    connect(offer, &FileOffer::ended, this, [this, offer, file](FileEnd end) {
        m_offers.removeOne(offer);
        offer->deleteLater();
        noteEnd(file, end, {});
    });
    emit offered(file, path);
    tell(*offer);
}

void FilesApi::tell(const FileOffer &offer)
{
    QJsonObject object = fileNotice("offered", offer.file().id);
    object.insert(QLatin1String("name"), offer.file().name);
    object.insert(QLatin1String("size"), offer.file().size);
    object.insert(QLatin1String("ticket"), QString::fromLatin1(offer.ticket()));
    emit notice(offer.file().viewer, compact(object));
}

void FilesApi::noteEnd(const FileTransfer &file, FileEnd end, const QString &path)
{
    emit ended(file.id, end, path);
    if (end == FileEnd::Withdrawn)
        return; // it was the viewer who did it
    QJsonObject object = fileNotice("ended", file.id);
    object.insert(QLatin1String("reason"), nameOf(end));
    emit notice(file.viewer, compact(object));
}

FileOffer *FilesApi::offerFor(const QByteArray &ticket) const
{
    const auto found = std::ranges::find_if(m_offers, [&ticket](const FileOffer *offer) {
        return constantTimeEquals(offer->ticket(), ticket);
    });
    return found == m_offers.end() ? nullptr : *found;
}

void FilesApi::fetch(HttpConnection &connection, const QByteArray &ticket)
{
    FileOffer *offer = offerFor(ticket);
    if (!offer) {
        connection.respond(HttpResponse::plain(404));
    } else if (offer->isUnderWay()) {
        connection.respond(HttpResponse::plain(409));
    } else {
        emit activity();
        offer->send(connection);
    }
}

void FilesApi::withdraw(HttpConnection &connection, const QByteArray &ticket)
{
    if (FileOffer *offer = offerFor(ticket)) {
        offer->stop(FileEnd::Withdrawn);
    } else if (FileUpload *upload = awaiting(ticket)) {
        upload->stop(FileEnd::Withdrawn);
    } else {
        connection.respond(HttpResponse::plain(404));
        return;
    }
    HttpResponse response;
    response.status = 204;
    connection.respond(response);
}

void FilesApi::answer(FileId file, FileAnswer answer)
{
    const auto found = std::ranges::find_if(
        m_uploads, [file](const FileUpload *upload) { return upload->file().id == file; });
    if (found != m_uploads.end())
        (*found)->answer(answer);
}

void FilesApi::cancel(FileId file)
{
    stopWhere([file](const FileTransfer &one) { return one.id == file; }, FileEnd::Cancelled);
}

void FilesApi::viewerCame(const ViewerInfo &viewer)
{
    m_present.insert(viewer.id, viewer);
    for (const FileOffer *offer : std::as_const(m_offers)) {
        if (offer->file().viewer == viewer.id && !offer->isUnderWay())
            tell(*offer);
    }
}

void FilesApi::viewerLeft(ViewerId viewer) { m_present.remove(viewer); }

void FilesApi::viewerGone(ViewerId viewer)
{
    stopWhere([viewer](const FileTransfer &one) { return one.viewer == viewer; },
              FileEnd::Withdrawn);
}

void FilesApi::stopAll()
{
    stopWhere([](const FileTransfer &) { return true; }, FileEnd::Cancelled);
}

template <typename Which>
void FilesApi::stopWhere(Which which, FileEnd why)
{
    const QList<FileUpload *> uploads = m_uploads; // what ends is taken out
    for (FileUpload *upload : uploads) {
        if (which(upload->file()))
            upload->stop(why);
    }
    const QList<FileOffer *> offers = m_offers;
    for (FileOffer *offer : offers) {
        if (which(offer->file()))
            offer->stop(why);
    }
}

} // namespace oriel
