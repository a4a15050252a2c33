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
        return stream.encode(picture, milliseconds, wantsKey) ? stream.latest().last()
                                                              : VideoFrame();
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
    void followersTakeWhatTheyLack();
    void whoIsTooFarBehindNeedsAKey();
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

void TestVideoStream::followersTakeWhatTheyLack()
{
    Fixture fixture;
    const QList<VideoFrame> &latest = fixture.stream.latest();
    VideoFollower steady, slow, late;
    fixture.next(10);
    QCOMPARE(steady.take(latest), QByteArray("10"));
    QCOMPARE(steady.take(latest), QByteArray()); // not twice
    QCOMPARE(slow.take(latest), QByteArray("10"));
    for (int time = 11; time < 15; ++time) {
        fixture.next(time);
        QCOMPARE(steady.take(latest), QByteArray::number(time));
    }
    QCOMPARE(slow.take(latest), QByteArray("11121314"));
    QCOMPARE(late.take(latest), QByteArray("1011121314")); // the key frame is not long ago
}

void TestVideoStream::whoIsTooFarBehindNeedsAKey()
{
    Fixture fixture;
    const QList<VideoFrame> &latest = fixture.stream.latest();
    VideoFollower slow, late;
    fixture.next(10);
    QVERIFY(slow.take(latest));
    for (int time = 11; time <= 18; ++time)
        fixture.next(time);
    VideoFollower justInTime = slow;
    QCOMPARE(justInTime.take(latest), QByteArray("1112131415161718"));
    QCOMPARE(late.take(latest), std::nullopt);
    fixture.next(19);
    QCOMPARE(slow.take(latest), std::nullopt);
    fixture.next(600, true);
    fixture.next(601);
    QCOMPARE(slow.take(latest), QByteArray("600601"));
    QCOMPARE(late.take(latest), QByteArray("600601"));
    QCOMPARE(justInTime.take(latest), QByteArray("600601"));
}

void TestVideoStream::followersTellStreamsApart()
{
    Fixture one(1), other(2);
    VideoFollower follower;
    one.next(10);
    QVERIFY(follower.take(one.stream.latest()));
    for (int time = 20; time < 30; ++time)
        other.next(time);
    one.next(30);
    VideoFollower elsewhere = follower;
    // It may have the right number, but has another past.
    QCOMPARE(elsewhere.take(other.stream.latest()), std::nullopt);
    QCOMPARE(follower.take(one.stream.latest()), QByteArray("30"));
    other.next(600, true);
    QCOMPARE(follower.take(other.stream.latest()), QByteArray("600"));
}

void TestVideoStream::writesRects()
{
    const rfb::CodedRect rect = VideoRect::make(area, QByteArrayView("\0\0\1data", 7));
    QCOMPARE(rect.place, area);
    QCOMPARE(rect.encoding, 50);
    QCOMPARE(rect.data.toHex(), QByteArray("000000070000000000000164617461"));
}

QTEST_APPLESS_MAIN(TestVideoStream)
#include "tst_VideoStream.moc"
