#include "app/EventWriter.h"
#include "tests/fakes/ManualClock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>

using namespace oriel;

namespace {

/** A session with its events written to a file. */
struct Events {
    explicit Events(EventWriter::Form form)
        : session(clock)
        , out(std::tmpfile())
        , writer(
              session, form,
              [](const QString &link) { return QStringLiteral("[QR %1]").arg(link); }, out)
    {
    }
    ~Events() { std::fclose(out); }

    QByteArrayList lines() const
    {
        std::rewind(out);
        QByteArray all;
        char buffer[4096];
        while (const auto n = std::fread(buffer, 1, sizeof buffer, out))
            all.append(buffer, qsizetype(n));
        QByteArrayList result = all.split('\n');
        if (!result.isEmpty() && result.last().isEmpty())
            result.removeLast();
        return result;
    }
    QList<QJsonObject> objects() const
    {
        QList<QJsonObject> result;
        for (const QByteArray &line : lines())
            result.append(QJsonDocument::fromJson(line).object());
        return result;
    }
    void run(const SessionPolicy &policy = {})
    {
        session.start(policy);
        session.serviceStarted(
            {.urls = {QStringLiteral("https://a:1/"), QStringLiteral("https://[b::]:1/")},
             .fingerprint = QStringLiteral("AA:BB"),
             .port = 1},
            policy.reusablePassword.isEmpty() ? QStringLiteral("K7QM3XWP") : QString());
    }

    ManualClock clock;
    SharingSession session;
    std::FILE *out;
    EventWriter writer;
};

} // namespace

class TestEventWriter : public QObject {
    Q_OBJECT

private slots:
    void tellsTheContractsEvents();
    void tellsOfFiles();
    void tellsOfFilesInSentences();
    void hidesNoPasswordThatIsNone();
    void speaksSentences();
    void saysNothingOfAFailedStart();
};

void TestEventWriter::tellsTheContractsEvents()
{
    Events events(EventWriter::Form::Json);
    events.run();
    const ViewerInfo viewer{
        .id = 1, .address = QStringLiteral("192.0.2.1"), .agent = QStringLiteral("Firefox")};
    events.session.viewerAsked(viewer);
    events.session.viewerConnected(viewer);
    events.session.setPassword(QStringLiteral("AAAABBBB"), PasswordReason::TooManyAttempts);
    events.session.viewerDisconnected(1, LeaveReason::Kicked);
    events.session.stop(StopReason::Signal);
    events.session.serviceStopped();

    const auto objects = events.objects();
    QCOMPARE(objects.size(), 6);
    const auto expected = [](const char *json) { return QJsonDocument::fromJson(json).object(); };
    QJsonObject first = objects[0];
    QCOMPARE(first.take(QLatin1String("expires")).toString(),
             events.clock.utcNow().addSecs(3600).toString(Qt::ISODate));
    QVERIFY(objects[0][QLatin1String("expires")].toString().endsWith(QLatin1Char('Z')));
    QCOMPARE(first,
             expected("{\"event\":\"sharing\",\"link\":\"https://a:1/#K7QM3XWP\","
                      "\"urls\":[\"https://a:1/#K7QM3XWP\",\"https://[b::]:1/#K7QM3XWP\"],"
                      "\"password\":\"K7QM3XWP\",\"sha256\":\"AA:BB\"}"));
    QCOMPARE(objects[1],
             expected("{\"event\":\"viewer-asks\",\"viewer\":1,\"address\":\"192.0.2.1\",\"agent\":"
                      "\"Firefox\"}"));
    QCOMPARE(objects[2],
             expected("{\"event\":\"viewer-connected\",\"viewer\":1,\"address\":\"192.0.2.1\","
                      "\"control\":true}"));
    QCOMPARE(objects[3],
             expected("{\"event\":\"password\",\"password\":\"AAAABBBB\","
                      "\"link\":\"https://a:1/#AAAABBBB\",\"reason\":\"too-many-attempts\"}"));
    QCOMPARE(objects[4],
             expected("{\"event\":\"viewer-disconnected\",\"viewer\":1,\"reason\":\"kicked\"}"));
    QCOMPARE(objects[5], expected("{\"event\":\"stopped\",\"reason\":\"signal\"}"));
}

