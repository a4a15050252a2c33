#pragma once

#include "proxy/HttpRequest.h"
#include "proxy/HttpResponse.h"

#include <QHash>
#include <QString>

#include <optional>

namespace oriel {

/**
 * The page's files. Their names are listed once, at the start, and only a listed name is ever
 * opened: there is no path to climb and no folder to list. Lives in the net thread.
 */
class StaticFiles {
public:
    /** `directory`: a folder or a resource path. Names that begin with a dot are left out. */
    explicit StaticFiles(const QString &directory);

    bool isEmpty() const { return m_files.isEmpty(); }

    /**
     * Answers a GET or HEAD of `path` (percent-encoded, begins with "/"; "/" is index.html), 404
     * included. Takes the .br or .gz beside a file where the browser does.
     */
    HttpResponse respond(const QByteArray &path, const HttpRequest &request);

private:
    struct File {
        QString fileName;
        QByteArray content; ///< read on first use
        QByteArray etag;    ///< empty until then
    };

    File *load(const QByteArray &name);

    QHash<QByteArray, File> m_files; ///< by name relative to the directory, UTF-8
};

} // namespace oriel
