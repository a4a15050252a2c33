#include "XProgram.h"
#include "XServer.h"
#include "desktop/x11/SharedSegment.h"
#include "desktop/x11/X11Backend.h"

#include <QDir>
#include <QSignalSpy>
#include <QtTest>

using namespace oriel;
using namespace oriel::test;

namespace {

QByteArray pictureOf(FrameStore &store)
{
    const FrameStore::Access access = store.read();
    return QByteArray(reinterpret_cast<const char *>(access->row(0)),
                      qsizetype(access->stride()) * access->height());
}

/** A backend with capture running and its signals recorded. */
struct Watched {
    explicit Watched(const XServer &server)
        : backend(DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error))
        , frames(&backend->capture(), &ScreenCapture::framePublished)
        , layouts(&backend->capture(), &ScreenCapture::layoutChanged)
        , cursors(&backend->capture(), &ScreenCapture::cursorChanged)
        , moves(&backend->capture(), &ScreenCapture::pointerMoved)
        , states(&backend->capture(), &ScreenCapture::screenStateChanged)
        , failures(&backend->capture(), &ScreenCapture::failed)
    {
        backend->capture().start();
    }
    QRegion damage(qsizetype frame) { return frames.at(frame).at(0).value<QRegion>(); }
    bool waitForFrames(qsizetype count)
    {
        return QTest::qWaitFor([this, count] { return frames.count() >= count; }, 10000);
    }

    FrameStore store;
    QString error;
    std::unique_ptr<DesktopBackend> backend;
    QSignalSpy frames;
    QSignalSpy layouts;
    QSignalSpy cursors;
    QSignalSpy moves;
    QSignalSpy states;
    QSignalSpy failures;
};

QByteArray sharedSegments()
{
    QFile file(QStringLiteral("/proc/sysvipc/shm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList openFiles()
{
    QStringList targets;
    const QDir dir(QStringLiteral("/proc/self/fd"));
    for (const QFileInfo &info : dir.entryInfoList(QDir::AllEntries | QDir::System))
        targets += info.symLinkTarget();
    return targets;
}

} // namespace

class tst_X11Capture : public QObject {
    Q_OBJECT

private slots:
    void firstFrameIsTheWholeScreen();
    void nextFrameIsTheDamage();
    void staticScreenIsSilent();
    void damageMergesUntilRequested();
    void readerDelaysAndLosesNothing();
    void otherServers_data();
    void otherServers();
    void unusableDepth();
    void sharedMemoryLeavesNothing();
    void segmentKinds_data();
    void segmentKinds();
    void stopsAndStartsAgain();
    void resizes();
    void fixedSizeIsRefused();
    void cursor();
    void pointerMoves();
    void screenSaver();
    void serverDies();
    void serverDiesBeforeStart();
    void speed();
};

void tst_X11Capture::firstFrameIsTheWholeScreen()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    program.fill({0, 0, 640, 480}, 0x204060);
    program.fill({639, 479, 1, 1}, 0xffffff);
    program.fill({17, 33, 101, 55}, 0xff8001);
    const QByteArray expected = program.screenshot();
    Watched watched(server);
    QCOMPARE(watched.layouts.count(), 1);
    const auto layout = watched.layouts.at(0).at(0).value<ScreenLayout>();
    QCOMPARE(layout.size, QSize(640, 480));
    QCOMPARE(layout.monitors.size(), 1);
    QCOMPARE(layout.monitors.at(0).geometry, QRect(0, 0, 640, 480));
    QVERIFY(watched.waitForFrames(1));
    QCOMPARE(watched.damage(0), QRegion(0, 0, 640, 480));
    QVERIFY(pictureOf(watched.store) == expected);
    const FrameStore::Access access = watched.store.read();
    const std::uint8_t *pixel = access->row(33) + 17 * 4;
    QCOMPARE(pixel[0], 0xff);
    QCOMPARE(pixel[1], 0x80);
    QCOMPARE(pixel[2], 0x01);
    QCOMPARE(pixel[3], 0);
}

void tst_X11Capture::nextFrameIsTheDamage()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    watched.backend->capture().requestFrame();
    program.fill({100, 50, 30, 20}, 0x123456);
    QVERIFY(watched.waitForFrames(2));
    QCOMPARE(watched.damage(1), QRegion(100, 50, 30, 20));
    QVERIFY(pictureOf(watched.store) == program.screenshot());
}

