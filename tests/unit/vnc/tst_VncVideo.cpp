#include "VideoDecoder.h"
#include "VncFixture.h"
#include "vnc/AnnexB.h"
#include "vnc/VideoEncoder.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <utility>

using namespace oriel;
namespace Encoding = oriel::rfb::Encoding;

namespace {

constexpr QSize desktopSize(640, 400);
const QRect film(64, 48, 320, 240);

QList<qint32> offered()
{
    return {Encoding::copyRect, Encoding::openH264, Encoding::tight, -26,
            Encoding::lastRect, Encoding::cursor,   Encoding::fence, Encoding::continuousUpdates};
}

std::unique_ptr<RfbTestClient> watch(VncFixture &desktop, ViewerId viewer,
                                     const QList<qint32> &encodings = offered())
{
    auto client = desktop.connect(viewer);
    client->setEncodings(encodings);
    client->requestAll(false);
    if (!client->update())
        return {};
    client->enableContinuousUpdates();
    return client;
}

/** As noVNC does: what a rectangle holds is cut behind each picture. */
bool decode(VideoDecoder &decoder, const RfbTestClient::Rect &rect)
{
    QByteArray picture;
    for (const AnnexB::Unit &unit : AnnexB::units(QByteArrayView(rect.data).sliced(4))) {
        picture.append(unit.bytes);
        if (unit.type != AnnexB::Slice && unit.type != AnnexB::KeySlice)
            continue;
        if (!decoder.decode(picture))
            return false;
        picture.clear();
    }
    return picture.isEmpty();
}

/** Reads until nothing comes any more: whether `client` then has the whole picture right. */
bool becomesExact(VncFixture &desktop, RfbTestClient &client)
{
    while (client.update(1500)) { }
    return desktop.isShownBy(client, QRect(QPoint(), desktopSize));
}

} // namespace

/** Areas that keep changing, on their way to viewers that take H.264. */
class TestVncVideo : public QObject {
    Q_OBJECT

    /** Plays until `done`, the clients reading along; false after ten seconds. */
    template <typename Done>
    static bool play(VncFixture &desktop, const QList<RfbTestClient *> &clients, Done done)
    {
        QElapsedTimer time;
        time.start();
        for (int frame = 0; !done() && time.elapsed() < 10000; ++frame) {
            // One column more or less: fixture paints the same noise for the same corner.
            desktop.paint(film.adjusted(frame % 16, 0, 0, 0), VncFixture::noise);
            for (RfbTestClient *client : clients)
                client->update(4);
        }
        return done();
    }

private slots:
    void initTestCase()
    {
        if (!VideoEncoders::find())
            QSKIP("no H.264 encoder here");
    }

    void becomesVideoAndIsExactAtRest()
    {
        VncFixture desktop(desktopSize);
        const auto client = watch(desktop, 1);
        QVERIFY(client);
        QVERIFY(play(desktop, {client.get()}, [&] { return client->videos().size() > 20; }));
        // On a busy machine it may be seen to be larger than it seemed at first.
        QRect place;
        std::unique_ptr<VideoDecoder> decoder;
        for (const RfbTestClient::Rect &rect : client->videos()) {
            if (std::exchange(place, rect.place) != rect.place)
                decoder = std::make_unique<VideoDecoder>();
            QVERIFY(decode(*decoder, rect));
        }
        QVERIFY(place.contains(film.adjusted(32, 16, -16, -16)));
        QVERIFY(becomesExact(desktop, *client));
    }

    void whoDoesNotTakeItGetsPictures()
    {
        VncFixture desktop(desktopSize);
        QList<qint32> without = offered();
        without.removeOne(Encoding::openH264);
        const auto modern = watch(desktop, 1);
        const auto plain = watch(desktop, 2, without);
        QVERIFY(modern && plain);
        QVERIFY(play(desktop, {modern.get(), plain.get()},
                     [&] { return modern->videos().size() > 5; }));
        QVERIFY(plain->videos().isEmpty());
        QVERIFY(!plain->lossy().isEmpty());
    }

