#include "XProgram.h"
#include "XServer.h"
#include "desktop/DesktopBackend.h"

#include <QSignalSpy>
#include <QtTest>

using namespace oriel;
using namespace oriel::test;

class tst_X11Backend : public QObject {
    Q_OBJECT

private slots:
    void cleanup();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void environmentNamesTheDisplay();
    void hasAName();
    void nothingIsMissing();
    void keepsTheScreenAwake();
    void sessionCostsNoSelectionOrKey();
};

void tst_X11Backend::cleanup() { qunsetenv("DISPLAY"); }

void tst_X11Backend::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("display");
    QTest::addColumn<QString>("cure");
    QTest::newRow("none") << ""
                          << "--display";
    QTest::newRow("nonsense") << "what"
                              << ":0";
    QTest::newRow("not there") << ":59999"
                               << "XAUTHORITY";
}

void tst_X11Backend::saysWhatIsWrong()
{
    QFETCH(QString, display);
    QFETCH(QString, cure);
    FrameStore store;
    QString error;
    QVERIFY(!DesktopBackend::open({QStringLiteral("x11"), display}, store, &error));
    QVERIFY2(error.contains(cure), qPrintable(error));
    QVERIFY(error.contains(display));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void tst_X11Backend::environmentNamesTheDisplay()
{
    XServer server;
    QVERIFY(server.start());
    qputenv("DISPLAY", server.display().toLatin1());
    FrameStore store;
    QString error;
    QVERIFY(DesktopBackend::open({}, store, &error));
}

void tst_X11Backend::hasAName()
{
    XServer server;
    QVERIFY(server.start());
    FrameStore store;
    QString error;
    const auto backend =
        DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error);
    QVERIFY(backend->name().contains(QStringLiteral(" on ")));
    QVERIFY(backend->name().size() > 5);
}

void tst_X11Backend::nothingIsMissing()
{
    XServer server;
    QVERIFY(server.start());
    FrameStore store;
    QString error;
    const auto backend =
        DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error);
    QCOMPARE(backend->limitations(), QString());
}

void tst_X11Backend::keepsTheScreenAwake()
{
    XServer server;
    QVERIFY(server.start());
    FrameStore store;
    QString error;
    const auto backend =
        DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error);
    QSignalSpy states(&backend->capture(), &ScreenCapture::screenStateChanged);
    backend->capture().start();
    backend->keepAwake(true);
    QVERIFY(server.run(QStringLiteral("xset"),
                       {QStringLiteral("s"), QStringLiteral("1"), QStringLiteral("1")}));
    states.clear();
    QVERIFY(!states.wait(2500));
    backend->keepAwake(false);
    QTRY_VERIFY(!states.isEmpty());
    QCOMPARE(states.at(0).at(0).value<ScreenState>(), ScreenState::Blank);
    backend->capture().stop();
}

void tst_X11Backend::sessionCostsNoSelectionOrKey()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    const QByteArray layout = program.layout();
    FrameStore store;
    QString error;
    auto backend = DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error);
    backend->capture().start();
    backend->clipboard().start();
    backend->input().key(1, {0x101f642, 0, true});
    backend->input().key(1, {0xffe3, 0, true});
    backend->keepAwake(true);
    backend.reset(); // as an exit in the middle
    QTRY_VERIFY(program.keysDown().isEmpty());
    QCOMPARE(program.layout(), layout);
}

QTEST_GUILESS_MAIN(tst_X11Backend)
#include "tst_X11Backend.moc"
