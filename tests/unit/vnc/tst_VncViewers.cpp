#include "VncFixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace oriel;
namespace Encoding = oriel::rfb::Encoding;

/** Rights, clipboard, and viewers that come, go and misbehave. */
class TestVncViewers : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatInputMayNotOvertake();
    void takesNoInput_data();
    void takesNoInput();
    void keepsViewersToTheirRights();
    void sharesTheClipboard();
    void withholdsTheClipboard();
    void codesOnceForAll();
    void goesOnAlone();
    void runsCaptureWhileSomebodyWatches();
    void closesFromInsideItsOwnSignal();
    void survivesLeaving_data();
    void survivesLeaving();
    void survivesGarbage();
    void survivesOneThatTakesNothing();
    void leaksNoDescriptor();
    void turnsAwayHighDescriptors();
};

namespace {

QByteArray cutText(const QByteArray &latin1)
{
    return rfb::ByteWriter().u8(6).padding(3).u32(quint32(latin1.size())).bytes(latin1).data();
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::Files).size();
}

} // namespace

void TestVncViewers::tellsWhatInputMayNotOvertake()
{
    VncFixture desktop;
    QStringList order;
    const auto note = [&](const QString &what) { return [&order, what] { order += what; }; };
    QObject::connect(&desktop.server, &VncServer::barrierPassed, &desktop.server,
                     note(QStringLiteral("barrier")));
    QObject::connect(&desktop.server, &VncServer::clipboardReceived, &desktop.server,
                     note(QStringLiteral("text")));
    QObject::connect(&desktop.server, &VncServer::resizeRequested, &desktop.server,
                     note(QStringLiteral("size")));
    const auto client = desktop.connect(5);
    QCOMPARE(order, QStringList{QStringLiteral("barrier")}); // ClientInit
    order.clear();
    client->setEncodings({Encoding::raw});
    client->send(cutText("a") + cutText("b") + QByteArray::fromHex("06000000fffffffc02000001")
                 + rfb::ByteWriter().u8(251).u8(0).u16(300).u16(200).u8(1).u8(0).data()
                 + QByteArray(16, '\0'));
    client->requestAll(false);
    QVERIFY(client->update());
    QCOMPARE(order.join(QLatin1Char(' ')),
             QStringLiteral("text barrier text barrier barrier size barrier"));
}

void TestVncViewers::takesNoInput_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("key") << rfb::ByteWriter().u8(4).u8(1).padding(2).u32(0x61).data();
    QTest::newRow("QEMU key") << rfb::ByteWriter().u8(255).u8(0).u16(1).u32(0x61).u32(0x1E).data();
    QTest::newRow("pointer") << rfb::ByteWriter().u8(5).u8(1).u16(1).u16(1).data();
    QTest::newRow("wide pointer") << rfb::ByteWriter().u8(240).u8(0).u8(1).u16(3).u16(4).data();
}

/** Nothing is played that came past the InputDesk, which would lose its order. */
void TestVncViewers::takesNoInput()
{
    QFETCH(QByteArray, message);
    VncFixture desktop;
    const auto client = desktop.connect(1);
    const auto other = desktop.connect(2);
    client->send(message);
    QTRY_COMPARE(desktop.gone.size(), 1);
    QCOMPARE(desktop.gone[0][0].toInt(), 1);
    other->requestAll(false);
    QVERIFY(other->update());
}

void TestVncViewers::keepsViewersToTheirRights()
{
    VncFixture desktop;
    QSignalSpy texts(&desktop.server, &VncServer::clipboardReceived);
    const auto client = desktop.connect(1, {false, false});
    client->send(cutText("hello"));
    client->requestAll(false);
    QVERIFY(client->update());
    QCOMPARE(texts.size(), 0);
}

