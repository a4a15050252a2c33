#include "proxy/HttpConnection.h"
#include "proxy/HttpServer.h"
#include "tests/fakes/ManualClock.h"

#include <QTcpSocket>
#include <QTest>

using namespace oriel;

namespace {

/** Takes over the socket of each request, as the way to a WebSocket does. */
class Taker : public HttpHandler {
public:
    void handle(HttpConnection &connection, const HttpRequest &) override
    {
        taken.reset(connection.release());
    }
    std::unique_ptr<QTcpSocket> taken;
};

/** Answers with more than the kernel keeps. */
class Answerer : public HttpHandler {
public:
    static constexpr qint64 size = 128 * 1024 * 1024;

    void handle(HttpConnection &connection, const HttpRequest &) override
    {
        connection.respond({.status = 200, .body = QByteArray(size, 'x')});
    }
};

} // namespace

class tst_HttpServer : public QObject {
    Q_OBJECT

private slots:
    /** Whoever took it over may have disconnected every signal of it. */
    void aSocketThatLostItsSignalsStillLeaves()
    {
        const ManualClock clock;
        Taker taker;
        HttpServer server(clock, taker, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_VERIFY(taker.taken);
        QCOMPARE(server.limits().size(), 1);
        taker.taken->disconnect();
        taker.taken.reset();
        QCOMPARE(server.limits().size(), 0);
    }

    void aReaderThatIsSlowAllTheTimeIsCut()
    {
        constexpr qint64 piece = 6 * 1024 * 1024; // so much the kernel can't have kept
        const std::chrono::seconds pause{9};
        ManualClock clock;
        Answerer answerer;
        HttpServer server(clock, answerer, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.setReadBufferSize(64 * 1024);
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        qint64 wanted = 0;
        qint64 got = 0;
        connect(&client, &QTcpSocket::readyRead, &client, [&] {
            if (got < wanted)
                got += client.read(wanted - got).size();
        });
        std::chrono::seconds elapsed{0};
        while (elapsed + pause < HttpConnection::answerTimeout) {
            wanted += piece;
            got += client.readAll().size();
            QTRY_VERIFY(got >= wanted);
            clock.advance(pause);
            elapsed += pause;
            QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
        }
        clock.advance(pause);
        wanted = Answerer::size * 2;
        got += client.readAll().size();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(got < Answerer::size);
    }
};

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_HttpServer.moc"
