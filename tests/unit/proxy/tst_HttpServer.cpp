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
};

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_HttpServer.moc"