void tst_X11Capture::staticScreenIsSilent()
{
    XServer server;
    QVERIFY(server.start());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    watched.backend->capture().requestFrame();
    QVERIFY(!watched.frames.wait(500));
}

void tst_X11Capture::damageMergesUntilRequested()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    program.fill({0, 0, 10, 10}, 0x111111);
    program.fill({600, 400, 10, 10}, 0x222222);
    program.screenshot(); // the server has drawn
    QVERIFY(!watched.frames.wait(200));
    watched.backend->capture().requestFrame();
    QVERIFY(watched.waitForFrames(2));
    QCOMPARE(watched.damage(1), QRegion(0, 0, 10, 10) + QRegion(600, 400, 10, 10));
    QVERIFY(pictureOf(watched.store) == program.screenshot());
}

void tst_X11Capture::readerDelaysAndLosesNothing()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    watched.backend->capture().requestFrame();
    std::atomic<bool> holding = false;
    std::atomic<bool> letGo = false;
    const std::unique_ptr<QThread> reader(QThread::create([&] {
        const FrameStore::Access access = watched.store.read();
        holding = true;
        letGo.wait(false);
    }));
    reader->start();
    QTRY_VERIFY(holding);
    program.fill({5, 6, 7, 8}, 0x00ff00);
    QVERIFY(!watched.frames.wait(200));
    letGo = true;
    letGo.notify_all();
    QVERIFY(watched.waitForFrames(2));
    QCOMPARE(watched.damage(1), QRegion(5, 6, 7, 8));
    QVERIFY(reader->wait());
    QVERIFY(pictureOf(watched.store) == program.screenshot());
}

void tst_X11Capture::otherServers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("missing");
    const auto without = [](const char *extension) {
        return QStringList{QStringLiteral("-extension"), QString::fromLatin1(extension)};
    };
    QTest::newRow("no MIT-SHM") << without("MIT-SHM") << "MIT-SHM";
    QTest::newRow("no DAMAGE") << without("DAMAGE") << "DAMAGE";
    QTest::newRow("no XTEST") << without("XTEST") << "XTEST";
    QTest::newRow("no RANDR") << without("RANDR") << "";
    QTest::newRow("no XFIXES") << without("XFIXES") << "";
    QTest::newRow("no XInput") << without("XInputExtension") << "";
}

void tst_X11Capture::otherServers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, missing);
    XServer server;
    if (!server.start(arguments))
        QSKIP("This X server can't do without it");
    XProgram program(server.display());
    program.fill({10, 10, 100, 100}, 0x8090a0);
    Watched watched(server);
    QVERIFY(watched.backend->limitations().contains(missing));
    QVERIFY(watched.waitForFrames(1));
    QVERIFY(pictureOf(watched.store) == program.screenshot());
    watched.backend->capture().requestFrame();
    program.fill({300, 200, 50, 40}, 0x654321);
    QVERIFY(watched.waitForFrames(2));
    QVERIFY(QRegion(300, 200, 50, 40).subtracted(watched.damage(1)).isEmpty());
    QVERIFY(pictureOf(watched.store) == program.screenshot());
    watched.backend->input().pointer(1, {QPoint(3, 3), 1});
    watched.backend->input().key(1, {'a', 0, true});
    watched.backend->input().releaseAll(1);
}

void tst_X11Capture::unusableDepth()
{
    XServer server;
    QVERIFY(server.start({}, QStringLiteral("Xvfb"), QStringLiteral("640x480"), 8));
    FrameStore store;
    QString error;
    QVERIFY(!DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error));
    QVERIFY(error.contains(QStringLiteral("8")) && error.contains(QStringLiteral("24")));
}

void tst_X11Capture::sharedMemoryLeavesNothing()
{
    XServer server;
    QVERIFY(server.start());
    const QByteArray before = sharedSegments();
    {
        Watched watched(server);
        QVERIFY(watched.waitForFrames(1));
        QVERIFY(static_cast<X11Backend &>(*watched.backend).capture().usesSharedMemory());
        QVERIFY(openFiles().filter(QStringLiteral("oriel-screen")).isEmpty());
    }
    QCOMPARE(sharedSegments(), before);
}

