#include "desktop/fake/FakeBackend.h"
#include "desktop/fake/FakePattern.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

using namespace oriel;

class tst_FakeBackend : public QObject {
    Q_OBJECT

private slots:
    void refusesBadNames_data();
    void refusesBadNames();
    void isOnlyForItsName();
    void publishesThePattern();
    void waitsForRequests();
    void waitsForReaders();
    void recordsInput();
    void resizes();
    void playsHostEvents();
    void hasMonitorsToUnplug();

private:
    static std::unique_ptr<DesktopBackend> open(const QString &display, FrameStore &store,
                                                QString *error = nullptr)
    {
        QString ignored;
        return DesktopBackend::open({QString(), display}, store, error ? error : &ignored);
    }
    static bool showsPattern(FrameStore &store)
    {
        const FrameStore::Access access = store.read();
        const quint32 frame = FakePattern::frameOf(*access.framebuffer());
        for (int y = 0; y < access->height(); ++y) {
            for (int x = 0; x < access->width(); ++x) {
                const std::uint8_t *p = access->row(y) + 4 * x;
                const quint32 pixel = p[0] | quint32(p[1]) << 8 | quint32(p[2]) << 16;
                if (pixel != FakePattern::pixel(access->size(), frame, x, y) || p[3])
                    return false;
            }
        }
        return true;
    }
};

void tst_FakeBackend::refusesBadNames_data()
{
    QTest::addColumn<QString>("display");
    for (const char *name :
         {"fake:", "fake:640", "fake:640x", "fake:10x10", "fake:99999x480", "fake:640x480,speed=3",
          "fake:640x480,monitors=0", "fake:640x480,record=/no/such/folder/f"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_FakeBackend::refusesBadNames()
{
    QFETCH(QString, display);
    FrameStore store;
    QString error;
    const auto backend = DesktopBackend::open({QStringLiteral("fake"), display}, store, &error);
    QVERIFY(!backend);
    QVERIFY(!error.isEmpty());
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void tst_FakeBackend::isOnlyForItsName()
{
    FrameStore store;
    QString error;
    QVERIFY(!DesktopBackend::open({QStringLiteral("fake"), QStringLiteral(":0")}, store, &error));
    QVERIFY(!DesktopBackend::open({QStringLiteral("nonsense"), QString()}, store, &error));
    QVERIFY(!error.isEmpty());
}

void tst_FakeBackend::publishesThePattern()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200,fps=100"), store);
    QVERIFY(backend);
    QSignalSpy frames(&backend->capture(), &ScreenCapture::framePublished);
    QSignalSpy layouts(&backend->capture(), &ScreenCapture::layoutChanged);
    QSignalSpy cursors(&backend->capture(), &ScreenCapture::cursorChanged);
    backend->capture().start();
    QCOMPARE(layouts.count(), 1);
    QCOMPARE(layouts.at(0).at(0).value<ScreenLayout>().size, QSize(320, 200));
    const auto cursor = cursors.at(0).at(0).value<CursorShape>();
    QCOMPARE(cursor.pixels.size(), qsizetype(cursor.size.width()) * cursor.size.height() * 4);
    QTRY_COMPARE(frames.count(), 1);
    QCOMPARE(frames.at(0).at(0).value<QRegion>(), QRegion(0, 0, 320, 200));
    QVERIFY(showsPattern(store));
    for (int i = 2; i < 6; ++i) {
        backend->capture().requestFrame();
        QTRY_COMPARE(frames.count(), i);
        QVERIFY(showsPattern(store));
    }
    backend->capture().stop();
}

void tst_FakeBackend::waitsForRequests()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200,fps=0"), store);
    QSignalSpy frames(&backend->capture(), &ScreenCapture::framePublished);
    backend->capture().start();
    QTRY_COMPARE(frames.count(), 1);
    backend->input().key(1, {'a', 0, true});
    QCOMPARE(frames.count(), 1);
    backend->capture().requestFrame();
    QCOMPARE(frames.count(), 2);
    backend->capture().requestFrame();
    QCOMPARE(frames.count(), 2);
    backend->input().key(1, {'a', 0, true});
    QCOMPARE(frames.count(), 3);
    QCOMPARE(FakePattern::frameOf(*store.read().framebuffer()), 2U);
    QVERIFY(showsPattern(store));
    backend->capture().stop();
}

void tst_FakeBackend::waitsForReaders()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200,fps=0"), store);
    QSignalSpy frames(&backend->capture(), &ScreenCapture::framePublished);
    backend->capture().start();
    QTRY_COMPARE(frames.count(), 1);
    const std::unique_ptr<QThread> reader(QThread::create([&store, &backend] {
        const FrameStore::Access access = store.read();
        QMetaObject::invokeMethod(
            backend.get(),
            [&backend] {
                backend->capture().requestFrame();
                backend->input().key(1, {'a', 0, true});
            },
            Qt::BlockingQueuedConnection);
    }));
    reader->start();
    QTRY_VERIFY(reader->isFinished());
    QTRY_COMPARE(frames.count(), 2);
}

void tst_FakeBackend::recordsInput()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("record"));
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200,record=") + path, store);
    QVERIFY(backend);
    backend->input().pointer(1, {QPoint(3, 4), 1});
    backend->input().key(1, {'a', 30, true});
    backend->clipboard().setText(QStringLiteral("漢"));
    backend->input().releaseAll(1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    const auto entry = [&lines](qsizetype i) { return QJsonDocument::fromJson(lines[i]).object(); };
    QCOMPARE(entry(0),
             QJsonDocument::fromJson(R"({"type":"pointer","viewer":1,"x":3,"y":4,"buttons":1})")
                 .object());
    QCOMPARE(entry(1),
             QJsonDocument::fromJson(
                 R"({"type":"key","viewer":1,"keysym":97,"scancode":30,"down":true})")
                 .object());
    QCOMPARE(entry(2)[u"text"].toString(), QStringLiteral("漢"));
    QCOMPARE(entry(3)[u"buttons"].toInt(), 1);
}

