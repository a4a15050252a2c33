#pragma once

#include "proxy/HttpConnection.h"
#include "session/Admission.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace oriel {

/**
 * `api/clipboard`: the picture that was copied last, on the host or by a viewer. RFB has words for
 * text only. GET answers with it, POST (a PNG as the body) brings one, both for a connected viewer
 * with the right to the clipboard, whose resume token is in the head. The answer to a POST comes
 * behind received(), so that a key pressed after it pastes that picture.
 *
 * Pictures pass only as PngPicture cleans them, either way. Origin and Host are checked before a
 * request comes here. Lives in the net thread.
 */
class ClipboardApi : public QObject {
    Q_OBJECT

public:
    /** `admission` outlives it. */
    explicit ClipboardApi(const Admission &admission, QObject *parent = nullptr);

    static bool isPath(const QByteArray &path) { return path == "/api/clipboard"; }
    void handle(HttpConnection &connection, const HttpRequest &request);
    /** HttpHandler's: only who may bring a picture may send a large body. */
    qsizetype maxBody(const HttpRequest &head) const;
    /** HttpHandler's. Of two at once the later one is meant: a viewer fills one buffer at most. */
    void expect(HttpConnection &connection, const HttpRequest &head);

    /** The host copied this. */
    void setPicture(const QByteArray &png);
    void clear();

signals:
    /** There is another picture, of so many bytes, or none (0). `by`: a viewer, or 0. */
    void changed(qsizetype size, oriel::ViewerId by);
    void received(const QByteArray &png);

private:
    std::optional<ViewerInfo> viewer(const HttpRequest &request) const;
    void give(HttpConnection &connection, const HttpRequest &request) const;
    void take(HttpConnection &connection, const HttpRequest &request);
    void setCleaned(const QByteArray &png, ViewerId by);

    const Admission &m_admission;
    QByteArray m_picture; ///< empty: none
    QHash<ViewerId, QPointer<HttpConnection>> m_uploads;
};

} // namespace oriel
