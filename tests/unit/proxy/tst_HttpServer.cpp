#include "proxy/HttpConnection.h"
#include "proxy/HttpServer.h"
#include "tests/fakes/ManualClock.h"

#include <QPointer>
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

/** Answers requests of a viewer that is in. */
class Carried : public HttpHandler {
public:
    void handle(HttpConnection &connection, const HttpRequest &) override
    {
        connection.setCarrier(isIn);
        connection.respond(HttpResponse::plain(404));
    }
    bool isIn = true;
};

/** Takes bodies as they come, and answers with as many bytes as it got. */
class Streamer : public HttpHandler {
public:
    bool streams(const HttpRequest &head) const override { return head.method == "POST"; }
    void handle(HttpConnection &connection, const HttpRequest &) override
    {
        current = &connection;
        size = connection.bodyLeft();
        QObject::connect(&connection, &HttpConnection::bodyReadable, &connection,
                         [this] { readAll(); });
        QObject::connect(&connection, &HttpConnection::bodyWanted, &connection, [this] {
            if (isBringing)
                current->writeBody(QByteArray(1000, 'y'));
        });
        readAll();
    }
    void readAll()
    {
        while (isTaking) {
            const qsizetype piece = current->readBody(1000).size();
            got += piece;
            if (piece == 0)
                break;
        }
        if (current->bodyLeft() == 0)
            current->respond({.status = 200, .streamed = size});
    }
    QPointer<HttpConnection> current;
    qint64 size = 0;
    qint64 got = 0;
    bool isTaking = true;
    bool isBringing = true;
};

/** Takes large bodies. */
class Receiver : public HttpHandler {
public:
    qsizetype maxBody(const HttpRequest &) const override { return 1024 * 1024; }
    void expect(HttpConnection &, const HttpRequest &head) override
    {
        expected.append(head.field("content-length"));
    }
    void handle(HttpConnection &connection, const HttpRequest &request) override
    {
        bodies.append(request.body);
        connection.respond(HttpResponse::plain(404));
    }
    QByteArrayList expected;
    QByteArrayList bodies;
};

QByteArray post(qsizetype size)
{
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n";
}

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

    void aCarrierStays()
    {
        using namespace std::chrono_literals;
        ManualClock clock;
        Carried handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        QByteArray answer;
        const auto isAnswered = [&] {
            client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            answer.clear();
            return QTest::qWaitFor([&] {
                answer += client.readAll();
                return answer.endsWith("404 Not Found\n");
            });
        };
        for (int i = 0; i < 2 * HttpConnection::maxRequests; ++i) {
            QVERIFY(isAnswered());
            QVERIFY(answer.contains("keep-alive"));
        }
        clock.advance(HttpConnection::carrierTimeout - 1s);
        QVERIFY(isAnswered());
        handler.isIn = false;
        QVERIFY(isAnswered());
        QVERIFY(answer.contains("Connection: close"));
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void anIdleCarrierGoes()
    {
        using namespace std::chrono_literals;
        ManualClock clock;
        Carried handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_VERIFY(client.bytesAvailable() > 0);
        clock.advance(HttpConnection::carrierTimeout);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void aLargeBodyIsTakenWhole()
    {
        ManualClock clock;
        Receiver handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        const QByteArray large = QByteArray("0123456789").repeated(100'000);
        client.write(post(large.size()) + large + post(5) + "small" + post(1024 * 1024 + 1));
        QTRY_COMPARE(handler.bodies.size(), 2);
        QVERIFY(handler.bodies[0] == large);
        QCOMPARE(handler.bodies[1], QByteArray("small"));
        QCOMPARE(handler.expected, QByteArrayList{"1000000"});
        QByteArray answers;
        QTRY_VERIFY((answers += client.readAll()).contains("413 "));
        QCOMPARE(handler.bodies.size(), 2);
    }

    void aLargeBodyThatStallsIsCut()
    {
        ManualClock clock;
        Receiver handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write(post(1'000'000) + "only this");
        QTRY_COMPARE(handler.expected.size(), 1);
        clock.advance(HttpConnection::stageTimeout);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(handler.bodies.isEmpty());
    }

    void aStreamGoesBothWays()
    {
        ManualClock clock;
        Streamer handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        for (int i = 0; i < 2; ++i) { // the connection stays
            client.write(post(500'000) + QByteArray(500'000, 'x'));
            QByteArray answer;
            QTRY_VERIFY((answer += client.readAll()).endsWith(QByteArray(500'000, 'y')));
            QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
            QVERIFY(answer.contains("Content-Length: 500000\r\n"));
        }
        QCOMPARE(handler.got, 1'000'000);
    }

    void aStreamMayTakeLongButNotPause()
    {
        ManualClock clock;
        Streamer handler;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write(post(1000));
        for (int i = 1; i <= 10; ++i) {
            client.write("x");
            QTRY_COMPARE(handler.got, i);
            clock.advance(HttpConnection::streamTimeout - std::chrono::seconds(1));
        }
        QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
        clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void aSlowDiskCutsNoStream()
    {
        ManualClock clock;
        Streamer handler;
        handler.isTaking = handler.isBringing = false;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write(post(1000) + QByteArray(1000, 'x'));
        QTRY_VERIFY(handler.current);
        QTRY_VERIFY(handler.current->socket()->bytesAvailable() > 0);
        clock.advance(3 * HttpConnection::streamTimeout);
        handler.isTaking = true;
        handler.readAll();
        QByteArray answer;
        QTRY_VERIFY((answer += client.readAll()).contains("Content-Length: 1000\r\n"));
        clock.advance(3 * HttpConnection::streamTimeout);
        handler.current->writeBody(QByteArray(1000, 'y'));
        QTRY_COMPARE(client.bytesAvailable(), 1000);
    }

    void anEarlyAnswerEndsAStream()
    {
        ManualClock clock;
        Streamer handler;
        handler.isTaking = false;
        HttpServer server(clock, handler, std::nullopt);
        QCOMPARE(server.listenOn(QStringLiteral("127.0.0.1"), 0, false), QString());
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        client.write(post(1000) + "only this");
        QTRY_VERIFY(handler.current);
        handler.current->respond(HttpResponse::plain(409));
        QByteArray answer;
        QTRY_VERIFY((answer += client.readAll()).startsWith("HTTP/1.1 409 "));
        clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
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