namespace {

/** A viewer's file that is saved, and one of the host's that the viewer doesn't want. */
void passFiles(FileTransfers &files)
{
    files.fileAsked({.id = 1, .viewer = 2, .name = QStringLiteral("photo.png"), .size = 2048});
    files.fileStarted(1);
    files.fileMoved(1, 1000);
    files.fileEnded(1, FileEnd::Done, QStringLiteral("/home/a/photo (2).png"));
    files.fileOffered({.id = 2,
                       .viewer = 2,
                       .direction = FileDirection::ToViewer,
                       .name = QStringLiteral("plan.pdf"),
                       .size = 5},
                      QStringLiteral("/home/a/secret folder/plan.pdf"));
    files.fileEnded(2, FileEnd::Withdrawn, {});
}

} // namespace

void TestEventWriter::tellsOfFiles()
{
    Events events(EventWriter::Form::Json);
    events.run();
    passFiles(events.session.files());
    const QByteArrayList lines = events.lines().mid(1);
    const auto expect = [&lines](int line, const char *json) {
        QCOMPARE(QJsonDocument::fromJson(lines.value(line)), QJsonDocument::fromJson(json));
    };
    QCOMPARE(lines.size(), 4);
    expect(0,
           "{\"event\":\"file-asks\",\"file\":1,\"viewer\":2,\"name\":\"photo.png\","
           "\"size\":2048}");
    expect(1,
           "{\"event\":\"file-ended\",\"file\":1,\"viewer\":2,\"name\":\"photo.png\","
           "\"size\":2048,\"reason\":\"done\",\"path\":\"/home/a/photo (2).png\"}");
    expect(2,
           "{\"event\":\"file-offered\",\"file\":2,\"viewer\":2,\"name\":\"plan.pdf\","
           "\"size\":5}");
    expect(3,
           "{\"event\":\"file-ended\",\"file\":2,\"viewer\":2,\"name\":\"plan.pdf\","
           "\"size\":5,\"reason\":\"withdrawn\"}");
}

void TestEventWriter::tellsOfFilesInSentences()
{
    Events events(EventWriter::Form::Sentences);
    events.run();
    passFiles(events.session.files());
    const QByteArray text = events.lines().join('\n');
    for (const char *part : {"photo.png", "oriel --take 1", "oriel --refuse-file 1",
                             "/home/a/photo (2).png", "plan.pdf", "withdrawn"})
        QVERIFY2(text.contains(part), text.constData());
}

void TestEventWriter::hidesNoPasswordThatIsNone()
{
    Events events(EventWriter::Form::Json);
    SessionPolicy policy;
    policy.reusablePassword = "correct horse";
    events.run(policy);
    const auto sharing = events.objects().constFirst();
    QVERIFY(!sharing.contains(QLatin1String("password")));
    QCOMPARE(sharing[QLatin1String("link")].toString(), QStringLiteral("https://a:1/"));
    QVERIFY(sharing[QLatin1String("expires")].isNull());
    QVERIFY(!events.lines().join().contains("correct horse"));
}

void TestEventWriter::speaksSentences()
{
    Events events(EventWriter::Form::Sentences);
    events.run();
    const QByteArray text = events.lines().join('\n');
    QVERIFY(text.contains("https://a:1/#K7QM3XWP"));
    QVERIFY(text.contains("K7QM-3XWP"));
    QVERIFY(text.contains("[QR https://a:1/#K7QM3XWP]"));
    QVERIFY(text.contains("AA:BB"));
}

void TestEventWriter::saysNothingOfAFailedStart()
{
    Events events(EventWriter::Form::Json);
    events.session.start({});
    events.session.serviceFailed(QStringLiteral("no display"));
    events.session.serviceStopped();
    QVERIFY(events.lines().isEmpty());
}

QTEST_GUILESS_MAIN(TestEventWriter)
#include "tst_EventWriter.moc"
