#include "MovingPicture.h"
#include "VideoDecoder.h"
#include "vnc/AnnexB.h"
#include "vnc/AvcEncoders.h"
#include "vnc/VideoEncoder.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <QTest>

using namespace oriel;

namespace {

constexpr QSize videoSize(640, 360);

QList<int> unitTypes(const QByteArray &stream)
{
    QList<int> result;
    for (const AnnexB::Unit &unit : AnnexB::units(stream))
        result.append(unit.type);
    return result;
}

QList<int> wantedTypes(bool isKey)
{
    using namespace AnnexB;
    return isKey ? QList<int>{Sequence, PictureParameters, KeySlice} : QList<int>{Slice};
}

/** libx264 with something that may spoil it. */
AvcCodec plain(const char *parameters)
{
    return {"libx264",
            {{"preset", "ultrafast"},
             {"tune", "zerolatency"},
             {"forced-idr", "1"},
             {"x264-params", parameters}},
            {},
            {},
            true};
}

/** A film and what encoder and decoder make of it. */
class Film {
public:
    explicit Film(std::unique_ptr<VideoEncoder> videoEncoder, QSize size = videoSize,
                  double filmGrain = 0, int everyMs = 33)
        : encoder(std::move(videoEncoder))
        , picture(size)
        , grain(filmGrain)
        , interval(everyMs)
        , m_moving(size)
        , m_original(size)
    {
    }

    /** The next frame; false if it does not come out of the decoder at once. */
    bool play(bool wantsKey = false)
    {
        m_moving.paint(picture, frame, grain);
        const auto made = encoder->encode(picture, QPoint(), qint64(frame) * interval, wantsKey);
        ++frame;
        if (!made || !decoder.decode(made->data))
            return false;
        last = *made;
        m_original.load(picture, QRect(QPoint(), picture.size()));
        return true;
    }
    double psnr() const { return decoder.lumaPsnr(m_original); }

    std::unique_ptr<VideoEncoder> encoder;
    VideoDecoder decoder;
    Framebuffer picture;
    double grain;
    int interval;
    VideoPicture last;
    int frame = 0;

private:
    MovingPicture m_moving;
    I420Picture m_original;
};

} // namespace

/** H.264 as noVNC takes it, seen by another decoder. */
class TestVideoEncoder : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void rejectsWhatFailsTheTrial_data();
    void rejectsWhatFailsTheTrial();
    void takesTheFirstThatWorks();
    void looksRight_data();
    void looksRight();
    void isPlain();
    void saysItsColours();
    void showsColours();
    void makesKeysWhenAsked();
    void beginsWhenJoined();
    void keepsBitRate_data();
    void keepsBitRate();
    void changesBitRateWithoutKey();
    void takesAnySize_data();
    void takesAnySize();
    void takesItsAreaOnly();
    void takesTimesThatStandStill();
    void hasNoUseForNothing();

private:
    std::unique_ptr<VideoEncoder> make(QSize size = videoSize) { return m_encoders->make(size); }

    std::unique_ptr<VideoEncoders> m_encoders;
};

void TestVideoEncoder::initTestCase()
{
    m_encoders = VideoEncoders::find();
    QVERIFY2(m_encoders, "libavcodec has no H.264 encoder here");
}

void TestVideoEncoder::rejectsWhatFailsTheTrial_data()
{
    // libx264 can do all that, if it is told to.
    QTest::addColumn<AvcCodec>("codec");
    const auto row = [](const char *name, const char *parameters) {
        QTest::newRow(name) << plain(parameters);
    };
    QTest::newRow("is not there") << AvcCodec{"none", {}, {}, {}, true};
    QTest::newRow("is no H.264") << AvcCodec{"mjpeg", {}, {}, {}, true};
    QTest::newRow("knows no such option") << AvcCodec{"libx264", {{"none", "1"}}, {}, {}, true};
    QTest::newRow("takes no limit") << AvcCodec{
        "libx264", {{"preset", "ultrafast"}, {"tune", "zerolatency"}}, {}, {{"none", "1"}}, true};
    row("holds pictures back", "bframes=2");
    row("makes several slices", "slices=4");
    row("makes keys unasked", "keyint=1");
    row("leaves the parameters out", "repeat-headers=0");
}

void TestVideoEncoder::rejectsWhatFailsTheTrial()
{
    QFETCH(AvcCodec, codec);
    QVERIFY(!AvcEncoders::find(AvcLibrary::load(), {codec}));
}