void TestVncViewers::sharesTheClipboard()
{
    VncFixture desktop;
    QSignalSpy texts(&desktop.server, &VncServer::clipboardReceived);
    desktop.server.setClipboard(QStringLiteral("before"));
    const auto plain = desktop.connect(1);
    const auto modern = desktop.connect(2);
    plain->setEncodings({Encoding::raw});
    modern->setEncodings({Encoding::extendedClipboard});
    QCOMPARE(plain->cutText().value(), QByteArray("\3\0\0\0\0\0\0\6before", 14));
    QCOMPARE(modern->cutText().value().sliced(8).toHex(), QByteArray("1f00000100000000"));
    QCOMPARE(modern->cutText().value().sliced(8).toHex(), QByteArray("08000001"));
    // From one viewer to the host, and so to the other.
    plain->send(cutText("copied \xe4"));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toInt(), 1);
    QCOMPARE(texts[0][1].toString(), QStringLiteral("copied \u00e4"));
    QCOMPARE(modern->cutText().value().sliced(8).toHex(), QByteArray("08000001"));
    modern->send(QByteArray::fromHex("06000000fffffffc02000001"));
    QVERIFY(modern->cutText().value().sliced(8).startsWith(QByteArray::fromHex("10000001")));
    QVERIFY(!plain->cutText(50));
}

void TestVncViewers::withholdsTheClipboard()
{
    VncFixture desktop;
    QSignalSpy texts(&desktop.server, &VncServer::clipboardReceived);
    const auto client = desktop.connect(1, {true, false});
    client->setEncodings({Encoding::extendedClipboard});
    desktop.server.setClipboard(QStringLiteral("secret"));
    client->send(cutText("hello") + QByteArray::fromHex("06000000fffffffc02000001")
                 + QByteArray::fromHex("06000000fffffffc04000000"));
    client->requestAll(false);
    QVERIFY(client->update());
    QVERIFY(!client->cutText(0));
    QCOMPARE(texts.size(), 0);
}

void TestVncViewers::codesOnceForAll()
{
    VncFixture desktop;
    const std::unique_ptr<RfbTestClient> clients[] = {desktop.connect(1), desktop.connect(2)};
    // Were it coded for each, the past of their streams would make it different bytes.
    clients[0]->setEncodings({Encoding::tight});
    clients[0]->requestAll(false);
    QVERIFY(clients[0]->update());
    clients[1]->setEncodings({Encoding::tight});
    desktop.paint(QRect(7, 7, 100, 50), VncFixture::noise);
    QList<QByteArray> sent;
    for (const auto &client : clients) {
        client->requestAll(false);
        const auto update = client->update();
        QVERIFY(update);
        QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), desktop.size)));
        QByteArray bytes;
        for (const auto &rect : update->rects)
            bytes += rect.data;
        sent.append(bytes);
    }
    QCOMPARE(sent[0].toHex(), sent[1].toHex());
}

void TestVncViewers::goesOnAlone()
{
    VncFixture desktop;
    const auto client = desktop.connect(1);
    client->setEncodings({Encoding::tight});
    const auto isShown = [&] {
        desktop.paint(QRect(7, 7, 100, 50), VncFixture::noise);
        client->requestAll(false);
        return client->update() && desktop.isShownBy(*client, QRect(QPoint(), desktop.size));
    };
    QVERIFY(isShown());
    for (ViewerId other : {2, 3}) {
        const auto second = desktop.connect(other);
        QVERIFY(isShown());
        desktop.server.closeViewer(other);
        QVERIFY(isShown());
    }
}

void TestVncViewers::runsCaptureWhileSomebodyWatches()
{
    VncFixture desktop;
    desktop.server.closeViewer(1);
    QCOMPARE(desktop.gone.size(), 0);
    const auto one = desktop.connect(1);
    const auto two = desktop.connect(2);
    QVERIFY(one && two);
    QCOMPARE(desktop.captureWanted.size(), 1);
    desktop.server.closeViewer(1);
    desktop.server.closeViewer(1);
    QCOMPARE(desktop.gone.size(), 1);
    QTRY_VERIFY(one->isClosedByPeer());
    QCOMPARE(desktop.captureWanted.size(), 1);
    desktop.server.closeViewer(2);
    QCOMPARE(desktop.captureWanted.size(), 2);
    QCOMPARE(desktop.captureWanted[1][0].toBool(), false);
    const auto again = desktop.connect(1);
    QVERIFY(again);
    QCOMPARE(desktop.captureWanted.size(), 3);
    again->requestAll(false);
    QVERIFY(again->update());
}

