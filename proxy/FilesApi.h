#pragma once

#include "proxy/HttpConnection.h"
#include "session/Admission.h"
#include "session/FileTransfer.h"
#include "session/SessionPolicy.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <memory>

namespace oriel {

class DiskThread;
class FileOffer;
class FileUpload;

/**
 * `api/files`: files from viewers to the host's disk and from the host to viewers
 * (docs/ARCHITECTURE.md, "Files"). Who may is decided here; Origin and Host are checked before a
 * request comes here. Lives in the net thread.
 */
class FilesApi : public QObject {
    Q_OBJECT

public:
    /** All of these outlive it. */
    FilesApi(const Admission &admission, const SessionPolicy &policy, const Clock &clock,
             QObject *parent = nullptr);
    ~FilesApi() override;

    static bool isPath(const QByteArray &path);
    void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &path);
    /** HttpHandler's: the bytes of a file. Whose nobody waits for is refused before they come. */
    static bool streams(const HttpRequest &head);

    // The host's. What is not known (any more) is ignored
    void answer(FileId file, FileAnswer answer);
    void cancel(FileId file);
    /** Offers a file to every viewer who is here and has the right. */
    void send(const QString &path, qint64 size);

    /** It is told what it is offered: it may be back from a lost connection. */
    void viewerCame(const ViewerInfo &viewer);
    void viewerLeft(ViewerId viewer);
    /** It does not come back: nothing of its goes on. */
    void viewerGone(ViewerId viewer);
    /** The session is over. */
    void stopAll();

signals:
    void asked(const oriel::FileTransfer &file);
    /** Again when a download broke: the offer stands. */
    void offered(const oriel::FileTransfer &file, const QString &path);
    void started(oriel::FileId file);
    void moved(oriel::FileId file, qint64 bytes);
    void ended(oriel::FileId file, oriel::FileEnd end, const QString &path);
    /** For this viewer's page. */
    void notice(oriel::ViewerId viewer, const QByteArray &json);
    /** A person did something. */
    void activity();
    /** The connection is a viewer's, though it is no WebSocket (true), or no longer (false). */
    void carrying(oriel::HttpConnection *connection, bool carries);

private:
    const std::shared_ptr<DiskThread> &disk();
    void ask(HttpConnection &connection, const HttpRequest &request);
    void addUpload(const FileTransfer &file, HttpConnection &connection);
    void bring(HttpConnection &connection, const HttpRequest &request);
    void fetch(HttpConnection &connection, const QByteArray &ticket);
    void withdraw(HttpConnection &connection, const QByteArray &ticket);
    FileUpload *awaiting(const QByteArray &ticket) const;
    FileOffer *offerFor(const QByteArray &ticket) const;
    void addOffer(const FileTransfer &file, const QString &path);
    void tell(const FileOffer &offer);
    template <typename Which>
    void stopWhere(Which which, FileEnd why);
    void noteEnd(const FileTransfer &file, FileEnd end, const QString &path);

    const Admission &m_admission;
    const SessionPolicy &m_policy;
    const Clock &m_clock;
    QHash<ViewerId, ViewerInfo> m_present;
    QList<FileUpload *> m_uploads; ///< children, as m_offers are
    QList<FileOffer *> m_offers;
    FileId m_lastFile = 0;
    std::shared_ptr<DiskThread> m_disk; ///< null before the first transfer
};

} // namespace oriel