void TestVideoEncoder::takesTheFirstThatWorks()
{
    AvcCodec bad{"none", {}, {}, {}, true};
    std::vector<AvcCodec> codecs{bad};
    codecs.insert(codecs.end(), AvcCodec::known().begin(), AvcCodec::known().end());
    codecs.push_back(bad);
    const auto encoders = AvcEncoders::find(AvcLibrary::load(), codecs);
    QVERIFY(encoders);
    Film film(encoders->make(videoSize));
    QVERIFY(film.play() && film.psnr() > 38);
    QVERIFY(!AvcEncoders::find(AvcLibrary::load(), {}));
    QVERIFY(AvcEncoders::find(AvcLibrary::load(), {plain("ref=1")}));
}

void TestVideoEncoder::looksRight_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("grain");
    QTest::newRow("720p") << QSize(1280, 720) << 0.0;
    QTest::newRow("720p with film grain") << QSize(1280, 720) << 3.0;
    QTest::newRow("small") << QSize(320, 180) << 0.0;
}

void TestVideoEncoder::looksRight()
{
    QFETCH(QSize, size);
    QFETCH(double, grain);
    Film film(make(size), size, grain);
    for (int i = 0; i < 15; ++i) {
        QVERIFY(film.play());
        QVERIFY2(film.psnr() >= 38, qPrintable(QString::number(film.psnr())));
    }
}

void TestVideoEncoder::isPlain()
{
    Film film(make());
    for (int i = 0; i < 40; ++i) {
        QVERIFY(film.play(i % 16 == 9));
        const bool isKey = i == 0 || i % 16 == 9;
        QCOMPARE(film.last.isKey, isKey);
        QCOMPARE(unitTypes(film.last.data), wantedTypes(isKey));
    }
}

void TestVideoEncoder::saysItsColours()
{
    Film film(make());
    QVERIFY(film.play());
    const QByteArray &data = film.last.data;
    const qsizetype profile = data.indexOf(QByteArray("\0\0\1\x67", 4)) + 4;
    QCOMPARE(data[profile], char(66)); // baseline
    QVERIFY(data[profile + 1] & 0x40); // constrained
    const AVFrame &frame = film.decoder.frame();
    QCOMPARE(frame.color_range, AVCOL_RANGE_MPEG);
    QCOMPARE(frame.colorspace, AVCOL_SPC_BT709);
    QCOMPARE(frame.color_primaries, AVCOL_PRI_BT709);
    QCOMPARE(frame.color_trc, AVCOL_TRC_IEC61966_2_1);
}

void TestVideoEncoder::showsColours()
{
    const struct {
        QRgb colour;
        int y, u, v; // from BT.709's tables
    } patches[] = {{qRgb(255, 0, 0), 63, 102, 240},
                   {qRgb(0, 255, 0), 173, 42, 26},
                   {qRgb(0, 0, 255), 32, 240, 118},
                   {qRgb(255, 255, 255), 235, 128, 128},
                   {qRgb(0, 0, 0), 16, 128, 128}};
    constexpr QSize size(64, 64);
    for (const auto &patch : patches) {
        Framebuffer picture(size);
        picture.fill(QRect(QPoint(), size), patch.colour);
        const auto made = make(size)->encode(picture, QPoint(), 0, false);
        VideoDecoder decoder;
        QVERIFY(made && decoder.decode(made->data));
        const AVFrame &frame = decoder.frame();
        QVERIFY(std::abs(frame.data[0][frame.linesize[0] * 32 + 32] - patch.y) <= 2);
        QVERIFY(std::abs(frame.data[1][frame.linesize[1] * 16 + 16] - patch.u) <= 2);
        QVERIFY(std::abs(frame.data[2][frame.linesize[2] * 16 + 16] - patch.v) <= 2);
    }
}

void TestVideoEncoder::makesKeysWhenAsked()
{
    constexpr QSize size(160, 120);
    Film film(make(size), size);
    for (int i = 0; i < 5; ++i)
        QVERIFY(film.play(true) && film.last.isKey);
    for (int i = 0; i < 400; ++i)
        QVERIFY(film.play() && !film.last.isKey);
}

void TestVideoEncoder::beginsWhenJoined()
{
    Film film(make());
    for (int i = 0; i < 5; ++i)
        QVERIFY(film.play());
    QVERIFY(film.play(true));
    VideoDecoder joined;
    QVERIFY(joined.decode(film.last.data));
    for (int i = 0; i < 5; ++i) {
        QVERIFY(film.play() && joined.decode(film.last.data));
        // Both have the same picture.
        const AVFrame &a = film.decoder.frame(), &b = joined.frame();
        for (int y = 0; y < videoSize.height(); ++y) {
            QVERIFY(std::memcmp(a.data[0] + y * a.linesize[0], b.data[0] + y * b.linesize[0],
                                std::size_t(videoSize.width()))
                    == 0);
        }
    }
}

