#include "proxy/StaticFiles.h"

#include "proxy/Log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace oriel {

namespace {

constexpr qint64 maxFileSize = 16 * 1024 * 1024;

QByteArray contentType(const QByteArray &name)
{
    static const QHash<QByteArray, QByteArray> types{
        {"html", "text/html; charset=utf-8"},
        {"js", "text/javascript; charset=utf-8"},
        {"mjs", "text/javascript; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"json", "application/json"},
        {"map", "application/json"},
        {"webmanifest", "application/manifest+json"},
        {"svg", "image/svg+xml"},
        {"png", "image/png"},
        {"jpg", "image/jpeg"},
        {"ico", "image/vnd.microsoft.icon"},
        {"woff2", "font/woff2"},
        {"txt", "text/plain; charset=utf-8"},
        {"wasm", "application/wasm"},
    };
    return types.value(name.mid(name.lastIndexOf('.') + 1).toLower(), "application/octet-stream");
}

/** A name with a digest of the content in it never means another content. */
bool isHashed(const QByteArray &name)
{
    static const QRegularExpression pattern(
        QStringLiteral("[-.]([A-Z0-9]{8}|[0-9a-f]{8,64})\\.[a-z0-9]+$"));
    return pattern.match(QString::fromUtf8(name)).hasMatch();
}

QByteArray cacheControl(const QByteArray &name)
{
    if (name.endsWith(".html"))
        return "no-store";
    return isHashed(name) ? "public, max-age=31536000, immutable" : "no-cache";
}

} // namespace

StaticFiles::StaticFiles(const QString &directory)
{
    const QDir base(directory);
    QDirIterator files(directory, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString fileName = files.next();
        const QString name = base.relativeFilePath(fileName);
        if (files.fileInfo().size() <= maxFileSize && !name.startsWith(QLatin1Char('.'))
            && !name.contains(QLatin1String("/.")))
            m_files.insert(name.toUtf8(), {fileName, {}, {}});
    }
}

StaticFiles::File *StaticFiles::load(const QByteArray &name)
{
    const auto found = m_files.find(name);
    if (found == m_files.end())
        return nullptr;
    if (found->etag.isEmpty()) {
        QFile file(found->fileName);
        if (!file.open(QIODevice::ReadOnly)) {
            qCWarning(lcProxy) << "cannot read" << found->fileName << file.errorString();
            return nullptr;
        }
        found->content = file.read(maxFileSize);
        found->etag = '"'
            + QCryptographicHash::hash(found->content, QCryptographicHash::Sha256).toHex().left(32)
            + '"';
    }
    return &found.value();
}

HttpResponse StaticFiles::respond(const QByteArray &path, const HttpRequest &request)
{
    QByteArray name = QByteArray::fromPercentEncoding(path.mid(1));
    if (name.isEmpty())
        name = "index.html";
    const File *file = load(name);
    if (!file)
        return HttpResponse::plain(404);

    HttpResponse response;
    response.contentType = contentType(name);
    response.cacheControl = cacheControl(name);
    response.with("Vary", "Accept-Encoding");
    for (const auto &[suffix, coding] : {std::pair{".br", "br"}, std::pair{".gz", "gzip"}}) {
        const File *packed =
            request.listHolds("accept-encoding", coding) ? load(name + suffix) : nullptr;
        if (packed) {
            file = packed;
            response.with("Content-Encoding", coding);
            break;
        }
    }
    if (response.cacheControl != "no-store") {
        response.with("ETag", file->etag);
        if (request.listHolds("if-none-match", file->etag)) {
            response.status = 304;
            return response;
        }
    }
    response.body = file->content;
    return response;
}

} // namespace oriel