void tst_X11Capture::segmentKinds_data()
{
    QTest::addColumn<SharedSegment::Kind>("kind");
    QTest::newRow("memfd") << SharedSegment::Kind::MemFd;
    QTest::newRow("System V") << SharedSegment::Kind::SysV;
}

void tst_X11Capture::segmentKinds()
{
    QFETCH(SharedSegment::Kind, kind);
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    program.fill({0, 0, 4, 1}, 0x0a0b0c);
    QString error;
    const auto connection = X11Connection::open(server.display(), &error);
    const auto segment = SharedSegment::create(*connection, 65536, kind);
    QVERIFY(segment);
    program.screenshot();
    QVERIFY(xcbReply(xcb_shm_get_image_reply, connection->xcb(),
                     xcb_shm_get_image(connection->xcb(), connection->root(), 0, 0, 4, 1, ~0U,
                                       XCB_IMAGE_FORMAT_Z_PIXMAP, segment->id(), 0)));
    QCOMPARE(segment->data()[0], 0x0c);
    QCOMPARE(segment->data()[2], 0x0a);
    // Nobody else's: memfd has no name, System V lists "key id permissions size creator …".
    const QByteArray creator = QByteArray::number(QCoreApplication::applicationPid());
    for (const QByteArray &line : sharedSegments().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() > 4 && fields[4] == creator)
            QCOMPARE(fields[2].toInt(nullptr, 8) & 0777, 0600);
    }
}

void tst_X11Capture::stopsAndStartsAgain()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    watched.backend->capture().stop();
    program.fill({1, 1, 200, 200}, 0x998877);
    program.screenshot();
    QVERIFY(!watched.frames.wait(200));
    watched.backend->capture().start();
    QVERIFY(watched.waitForFrames(2));
    QCOMPARE(watched.damage(1), QRegion(0, 0, 640, 480));
    QVERIFY(pictureOf(watched.store) == program.screenshot());
    watched.backend->capture().stop();
}

void tst_X11Capture::resizes()
{
    XServer server;
    QVERIFY(server.start({}, QStringLiteral("Xvnc")));
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    qsizetype frames = 1;
    // One that the server offers, one that it doesn't, and smaller ones.
    for (const QSize size : {QSize(1024, 768), QSize(1003, 701), QSize(333, 222)}) {
        watched.backend->capture().requestFrame();
        QVERIFY(watched.backend->resizeDesktop(size));
        QTRY_COMPARE(watched.layouts.last().at(0).value<ScreenLayout>().size, size);
        QCOMPARE(watched.layouts.last().at(0).value<ScreenLayout>().monitors.at(0).geometry,
                 QRect(QPoint(0, 0), size));
        QVERIFY(watched.waitForFrames(++frames));
        while (watched.store.read()->size() != size) { // one may have been under way
            watched.backend->capture().requestFrame();
            QVERIFY(watched.waitForFrames(++frames));
        }
        QCOMPARE(watched.damage(watched.frames.count() - 1), QRegion(QRect(QPoint(0, 0), size)));
        program.fill({0, 0, 300, 200}, quint32(size.width()));
        watched.backend->capture().requestFrame();
        QVERIFY(watched.waitForFrames(++frames));
        QTRY_VERIFY_WITH_TIMEOUT((watched.backend->capture().requestFrame(),
                                  pictureOf(watched.store) == program.screenshot()),
                                 5000);
        frames = watched.frames.count();
    }
}

void tst_X11Capture::fixedSizeIsRefused()
{
    XServer server;
    QVERIFY(server.start());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    QVERIFY(!watched.backend->resizeDesktop({800, 600}));
    QVERIFY(!watched.backend->resizeDesktop({}));
    QVERIFY(watched.backend->resizeDesktop({640, 480}));
}