void TestVncViewers::closesFromInsideItsOwnSignal()
{
    VncFixture desktop;
    const auto client = desktop.connect(1);
    const auto other = desktop.connect(2);
    QObject::connect(&desktop.server, &VncServer::clipboardReceived, &desktop.server,
                     [&](ViewerId viewer) { desktop.server.closeViewer(viewer); });
    client->send(cutText("a") + cutText("b"));
    QTRY_COMPARE(desktop.gone.size(), 1);
    other->requestAll(false);
    QVERIFY(other->update());
}

void TestVncViewers::survivesLeaving_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("before ClientInit") << QByteArray();
    QTest::newRow("after ClientInit") << QByteArray(1, '\1');
    QTest::newRow("inside a message") << QByteArray("\1\5\0\0", 4);
    QTest::newRow("inside a long one")
        << QByteArray(1, '\1') + cutText(QByteArray(500, 'x')).first(200);
    QTest::newRow("inside an update") << QByteArray("\1\3\0\0\0\0\0\x0f\xa0\x0b\xb8", 11);
}

void TestVncViewers::survivesLeaving()
{
    QFETCH(QByteArray, last);
    VncFixture desktop(QSize(2000, 1000));
    const auto other = desktop.connect(2);
    const int fd = desktop.open(1);
    QVERIFY(fd >= 0);
    QCOMPARE(::send(fd, last.constData(), std::size_t(last.size()), MSG_NOSIGNAL), last.size());
    ::close(fd);
    QTRY_COMPARE(desktop.gone.size(), 1);
    QCOMPARE(desktop.gone[0][0].toInt(), 1);
    other->requestAll(false);
    QVERIFY(other->update());
}

void TestVncViewers::survivesGarbage()
{
    VncFixture desktop;
    const auto other = desktop.connect(2);
    quint32 state = 12345;
    for (int round = 0; round < 50; ++round) {
        const auto client = desktop.connect(1);
        QVERIFY(client);
        QByteArray garbage;
        for (int i = 0; i < 4000; ++i) {
            state = state * 1664525 + 1013904223;
            // Small numbers make known messages, and so go deeper.
            garbage.append(char(i % 3 ? state >> 24 : state >> 29));
        }
        client->send(garbage);
        QCoreApplication::processEvents();
        desktop.server.closeViewer(1);
    }
    other->requestAll(false);
    QVERIFY(other->update());
}

void TestVncViewers::survivesOneThatTakesNothing()
{
    VncFixture desktop(QSize(2000, 1000));
    const auto other = desktop.connect(2);
    const int fd = desktop.open(1);
    QVERIFY(fd >= 0);
    const QByteArray wish("\1\3\0\0\0\0\0\x0f\xa0\x0b\xb8", 11);
    QCOMPARE(::send(fd, wish.constData(), std::size_t(wish.size()), MSG_NOSIGNAL), wish.size());
    QElapsedTimer clock;
    clock.start();
    QTRY_COMPARE_WITH_TIMEOUT(desktop.gone.size(), 1, 15000);
    QVERIFY(clock.elapsed() < 12000);
    other->requestAll(false);
    QVERIFY(other->update());
    ::close(fd);
}

void TestVncViewers::leaksNoDescriptor()
{
    VncFixture desktop;
    const auto other = desktop.connect(2);
    const qsizetype before = openDescriptors();
    for (int i = 0; i < 200; ++i) {
        const int fd = desktop.open(1);
        QVERIFY(fd >= 0);
        if (i % 2)
            ::close(fd);
        desktop.server.closeViewer(1);
        if (i % 2 == 0)
            ::close(fd);
    }
    QCoreApplication::processEvents();
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(desktop.gone.size(), 200);
}

void TestVncViewers::turnsAwayHighDescriptors()
{
    VncFixture desktop;
    QList<int> fillers;
    int fd = 0;
    while ((fd = ::dup(0)) >= 0 && fd < 1010)
        fillers.append(fd);
    if (fd >= 0)
        fillers.append(fd);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("too many open files")));
    desktop.server.openViewer(1, {});
    QCOMPARE(desktop.opened.size(), 0);
    QCOMPARE(desktop.gone.size(), 1);
    QCOMPARE(desktop.captureWanted.size(), 0);
    for (const int filler : fillers)
        ::close(filler);
    QVERIFY(desktop.connect(1));
}

QTEST_GUILESS_MAIN(TestVncViewers)
#include "tst_VncViewers.moc"
