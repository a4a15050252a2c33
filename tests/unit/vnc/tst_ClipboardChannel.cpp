#include "desktop/HostClipboard.h"
#include "vnc/ClipboardChannel.h"
#include "vnc/RfbTypes.h"

#include <QTest>

using namespace oriel;

/** Extended Clipboard against the bytes of noVNC 1.7.0, and against liars. */
class TestClipboardChannel : public QObject {
    Q_OBJECT

private slots:
    void takesTextFromNoVnc();
    void givesTextToNoVnc();
    void fallsBackToLatin1();
    void takesTextBack();
    void leavesLongTextAlone();
    void ignoresNonsense_data();
    void ignoresNonsense();
    void answersPeeks();
    void providesUnaskedOnlyAsAllowed();
};

namespace {

const QString text = QStringLiteral("Gr\u00fc\u00dfe, \u6f22\u5b57 \U0001F642\nzwei\n");
// noVNC's Deflator on the above, with CR LF and null, behind its length; the stream has no end.
const QByteArray novncDeflated = QByteArray::fromHex(
    "789c62606090752f3abce7f0fc541d85677b163d5d3b5de1c3fc994dbc5c55e5a999bc5c0c00000000ffff");
const QByteArray novncCaps = QByteArray::fromHex("1f00000100000000");
const QByteArray novncNotify = QByteArray::fromHex("08000001");
const QByteArray novncRequest = QByteArray::fromHex("02000001");

/** The body of the only message; checks the header on the way. */
QByteArray body(const QByteArray &message)
{
    if (message.size() < 12 || !message.startsWith(QByteArray("\3\0\0\0", 4))
        || -qFromBigEndian<qint32>(message.constData() + 4) != message.size() - 8)
        return "not one extended ServerCutText";
    return message.sliced(8);
}

QByteArray deflated(const QByteArray &plain) { return qCompress(plain).sliced(4); }

QByteArray provide(const QByteArray &packed) { return QByteArray::fromHex("10000001") + packed; }

QByteArray withLength(quint32 length, const QByteArray &bytes)
{
    return rfb::ByteWriter().u32(length).bytes(bytes).data();
}

QByteArray inflated(QByteArray packed) { return qUncompress(withLength(1 << 22, packed)); }

} // namespace

void TestClipboardChannel::takesTextFromNoVnc()
{
    ClipboardChannel channel;
    QCOMPARE(body(channel.setExtended(true)).toHex(), QByteArray("1f00000100000000"));
    auto outcome = channel.receiveExtended(novncCaps);
    QVERIFY(outcome.reply.isEmpty() && !outcome.text);
    outcome = channel.receiveExtended(novncNotify);
    QCOMPARE(body(outcome.reply).toHex(), QByteArray("02000001"));
    QVERIFY(!outcome.text);
    outcome = channel.receiveExtended(provide(novncDeflated));
    QVERIFY(outcome.reply.isEmpty());
    QCOMPARE(outcome.text, std::optional(text));
}

void TestClipboardChannel::givesTextToNoVnc()
{
    ClipboardChannel channel;
    // What was copied before the viewer came is known to it at once.
    QVERIFY(channel.offer(text).isEmpty());
    const QByteArray first = channel.setExtended(true);
    QVERIFY(first.endsWith(QByteArray::fromHex("03000000fffffffc08000001")));
    channel.receiveExtended(novncCaps);

    QCOMPARE(body(channel.offer(text)).toHex(), QByteArray("08000001"));
    const QByteArray provided = body(channel.receiveExtended(novncRequest).reply);
    QVERIFY(provided.startsWith(QByteArray::fromHex("10000001")));
    QString wire = text;
    const QByteArray utf8 =
        wire.replace(QStringLiteral("\n"), QStringLiteral("\r\n")).toUtf8() + QByteArray(1, '\0');
    QCOMPARE(inflated(provided.sliced(4)), withLength(quint32(utf8.size()), utf8));
}

