#include "vnc/VideoRect.h"
#include "vnc/VideoStream.h"

#include <QTest>

using namespace oriel;

namespace {

constexpr QRect area(10, 20, 64, 48);

/** Makes pictures that say what was asked for, and fails on demand. */
class FakeEncoder final : public VideoEncoder {
public:
    struct Record {
        int bitRate = 0;
        QPoint corner;
        bool fails = false;
    };

    explicit FakeEncoder(Record &record)
        : m_record(record)
    {
    }

    void setBitRate(int bitsPerSecond) override { m_record.bitRate = bitsPerSecond; }
    std::optional<VideoPicture> encode(const Framebuffer &, QPoint corner, qint64 milliseconds,
                                       bool wantsKey) override
    {
        m_record.corner = corner;
        if (m_record.fails)
            return std::nullopt;
        const bool isKey = std::exchange(m_isFirst, false) || wantsKey;
        return VideoPicture{QByteArray::number(milliseconds), isKey};
    }

private:
    Record &m_record;
    bool m_isFirst = true;
};

class Fixture {
public:
    explicit Fixture(quint64 id = 1)
        : stream(id, area, std::make_unique<FakeEncoder>(record))
    {
    }
    VideoFrame next(qint64 milliseconds, bool wantsKey = false)
    {
        return *stream.encode(picture, milliseconds, wantsKey);
    }

    FakeEncoder::Record record;
    VideoStream stream;
    Framebuffer picture{QSize(200, 100)};
};

} // namespace

/** One encoding for all viewers: who can take which frame. */
class TestVideoStream : public QObject {
    Q_OBJECT

private slots:
    void numbersFrames();
    void makesKeysNotTooOften();
    void endsWhenTheEncoderFails();
    void followersTakeWhatTheyCan();
    void followersTellStreamsApart();
    void writesRects();
};

void TestVideoStream::numbersFrames()
{
    Fixture fixture(7);
    fixture.stream.setBitRate(123);
    QCOMPARE(fixture.record.bitRate, 123);
    for (int i = 0; i < 3; ++i) {
        const VideoFrame frame = fixture.next(100 + i);
        QCOMPARE(frame.number, i);
        QCOMPARE(frame.stream, 7);
        QCOMPARE(frame.area, area);
        QCOMPARE(frame.picture.isKey, i == 0);
        QCOMPARE(frame.picture.data, QByteArray::number(100 + i));
        QCOMPARE(fixture.record.corner, area.topLeft());
    }
}

void TestVideoStream::makesKeysNotTooOften()
{
    Fixture fixture;
    QList<int> keys;
    // Somebody asks all the time.
    for (int time = 1000; time < 3000; time += 20) {
        if (fixture.next(time, true).picture.isKey)
            keys.append(time);
    }
    QCOMPARE(keys, (QList<int>{1000, 1500, 2000, 2500}));
    // After a while it comes at once, and only when asked for.
    QVERIFY(!fixture.next(9000).picture.isKey);
    QVERIFY(fixture.next(9020, true).picture.isKey);
}

void TestVideoStream::endsWhenTheEncoderFails()
{
    Fixture fixture;
    fixture.next(0);
    fixture.record.fails = true;
    QVERIFY(!fixture.stream.encode(fixture.picture, 20, false));
    // What came after would build on a picture that nobody has.
    fixture.record.fails = false;
    QVERIFY(!fixture.stream.encode(fixture.picture, 40, true));
    fixture.stream.setBitRate(5);
}

void TestVideoStream::followersTakeWhatTheyCan()
{
    Fixture fixture;
    VideoFollower first, late;
    const auto sendTo = [](VideoFollower &follower, const VideoFrame &frame) {
        const bool can = follower.canTake(frame);
        if (can)
            follower.take(frame);
        return can;
    };
    const VideoFrame key = fixture.next(0);
    QVERIFY(first.needsReset(key));
    QVERIFY(sendTo(first, key));
    QVERIFY(!first.needsReset(key));
    VideoFrame frame = fixture.next(20);
    QVERIFY(sendTo(first, frame));
    QVERIFY(!first.canTake(frame)); // not twice
    QVERIFY(!sendTo(late, frame));
    QVERIFY(late.needsReset(frame));
    // One that misses a frame is out until the next key frame.
    fixture.next(40);
    for (int time = 60; time < 500; time += 20)
        QVERIFY(!sendTo(first, fixture.next(time)));
    frame = fixture.next(500, true);
    QVERIFY(frame.picture.isKey);
    QVERIFY(sendTo(first, frame) && sendTo(late, frame));
    frame = fixture.next(520);
    QVERIFY(sendTo(first, frame) && sendTo(late, frame));
}

void TestVideoStream::followersTellStreamsApart()
{
    Fixture one(1), other(2);
    VideoFollower follower;
    follower.take(one.next(0));
    other.next(0);
    // It has the right number, but another past.
    QVERIFY(!follower.canTake(other.next(20)));
    const VideoFrame key = other.next(600, true);
    QVERIFY(follower.canTake(key) && follower.needsReset(key));
    follower.take(key);
    QVERIFY(follower.canTake(other.next(620)));
    QVERIFY(!follower.canTake(one.next(640)));
}

void TestVideoStream::writesRects()
{
    VideoFrame frame{area, 1, 0, {"\0\0\1data", true}};
    frame.picture.data = QByteArray("\0\0\1data", 7);
    const rfb::CodedRect plain = VideoRect::make(frame, false);
    QCOMPARE(plain.place, area);
    QCOMPARE(plain.encoding, 50);
    QCOMPARE(plain.data.toHex(), QByteArray("000000070000000000000164617461"));
    QCOMPARE(VideoRect::make(frame, true).data.toHex(),
             QByteArray("000000070000000100000164617461"));
    const rfb::CodedRect reset = VideoRect::makeResetAll();
    QCOMPARE(reset.encoding, 50);
    QCOMPARE(reset.data.toHex(), QByteArray("0000000000000002"));
}

QTEST_APPLESS_MAIN(TestVideoStream)
#include "tst_VideoStream.moc"
