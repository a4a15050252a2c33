#include "proxy/HttpRequestParser.h"

#include <QTest>

using namespace oriel;

class tst_HttpRequestParser : public QObject {
    Q_OBJECT

private slots:
    void complete()
    {
        const QByteArray bytes = "POST /a%20b?c=d?e HTTP/1.1\r\nHost: h:1\r\nX-List: a, B\r\n"
                                 "Content-Length: 3\r\n\r\nxyzGET";
        const auto result = HttpRequestParser::parse(bytes);
        QCOMPARE(result.status, HttpRequestParser::Status::Complete);
        QCOMPARE(result.size, bytes.size() - 3);
        QCOMPARE(result.request.method, "POST");
        QCOMPARE(result.request.path, "/a%20b");
        QCOMPARE(result.request.query, "c=d?e");
        QCOMPARE(result.request.field("host"), "h:1");
        QVERIFY(result.request.listHolds("x-list", "b"));
        QVERIFY(!result.request.listHolds("x-list", "c"));
        QCOMPARE(result.request.body, "xyz");
        QVERIFY(result.request.keepsAlive());
        for (qsizetype size = 0; size < result.size; ++size)
            QCOMPARE(HttpRequestParser::parse(bytes.left(size)).status,
                     HttpRequestParser::Status::Incomplete);
        const auto begun = HttpRequestParser::parse(bytes.left(result.headSize));
        QCOMPARE(begun.size, result.size);
        QCOMPARE(begun.request.path, "/a%20b");
        QCOMPARE(HttpRequestParser::parse(bytes.left(result.headSize - 1)).size, 0);
    }

    void theHeadDecidesHowLargeTheBodyMayBe()
    {
        using HttpRequestParser::Status;
        const auto parse = [](const QByteArray &path, qsizetype size) {
            const QByteArray bytes = "POST " + path + " HTTP/1.1\r\nContent-Length: "
                + QByteArray::number(size) + "\r\n\r\n" + QByteArray(size, 'x');
            return HttpRequestParser::parse(bytes, [](const HttpRequest &head) -> qsizetype {
                return head.path == "/large" ? 10'000 : 10;
            });
        };
        QCOMPARE(parse("/large", 10'000).status, Status::Complete);
        QCOMPARE(parse("/large", 10'000).request.body.size(), 10'000);
        QCOMPARE(parse("/large", 10'001).error, 413);
        QCOMPARE(parse("/small", 10).status, Status::Complete);
        QCOMPARE(parse("/small", 11).error, 413);
    }

    void noQuery()
    {
        const auto result = HttpRequestParser::parse("GET /x HTTP/1.0\r\n\r\n");
        QCOMPARE(result.request.path, "/x");
        QVERIFY(result.request.query.isEmpty());
        QVERIFY(!result.request.keepsAlive());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("error");
        const QByteArray start = "GET / HTTP/1.1\r\n";
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << 400;
        QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 400;
        QTest::newRow("absolute") << QByteArray("GET http://x/ HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: a\r\n") << 400;
        QTest::newRow("bare CR") << QByteArray(start + "A: b\rc\r\n\r\n") << 400;
        QTest::newRow("NUL") << QByteArray(start + QByteArray("A: \0\r\n\r\n", 8)) << 400;
        QTest::newRow("folded") << QByteArray(start + "A: b\r\n c\r\n\r\n") << 400;
        QTest::newRow("blank before colon") << QByteArray(start + "Host : a\r\n\r\n") << 400;
        QTest::newRow("no colon") << QByteArray(start + "Host\r\n\r\n") << 400;
        QTest::newRow("two blanks") << QByteArray("GET  / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("long line") << QByteArray("GET /" + QByteArray(8200, 'a')) << 414;
        QTest::newRow("long field") << QByteArray(start + "A: " + QByteArray(8200, 'a')) << 431;
        QTest::newRow("long head")
            << QByteArray(start + QByteArray("A: 1234567\r\n").repeated(3000)) << 431;
        QTest::newRow("many fields")
            << QByteArray(start + QByteArray("A: b\r\n").repeated(101) + "\r\n") << 431;
        QTest::newRow("chunked") << QByteArray(start + "Transfer-Encoding: chunked\r\n\r\n") << 501;
        QTest::newRow("long body") << QByteArray(start + "Content-Length: 4097\r\n\r\n") << 413;
        QTest::newRow("huge body")
            << QByteArray(start + "Content-Length: 99999999999999999999\r\n\r\n") << 413;
        QTest::newRow("negative") << QByteArray(start + "Content-Length: -1\r\n\r\n") << 400;
        QTest::newRow("signed") << QByteArray(start + "Content-Length: +1\r\n\r\n") << 400;
        QTest::newRow("two lengths")
            << QByteArray(start + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n") << 400;
    }

    void refused()
    {
        QFETCH(QByteArray, bytes);
        const auto result = HttpRequestParser::parse(bytes);
        QCOMPARE(result.status, HttpRequestParser::Status::Refused);
        QTEST(result.error, "error");
    }
};

QTEST_GUILESS_MAIN(tst_HttpRequestParser)
#include "tst_HttpRequestParser.moc"