void TestClipboardChannel::fallsBackToLatin1()
{
    ClipboardChannel channel;
    QVERIFY(channel.offer(QStringLiteral("\u00e4\r\n\u20ac")).isEmpty());
    QCOMPARE(channel.setExtended(false), QByteArray("\3\0\0\0\0\0\0\3\xe4\n?", 11));
    QVERIFY(channel.setExtended(false).isEmpty());
    QCOMPARE(channel.receive("a\r\nb\xe4\n\0").text, std::optional(QStringLiteral("a\nb\u00e4\n")));
    // Extended messages of one that did not offer them.
    QVERIFY(channel.receiveExtended(novncRequest).reply.isEmpty());
    QVERIFY(!channel.receiveExtended(provide(novncDeflated)).text);
}

void TestClipboardChannel::takesTextBack()
{
    ClipboardChannel channel;
    channel.setExtended(true);
    channel.receiveExtended(novncCaps);
    QVERIFY(channel.withdraw().isEmpty());
    channel.offer(text);
    QCOMPARE(body(channel.withdraw()).toHex(), QByteArray("08000000"));
    QVERIFY(channel.receiveExtended(novncRequest).reply.isEmpty());

    ClipboardChannel latin1;
    latin1.setExtended(false);
    latin1.offer(text);
    QVERIFY(latin1.withdraw().isEmpty());
}

void TestClipboardChannel::leavesLongTextAlone()
{
    ClipboardChannel channel;
    channel.setExtended(true);
    const QString longest(HostClipboard::maxUtf8Bytes, QLatin1Char('x'));
    QVERIFY(!channel.offer(longest).isEmpty());
    QVERIFY(channel.offer(longest + QLatin1Char('x')).isEmpty());
    QVERIFY(channel.receiveExtended(novncRequest).reply.isEmpty());

    const QByteArray utf8 = longest.toUtf8();
    const auto size = quint32(utf8.size());
    QVERIFY(channel.receiveExtended(provide(deflated(withLength(size, utf8)))).text);
    const QByteArray longer = utf8 + "x";
    QVERIFY(!channel.receiveExtended(provide(deflated(withLength(size + 1, longer)))).text);
}

void TestClipboardChannel::ignoresNonsense_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no data") << provide({});
    QTest::newRow("not zlib") << provide("hello, this is text");
    QTest::newRow("shorter than said") << provide(deflated(withLength(60000, "hello")));
    QTest::newRow("only a length") << provide(deflated(withLength(5, {})));
    QTest::newRow("less than a length") << provide(deflated("ab"));
    QTest::newRow("huge length") << provide(deflated(withLength(0xFFFFFFFF, "hello")));
    QTest::newRow("cut") << provide(novncDeflated.first(20));
    QTest::newRow("bomb") << provide(deflated(withLength(50'000'000, QByteArray(50'000'000, 'x'))));
    QTest::newRow("another format") << QByteArray::fromHex("10000002") + novncDeflated;
    QTest::newRow("no action") << QByteArray::fromHex("00000001");
    QTest::newRow("request of files") << QByteArray::fromHex("02000010");
    QTest::newRow("notify of nothing") << QByteArray::fromHex("08000000");
    QTest::newRow("caps without sizes") << QByteArray::fromHex("1f000001");
}

void TestClipboardChannel::ignoresNonsense()
{
    QFETCH(QByteArray, message);
    ClipboardChannel channel;
    channel.setExtended(true);
    const auto outcome = channel.receiveExtended(message);
    QVERIFY(outcome.reply.isEmpty());
    QVERIFY(!outcome.text);
}

void TestClipboardChannel::answersPeeks()
{
    ClipboardChannel channel;
    channel.setExtended(true);
    const QByteArray peek = QByteArray::fromHex("04000000");
    QCOMPARE(body(channel.receiveExtended(peek).reply).toHex(), QByteArray("08000000"));
    channel.offer(text);
    QCOMPARE(body(channel.receiveExtended(peek).reply).toHex(), QByteArray("08000001"));
}

void TestClipboardChannel::providesUnaskedOnlyAsAllowed()
{
    ClipboardChannel channel;
    channel.setExtended(true);
    // Provide but no notify, five bytes at most.
    channel.receiveExtended(QByteArray::fromHex("1100000100000005"));
    QVERIFY(
        body(channel.offer(QStringLiteral("12345"))).startsWith(QByteArray::fromHex("10000001")));
    QVERIFY(channel.offer(QStringLiteral("123456")).isEmpty());
}

QTEST_GUILESS_MAIN(TestClipboardChannel)
#include "tst_ClipboardChannel.moc"