void tst_FakeBackend::resizes()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200,fps=0"), store);
    QSignalSpy frames(&backend->capture(), &ScreenCapture::framePublished);
    QSignalSpy layouts(&backend->capture(), &ScreenCapture::layoutChanged);
    backend->capture().start();
    QTRY_COMPARE(frames.count(), 1);
    QVERIFY(!backend->resizeDesktop({8, 8}));
    QVERIFY(backend->resizeDesktop({400, 300}));
    QCOMPARE(layouts.count(), 2);
    backend->capture().requestFrame();
    QCOMPARE(frames.count(), 2);
    QCOMPARE(store.read()->size(), QSize(400, 300));
    QVERIFY(showsPattern(store));
}

void tst_FakeBackend::playsHostEvents()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:320x200"), store);
    QSignalSpy texts(&backend->clipboard(), &HostClipboard::textChanged);
    QSignalSpy states(&backend->capture(), &ScreenCapture::screenStateChanged);
    QSignalSpy failures(&backend->capture(), &ScreenCapture::failed);
    QSignalSpy leds(&backend->capture(), &ScreenCapture::ledStateChanged);
    backend->capture().start();
    backend->clipboard().start();
    backend->input().key(1, {FakeBackend::copyKey, 0, true});
    QCOMPARE(texts.at(0).at(0).toString(), FakeBackend::copiedText());
    QSignalSpy pictures(&backend->clipboard(), &HostClipboard::pictureChanged);
    backend->input().key(1, {FakeBackend::copyPictureKey, 0, true});
    QCOMPARE(pictures.at(0).at(0).toByteArray(), FakeBackend::copiedPicture());
    QSignalSpy tooLarge(&backend->clipboard(), &HostClipboard::tooLarge);
    backend->input().key(1, {FakeBackend::copyTooMuchKey, 0, true});
    QCOMPARE(tooLarge.count(), 1);
    backend->input().key(1, {FakeBackend::lockKey, 0, true});
    QCOMPARE(states.last().at(0).value<ScreenState>(), ScreenState::Locked);
    backend->input().key(1, {0xffe5, 0, true});
    QCOMPARE(leds.last().at(0).toInt(), 4);
    backend->input().key(1, {FakeBackend::powerOffKey, 0, true});
    QCOMPARE(failures.count(), 1);
}

void tst_FakeBackend::hasMonitorsToUnplug()
{
    FrameStore store;
    const auto backend = open(QStringLiteral("fake:641x200,monitors=2"), store);
    QVERIFY(backend);
    const QSignalSpy layouts(&backend->capture(), &ScreenCapture::layoutChanged);
    const auto places = [&] {
        QList<QRect> rects;
        for (const Monitor &monitor : layouts.last().at(0).value<ScreenLayout>().monitors)
            rects.append(monitor.geometry);
        return rects;
    };
    backend->capture().start();
    const QList<QRect> both{QRect(0, 0, 320, 200), QRect(320, 0, 321, 200)};
    QCOMPARE(places(), both);
    const auto press = [&] {
        backend->input().key(1, {.keysym = FakeBackend::displayKey, .scancode = 0, .down = true});
        backend->input().key(1, {.keysym = FakeBackend::displayKey, .scancode = 0, .down = false});
    };
    press();
    QCOMPARE(places(), QList{QRect(0, 0, 641, 200)});
    press();
    QCOMPARE(places(), both);
    QCOMPARE(layouts.count(), 3);
    backend->capture().stop();
}

QTEST_GUILESS_MAIN(tst_FakeBackend)
#include "tst_FakeBackend.moc"
