#pragma once

#include "proxy/HttpConnection.h"
#include "proxy/JoinApi.h"
#include "proxy/OriginCheck.h"
#include "proxy/StaticFiles.h"

#include <QObject>
#include <QUrl>

namespace oriel {

/** What a WebSocket needs to know of the request that opened it. */
struct UpgradeRequest {
    QString address; ///< where the person sits
    QString agent;
    QByteArray ticket;                     ///< null if none was given
    bool ownPage = false;                  ///< understands notices (text frames)
    std::chrono::milliseconds deadline{0}; ///< by Clock::now(): RFB handshake done
};

/**
 * Sends each request where it belongs: first Host and Origin, then WebSocket, API or file. Lives
 * in the net thread.
 */
class RequestRouter : public QObject, public HttpHandler {
    Q_OBJECT

public:
    struct Site {
        QUrl publicUrl; ///< its folder is a prefix that a proxy may leave on or strip
        bool behindProxy = false;
    };

    /** `files` and `api` outlive it. */
    RequestRouter(Site site, StaticFiles &files, JoinApi &api, QObject *parent = nullptr);

    void setOriginCheck(OriginCheck check) { m_originCheck = std::move(check); }

    void handle(HttpConnection &connection, const HttpRequest &request) override;

signals:
    /** The request was in order and is answered; whoever receives this owns the socket. */
    void upgrade(QTcpSocket *socket, const oriel::UpgradeRequest &request);

private:
    QByteArray withoutPrefix(const QByteArray &path) const;
    bool isWebSocketPath(const QByteArray &path, const QByteArray &sent) const;
    QString clientAddress(const HttpConnection &connection, const HttpRequest &request) const;
    QByteArray authority(const HttpRequest &request) const;
    void handleUpgrade(HttpConnection &connection, const HttpRequest &request,
                       const QByteArray &path);
    void handleFile(HttpConnection &connection, const HttpRequest &request, const QByteArray &path);

    Site m_site;
    QByteArray m_prefix;       ///< "/desk7", or empty
    QByteArray m_publicWsPath; ///< the `path` of a public …/vnc.html?path=, or empty
    OriginCheck m_originCheck;
    StaticFiles &m_files;
    JoinApi &m_api;
};

} // namespace oriel