void tst_X11Capture::cursor()
{
    XServer server;
    QVERIFY(server.start());
    XProgram program(server.display());
    Watched watched(server);
    QVERIFY(watched.cursors.count() >= 1);
    watched.cursors.clear();
    program.setCursor({2, 2}, {1, 0}, {0xff102030, 0x80402010, 0x00000000, 0xffffffff});
    QTRY_VERIFY(!watched.cursors.isEmpty());
    const auto shape = watched.cursors.last().at(0).value<CursorShape>();
    QCOMPARE(shape.size, QSize(2, 2));
    QCOMPARE(shape.hotSpot, QPoint(1, 0));
    QCOMPARE(shape.pixels.toHex(), QByteArray("102030ff4020108000000000ffffffff"));
}

void tst_X11Capture::pointerMoves()
{
    XServer server;
    QVERIFY(server.start());
    Watched watched(server);
    QVERIFY(!watched.moves.isEmpty());
    watched.backend->input().pointer(1, {QPoint(123, 45), 0});
    QTRY_COMPARE(watched.moves.last().at(0).toPoint(), QPoint(123, 45));
    watched.backend->input().pointer(1, {QPoint(7, 8), 0});
    watched.backend->input().pointer(1, {QPoint(9, 10), 0});
    QTRY_COMPARE(watched.moves.last().at(0).toPoint(), QPoint(9, 10));
    watched.backend->input().pointer(1, {QPoint(-5, 100000), 0});
    QTRY_COMPARE(watched.moves.last().at(0).toPoint(), QPoint(0, 479));
    watched.moves.clear();
    QVERIFY(!watched.moves.wait(200));
}

void tst_X11Capture::screenSaver()
{
    XServer server;
    QVERIFY(server.start());
    Watched watched(server);
    QCOMPARE(watched.states.last().at(0).value<ScreenState>(), ScreenState::On);
    QVERIFY(server.run(QStringLiteral("xset"), {QStringLiteral("s"), QStringLiteral("activate")}));
    QTRY_COMPARE(watched.states.last().at(0).value<ScreenState>(), ScreenState::Blank);
    QVERIFY(server.run(QStringLiteral("xset"), {QStringLiteral("s"), QStringLiteral("reset")}));
    QTRY_COMPARE(watched.states.last().at(0).value<ScreenState>(), ScreenState::On);
}

void tst_X11Capture::serverDies()
{
    XServer server;
    QVERIFY(server.start());
    Watched watched(server);
    QVERIFY(watched.waitForFrames(1));
    watched.backend->clipboard().start();
    watched.backend->clipboard().setText(QStringLiteral("x"));
    watched.backend->input().key(1, {'a', 0, true});
    server.kill();
    QTRY_COMPARE(watched.failures.count(), 1);
    QVERIFY(watched.failures.at(0).at(0).toString().contains(server.display()));
    watched.backend->capture().requestFrame();
    watched.backend->input().pointer(1, {QPoint(1, 1), 1});
    watched.backend->input().key(1, {0x101f642, 0, true});
    watched.backend->input().releaseAll(1);
    watched.backend->clipboard().setText(QStringLiteral("y"));
    watched.backend->clipboard().stop();
    watched.backend->keepAwake(true);
    QVERIFY(!watched.backend->resizeDesktop({800, 600}));
    watched.backend->capture().stop();
    watched.backend.reset();
    QCOMPARE(watched.failures.count(), 1);
}

void tst_X11Capture::serverDiesBeforeStart()
{
    XServer server;
    QVERIFY(server.start());
    FrameStore store;
    QString error;
    const auto backend =
        DesktopBackend::open({QStringLiteral("x11"), server.display()}, store, &error);
    QSignalSpy failures(&backend->capture(), &ScreenCapture::failed);
    server.kill();
    backend->capture().start();
    QTRY_COMPARE(failures.count(), 1);
    backend->capture().stop();
}

void tst_X11Capture::speed()
{
    XServer server;
    QVERIFY(server.start({}, QStringLiteral("Xvfb"), QStringLiteral("1920x1080")));
    QString error;
    const auto connection = X11Connection::open(server.display(), &error);
    const auto grabber = ScreenGrabber::create(*connection, &error);
    QVERIFY(grabber);
    grabber->resize({1920, 1080});
    Framebuffer framebuffer({1920, 1080});
    QBENCHMARK { QVERIFY(grabber->grab(QRegion(0, 0, 1920, 1080), framebuffer)); }
}

QTEST_GUILESS_MAIN(tst_X11Capture)
#include "tst_X11Capture.moc"
