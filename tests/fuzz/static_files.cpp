// Which file a request gets. Input: the target, "\n", then any header lines.
#include "proxy/HttpRequestParser.h"
#include "proxy/StaticFiles.h"
#include "tests/fuzz/Fuzz.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace oriel;

namespace {

/** Public files say "public" and the rest "secret". */
class Bundle {
public:
    Bundle()
    {
        const QDir root(m_root.path());
        root.mkpath(QStringLiteral("web/assets/.hidden"));
        for (const char *name : {"web/index.html", "web/index.html.gz", "web/assets/a.js"})
            write(name, "public");
        for (const char *name : {"secret.txt", "web/.secret", "web/assets/.hidden/key.pem"})
            write(name, "secret");
    }

    QString folder() const { return m_root.filePath(QStringLiteral("web")); }

private:
    void write(const char *name, const QByteArray &text)
    {
        QFile file(m_root.filePath(QString::fromLatin1(name)));
        fuzz::require(file.open(QIODevice::WriteOnly) && file.write(text) == text.size(),
                      "the bundle can be written");
    }

    QTemporaryDir m_root;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const Bundle bundle;
    static StaticFiles files(bundle.folder()); // reads each file once, and never anew
    const QByteArray bytes = fuzz::toBytes(data, size);
    const qsizetype end = bytes.indexOf('\n') < 0 ? bytes.size() : bytes.indexOf('\n');
    const auto parsed = HttpRequestParser::parse("GET " + bytes.left(end) + " HTTP/1.1\r\n"
                                                 + bytes.mid(end + 1) + "\r\n\r\n");
    if (parsed.status != HttpRequestParser::Status::Complete)
        return 0;
    const HttpResponse response = files.respond(parsed.request.path, parsed.request);
    fuzz::require(response.status == 200 || response.status == 304 || response.status == 404,
                  "a file is there, unchanged, or not there");
    fuzz::require(!response.body.contains("secret"), "nothing outside the bundle is served");
    fuzz::require(response.head(true, {}).count("\r\n\r\n") == 1,
                  "an answer's head cannot be split by what was asked");
    return 0;
}
