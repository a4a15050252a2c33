#pragma once

#include "proxy/ClipboardApi.h"
#include "proxy/FilesApi.h"
#include "proxy/HttpConnection.h"
#include "proxy/JoinApi.h"
#include "proxy/OriginCheck.h"
#include "proxy/StaticFiles.h"
#include "proxy/StreamApi.h"
#include "proxy/Transport.h"
#include "proxy/ViewerRequest.h"

#include <QObject>
#include <QUrl>

namespace oriel {

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

    struct Places {
        StaticFiles &files;
        JoinApi &api;
        StreamApi &streams;
        ClipboardApi &clipboard;
        FilesApi &transfers;
    };

    /** All `places` outlive it. */
    RequestRouter(Site site, const Places &places, QObject *parent = nullptr);

    void setOriginCheck(OriginCheck check) { m_originCheck = std::move(check); }

    void handle(HttpConnection &connection, const HttpRequest &request) override;
    qsizetype maxBody(const HttpRequest &head) const override;
    void expect(HttpConnection &connection, const HttpRequest &head) override;
    bool streams(const HttpRequest &head) const override;

signals:
    /** The request was in order and is answered; whoever receives this owns the transport. */
    void upgrade(oriel::Transport *transport, const oriel::ViewerRequest &request);

private:
    QByteArray withoutPrefix(const QByteArray &path) const;
    bool isWebSocketPath(const QByteArray &path, const QByteArray &sent) const;
    QString clientAddress(const HttpConnection &connection, const HttpRequest &request) const;
    QByteArray authority(const HttpRequest &request) const;
    ViewerRequest viewerRequest(const HttpConnection &connection, const HttpRequest &request) const;
    void handleUpgrade(HttpConnection &connection, const HttpRequest &request,
                       const QByteArray &path);
    void handleFile(HttpConnection &connection, const HttpRequest &request, const QByteArray &path);

    Site m_site;
    QByteArray m_prefix;       ///< "/desk7", or empty
    QByteArray m_publicWsPath; ///< the `path` of a public …/vnc.html?path=, or empty
    OriginCheck m_originCheck;
    Places m_places;
};

} // namespace oriel
