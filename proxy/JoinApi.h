#pragma once

#include "proxy/HttpRequest.h"
#include "session/Admission.h"

#include <QObject>

namespace oriel {

class HttpConnection;

/**
 * `api/join`, `api/resume`, `api/leave` and `api/here`: JSON in, JSON out, every decision
 * Admission's. The Origin is checked before a request comes here. Lives in the net thread.
 */
class JoinApi : public QObject {
    Q_OBJECT

public:
    /**
     * `admission` outlives it. `hostName` is shown on the page. `fileLimit`: bytes of a file that
     * a viewer with the right may send.
     */
    JoinApi(Admission &admission, QString hostName, qint64 fileLimit, QObject *parent = nullptr);

    /**
     * Answers `path` ("/api/join" …). `address` is where the person sits, behind a proxy or not.
     */
    void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &path,
                const QString &address);

signals:
    /** The page's Disconnect button. */
    void viewerLeft(oriel::ViewerId viewer);
    /** The page's "I'm still here", which who may only look can press, too. */
    void viewerIsHere();
    /** A request waits for the host's answer (true), or no longer (false). */
    void waiting(oriel::HttpConnection *connection, bool waits);

private:
    void join(HttpConnection &connection, const HttpRequest &request, const QString &address);
    void resume(HttpConnection &connection, const HttpRequest &request, const QString &address);
    void leave(HttpConnection &connection, const HttpRequest &request);
    void here(HttpConnection &connection, const HttpRequest &request);
    void answer(HttpConnection &connection, const Verdict &verdict,
                const QString &goneReason) const;

    Admission &m_admission;
    QString m_hostName;
    qint64 m_fileLimit;
};

} // namespace oriel
