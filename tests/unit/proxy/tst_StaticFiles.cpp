#include "proxy/StaticFiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class tst_StaticFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_directory;

    void put(const QString &name, const QByteArray &content)
    {
        const QString path = m_directory.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    static HttpRequest with(const QByteArray &name, const QByteArray &value)
    {
        HttpRequest request;
        request.fields.append({name, value});
        return request;
    }
    static QByteArray field(const HttpResponse &response, const QByteArray &name)
    {
        for (const auto &entry : response.fields) {
            if (entry.name == name)
                return entry.value;
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        put(QStringLiteral("secret"), "secret");
        put(QStringLiteral("web/index.html"), "<p>");
        put(QStringLiteral("web/vnc.html"), "<v>");
        put(QStringLiteral("web/assets/app-K7QM3XWP.js"), "hashed");
        put(QStringLiteral("web/assets/plain.css"), "plain");
        put(QStringLiteral("web/assets/plain.css.br"), "brotli");
        put(QStringLiteral("web/.hidden"), "hidden");
    }

    void paths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("root") << QByteArray("/") << 200 << QByteArray("<p>");
        QTest::newRow("vnc") << QByteArray("/vnc.html") << 200 << QByteArray("<v>");
        QTest::newRow("encoded") << QByteArray("/assets/pl%61in.css") << 200 << QByteArray("plain");
        for (const char *path :
             {"/assets", "/assets/", "/.hidden", "/../secret", "/%2e%2e/secret",
              "/assets/..%2fvnc.html", "//vnc.html", "/vnc.html%00", "/./vnc.html"})
            QTest::addRow("%s", path) << QByteArray(path) << 404 << QByteArray("404 Not Found\n");
    }

    void paths()
    {
        QFETCH(QByteArray, path);
        StaticFiles files(m_directory.filePath(QStringLiteral("web")));
        const HttpResponse response = files.respond(path, {});
        QTEST(response.status, "status");
        QTEST(response.body, "body");
    }

    void caching()
    {
        StaticFiles files(m_directory.filePath(QStringLiteral("web")));
        QCOMPARE(files.respond("/", {}).cacheControl, "no-store");
        QCOMPARE(files.respond("/", {}).contentType, "text/html; charset=utf-8");
        const HttpResponse hashed = files.respond("/assets/app-K7QM3XWP.js", {});
        QVERIFY(hashed.cacheControl.contains("immutable"));
        QCOMPARE(hashed.contentType, "text/javascript; charset=utf-8");
        const HttpResponse plain = files.respond("/assets/plain.css", {});
        QCOMPARE(plain.cacheControl, "no-cache");
        const QByteArray etag = field(plain, "ETag");
        QVERIFY(!etag.isEmpty());
        const HttpResponse again = files.respond("/assets/plain.css", with("if-none-match", etag));
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
    }

    void packed()
    {
        StaticFiles files(m_directory.filePath(QStringLiteral("web")));
        const auto response =
            files.respond("/assets/plain.css", with("accept-encoding", "gzip, br"));
        QCOMPARE(response.body, "brotli");
        QCOMPARE(field(response, "Content-Encoding"), "br");
        QCOMPARE(response.contentType, "text/css; charset=utf-8");
    }
};

QTEST_GUILESS_MAIN(tst_StaticFiles)
#include "tst_StaticFiles.moc"