    void whoWantsTheBestGetsNone()
    {
        VncFixture desktop(desktopSize);
        constexpr qint32 usual = Encoding::jpegQuality0 + 6;
        QList<qint32> best = offered();
        best.replace(best.indexOf(usual), Encoding::jpegQuality9);
        const auto modern = watch(desktop, 1);
        const auto choosy = watch(desktop, 2);
        QVERIFY(modern && choosy);
        QVERIFY(play(desktop, {modern.get(), choosy.get()},
                     [&] { return choosy->videos().size() > 5; }));
        choosy->setEncodings(best);
        const qsizetype pictures = choosy->lossy().size();
        QVERIFY(play(desktop, {modern.get(), choosy.get()},
                     [&] { return choosy->lossy().size() > pictures + 10; }));
        const qsizetype videos = choosy->videos().size();
        QVERIFY(play(desktop, {modern.get(), choosy.get()},
                     [&] { return choosy->lossy().size() > pictures + 20; }));
        QCOMPARE(choosy->videos().size(), videos);
        choosy->setEncodings(offered());
        QVERIFY(play(desktop, {modern.get(), choosy.get()},
                     [&] { return choosy->videos().size() > videos + 5; }));
        QVERIFY(becomesExact(desktop, *choosy));
    }

    void whoComesLaterBeginsWithAKeyPicture()
    {
        VncFixture desktop(desktopSize);
        const auto first = watch(desktop, 1);
        QVERIFY(first);
        QVERIFY(play(desktop, {first.get()}, [&] { return first->videos().size() > 5; }));
        const auto second = watch(desktop, 2);
        QVERIFY(second);
        QVERIFY(play(desktop, {first.get(), second.get()},
                     [&] { return second->videos().size() > 5; }));
        VideoDecoder decoder;
        for (const RfbTestClient::Rect &rect : second->videos())
            QVERIFY(decode(decoder, rect));
    }

    void whoFallsSilentGetsPicturesForAWhile()
    {
        VncFixture desktop(desktopSize);
        QSignalSpy stuck(&desktop.server, &VncServer::viewerStuck);
        const auto client = watch(desktop, 1);
        QVERIFY(client);
        QVERIFY(play(desktop, {client.get()}, [&] { return client->videos().size() > 5; }));
        client->setAnswersFences(false);
        QVERIFY(play(desktop, {client.get()}, [&] { return !stuck.isEmpty(); }));
        QCOMPARE(stuck.first().first().value<ViewerId>(), ViewerId(1));
        const qsizetype videos = client->videos().size();
        const qsizetype pictures = client->lossy().size();
        client->setAnswersFences(true);
        QVERIFY(
            play(desktop, {client.get()}, [&] { return client->lossy().size() > pictures + 30; }));
        QCOMPARE(client->videos().size(), videos);
        // It drew again before its line was found to be well.
        desktop.server.noteAlive(1);
        QVERIFY(desktop.gone.isEmpty());
        QVERIFY(becomesExact(desktop, *client));
    }

    void whoseDecoderStoppedBeginsAnewWithoutVideo()
    {
        VncFixture desktop(desktopSize);
        QSignalSpy stuck(&desktop.server, &VncServer::viewerStuck);
        const auto other = watch(desktop, 2);
        auto client = watch(desktop, 1);
        QVERIFY(client && other);
        const auto both = [&] { return QList<RfbTestClient *>{client.get(), other.get()}; };
        QVERIFY(play(desktop, both(), [&] { return client->videos().size() > 5; }));
        client->setAnswersFences(false);
        QVERIFY(play(desktop, both(), [&] { return !stuck.isEmpty(); }));
        desktop.server.noteAlive(2); // which is not stuck
        QVERIFY(desktop.gone.isEmpty());
        desktop.server.noteAlive(1);
        QCOMPARE(desktop.gone.size(), 1);
        QCOMPARE(desktop.gone.first().first().value<ViewerId>(), ViewerId(1));
        client = watch(desktop, 1);
        QVERIFY(client);
        const qsizetype others = other->videos().size();
        QVERIFY(play(desktop, both(), [&] {
            return client->lossy().size() > 30 && other->videos().size() > others + 30;
        }));
        QVERIFY(client->videos().isEmpty());

        // The first of the next session is somebody else.
        desktop.server.closeViewer(1);
        desktop.server.beginSession();
        client = watch(desktop, 1);
        QVERIFY(client);
        QVERIFY(play(desktop, both(), [&] { return client->videos().size() > 5; }));
    }
};

QTEST_GUILESS_MAIN(TestVncVideo)
#include "tst_VncVideo.moc"