void TestVideoEncoder::keepsBitRate_data()
{
    QTest::addColumn<int>("bitRate");
    QTest::addColumn<int>("interval");
    QTest::newRow("little, 60 a second") << 500'000 << 17;
    QTest::newRow("little, 30 a second") << 500'000 << 33;
    QTest::newRow("more, 30 a second") << 2'000'000 << 33;
    QTest::newRow("more, 10 a second") << 2'000'000 << 100;
}

void TestVideoEncoder::keepsBitRate()
{
    QFETCH(int, bitRate);
    QFETCH(int, interval);
    // Strong grain, that would take far more.
    Film film(make(), videoSize, 12, interval);
    film.encoder->setBitRate(bitRate);
    constexpr int settling = 20, frames = 40;
    qsizetype taken = 0;
    for (int i = 0; i < settling + frames; ++i) {
        QVERIFY(film.play());
        // Nor is a quarter of a second's worth in one of them.
        QVERIFY(film.last.data.size() < bitRate / 8 / 4);
        if (i >= settling)
            taken += film.last.data.size();
    }
    const double share = double(taken) / (bitRate / 8.0 * frames * interval / 1000);
    QVERIFY2(share > 0.6 && share < 1.15, qPrintable(QString::number(share)));
}

void TestVideoEncoder::changesBitRateWithoutKey()
{
    Film film(make(), videoSize, 12);
    const auto bytes = [&film] {
        qsizetype sum = 0;
        for (int i = 0; i < 40; ++i) {
            if (!film.play())
                return qsizetype(-1);
            // The first ones still live on what was saved up.
            if (i >= 10)
                sum += film.last.data.size();
        }
        return sum;
    };
    film.encoder->setBitRate(4'000'000);
    QVERIFY(film.play() && film.last.isKey);
    const qsizetype much = bytes();
    film.encoder->setBitRate(800'000);
    QVERIFY(film.play() && !film.last.isKey);
    const qsizetype little = bytes();
    film.encoder->setBitRate(4'000'000);
    QVERIFY(film.play() && !film.last.isKey);
    const qsizetype muchAgain = bytes();
    QVERIFY(little > 0 && much > 2 * little && muchAgain > 2 * little);
    // No limit any more: it may begin anew, but goes on.
    film.encoder->setBitRate(0);
    QVERIFY(film.play());
    QVERIFY(bytes() > much);
}

void TestVideoEncoder::takesAnySize_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(16, 16), QSize(17, 16), QSize(161, 121), QSize(642, 358),
                             QSize(1023, 767), QSize(1920, 1080), QSize(2560, 1440)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestVideoEncoder::takesAnySize()
{
    QFETCH(QSize, size);
    auto encoder = make(size);
    QVERIFY(encoder);
    Film film(std::move(encoder), size);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(film.play());
        QVERIFY(film.psnr() > 30);
        QCOMPARE(unitTypes(film.last.data), wantedTypes(i == 0));
    }
    const QSize decoded = film.decoder.size();
    QVERIFY(decoded.width() - size.width() == size.width() % 2);
    QVERIFY(decoded.height() - size.height() == size.height() % 2);
}

void TestVideoEncoder::takesItsAreaOnly()
{
    // The film in the corner of a larger picture that is white elsewhere.
    constexpr QPoint corner(123, 45);
    Framebuffer film(videoSize), screen(QSize(1000, 500));
    MovingPicture(videoSize).paint(film, 3);
    screen.fill(QRect(0, 0, 1000, 500), qRgb(255, 255, 255));
    for (int y = 0; y < videoSize.height(); ++y)
        std::memcpy(screen.row(corner.y() + y) + corner.x() * 4, film.row(y), film.stride());
    const auto alone = make()->encode(film, QPoint(), 0, false);
    const auto inside = make()->encode(screen, corner, 0, false);
    QVERIFY(alone && inside);
    QCOMPARE(inside->data, alone->data);
}

void TestVideoEncoder::takesTimesThatStandStill()
{
    const auto encoder = make();
    const MovingPicture moving(videoSize);
    Framebuffer picture(videoSize);
    VideoDecoder decoder;
    for (const qint64 time : {1'000'000'000'000LL, 1'000'000'000'000LL, 1'000'000'000'000LL,
                              1'000'000'000'001LL, 1'000'003'600'000LL}) {
        moving.paint(picture, int(time % 1000));
        const auto made = encoder->encode(picture, QPoint(), time, false);
        QVERIFY(made && decoder.decode(made->data));
    }
}

void TestVideoEncoder::hasNoUseForNothing() { QVERIFY(!m_encoders->make(QSize(20000, 20000))); }

QTEST_APPLESS_MAIN(TestVideoEncoder)
#include "tst_VideoEncoder.moc"
