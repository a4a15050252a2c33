#include "session/FileTransfers.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;
using Stage = FileTransfers::Stage;

namespace {

FileTransfer photo(FileId id = 1)
{
    return {.id = id, .viewer = 4, .name = QStringLiteral("photo.png"), .size = 1000};
}

FileTransfer plan(FileId id)
{
    return {.id = id,
            .viewer = 4,
            .direction = FileDirection::ToViewer,
            .name = QStringLiteral("plan.pdf"),
            .size = 500};
}

} // namespace

class TestFileTransfers : public QObject {
    Q_OBJECT

private slots:
    void init() { m_files = std::make_unique<FileTransfers>(); }
    void takesWhatAViewerSends();
    void refuses();
    void isAnsweredOnce();
    void takenUnaskedEndsTheAsk();
    void asksNobodyWhereAllIsTaken();
    void withdrawnAsksNoLonger();
    void offersAgainAfterABreak();
    void cancelsWhatIsOnItsWay();
    void forgetsTheEnded();
    void forgetsAllForAnotherSession();
    void ignoresWhatItNeverHeardOf();
    void logsWhatPasses();

private:
    Stage stage(FileId file) const { return m_files->find(file).value().stage; }
    std::unique_ptr<FileTransfers> m_files;
};

void TestFileTransfers::takesWhatAViewerSends()
{
    QSignalSpy asks(m_files.get(), &FileTransfers::asks);
    QSignalSpy askEnded(m_files.get(), &FileTransfers::askEnded);
    QSignalSpy answers(m_files.get(), &FileTransfers::answerWanted);
    QSignalSpy ended(m_files.get(), &FileTransfers::ended);
    m_files->fileAsked(photo());
    QCOMPARE(asks.count(), 1);
    QCOMPARE(stage(1), Stage::Asking);
    QVERIFY(m_files->answer(1, FileAnswer::Take));
    QCOMPARE(answers.value(0).value(1).value<FileAnswer>(), FileAnswer::Take);
    QCOMPARE(askEnded.count(), 1);
    QCOMPARE(stage(1), Stage::Answered);
    m_files->fileStarted(1);
    m_files->fileMoved(1, 400);
    QCOMPARE(stage(1), Stage::Running);
    QCOMPARE(m_files->find(1)->moved, 400);
    m_files->fileEnded(1, FileEnd::Done, QStringLiteral("/home/a/photo (2).png"));
    QCOMPARE(m_files->find(1)->moved, 1000);
    QCOMPARE(m_files->find(1)->path, QStringLiteral("/home/a/photo (2).png"));
    QCOMPARE(ended.count(), 1);
    QCOMPARE(askEnded.count(), 1);
}

void TestFileTransfers::refuses()
{
    QSignalSpy ended(m_files.get(), &FileTransfers::ended);
    m_files->fileAsked(photo());
    QVERIFY(m_files->answer(1, FileAnswer::Refuse));
    QCOMPARE(ended.count(), 0);
    m_files->fileEnded(1, FileEnd::Refused, {});
    QCOMPARE(m_files->find(1)->end, FileEnd::Refused);
    QCOMPARE(ended.count(), 1);
}

void TestFileTransfers::isAnsweredOnce()
{
    QSignalSpy answers(m_files.get(), &FileTransfers::answerWanted);
    m_files->fileAsked(photo());
    QVERIFY(m_files->answer(1, FileAnswer::Take));
    QVERIFY(!m_files->answer(1, FileAnswer::Refuse));
    QVERIFY(!m_files->answer(2, FileAnswer::Take));
    QCOMPARE(answers.count(), 1);
}

void TestFileTransfers::takenUnaskedEndsTheAsk()
{
    QSignalSpy askEnded(m_files.get(), &FileTransfers::askEnded);
    m_files->fileAsked(photo());
    m_files->fileStarted(1);
    QCOMPARE(askEnded.count(), 1);
    m_files->fileEnded(1, FileEnd::Done, QStringLiteral("/x"));
    QCOMPARE(askEnded.count(), 1);
}

void TestFileTransfers::asksNobodyWhereAllIsTaken()
{
    m_files->reset(false);
    QSignalSpy asks(m_files.get(), &FileTransfers::asks);
    QSignalSpy askEnded(m_files.get(), &FileTransfers::askEnded);
    m_files->fileAsked(photo());
    QVERIFY(!m_files->answer(1, FileAnswer::Refuse));
    m_files->fileStarted(1);
    QCOMPARE(stage(1), Stage::Running);
    QCOMPARE(asks.count() + askEnded.count(), 0);
}

void TestFileTransfers::withdrawnAsksNoLonger()
{
    QSignalSpy askEnded(m_files.get(), &FileTransfers::askEnded);
    m_files->fileAsked(photo());
    m_files->fileEnded(1, FileEnd::Withdrawn, {});
    QCOMPARE(askEnded.count(), 1);
    QVERIFY(!m_files->answer(1, FileAnswer::Take));
}

void TestFileTransfers::offersAgainAfterABreak()
{
    QSignalSpy offered(m_files.get(), &FileTransfers::offered);
    const QString path = QStringLiteral("/home/a/plan.pdf");
    m_files->fileOffered(plan(1), path);
    m_files->fileStarted(1);
    m_files->fileMoved(1, 100);
    m_files->fileOffered(plan(1), path);
    QCOMPARE(stage(1), Stage::Offered);
    QCOMPARE(m_files->find(1)->moved, 0);
    QCOMPARE(m_files->entries().size(), 1);
    m_files->fileStarted(1);
    m_files->fileEnded(1, FileEnd::Done, {});
    QCOMPARE(m_files->find(1)->path, path);
    QCOMPARE(offered.count(), 1);
}

void TestFileTransfers::cancelsWhatIsOnItsWay()
{
    QSignalSpy cancels(m_files.get(), &FileTransfers::cancelWanted);
    m_files->fileOffered(plan(1), QStringLiteral("/p"));
    QVERIFY(m_files->cancel(1));
    QCOMPARE(cancels.count(), 1);
    m_files->fileEnded(1, FileEnd::Cancelled, {});
    QVERIFY(!m_files->cancel(1));
    QVERIFY(!m_files->cancel(2));
    QCOMPARE(cancels.count(), 1);
}

void TestFileTransfers::forgetsTheEnded()
{
    m_files->fileAsked(photo(1));
    m_files->fileOffered(plan(2), QStringLiteral("/p"));
    m_files->fileEnded(2, FileEnd::Withdrawn, {});
    QSignalSpy changed(m_files.get(), &FileTransfers::changed);
    m_files->clear();
    QCOMPARE(changed, (QSignalSpy::QList<QVariantList>{{2}}));
    QVERIFY(!m_files->find(2));
    QCOMPARE(stage(1), Stage::Asking);
}

void TestFileTransfers::forgetsAllForAnotherSession()
{
    m_files->fileAsked(photo(1));
    m_files->reset(true);
    QVERIFY(m_files->entries().isEmpty());
    m_files->fileAsked(photo(1));
    QCOMPARE(stage(1), Stage::Asking);
}

void TestFileTransfers::ignoresWhatItNeverHeardOf()
{
    QSignalSpy changed(m_files.get(), &FileTransfers::changed);
    m_files->fileStarted(1);
    m_files->fileMoved(1, 5);
    m_files->fileEnded(1, FileEnd::Done, {});
    QCOMPARE(changed.count(), 0);
    m_files->fileAsked(photo());
    m_files->fileEnded(1, FileEnd::Withdrawn, {});
    m_files->fileStarted(1);
    m_files->fileMoved(1, 5);
    QCOMPARE(stage(1), Stage::Ended);
}

void TestFileTransfers::logsWhatPasses()
{
    const auto expect = [](const char *line) { QTest::ignoreMessage(QtInfoMsg, line); };
    expect("viewer 4 sends file 1 \"photo.png\" of 1000 bytes, and asks");
    m_files->fileAsked(photo());
    expect("file 1 is taken");
    m_files->answer(1, FileAnswer::Take);
    expect("file 1 ended: done \"/home/a/photo.png\"");
    m_files->fileEnded(1, FileEnd::Done, QStringLiteral("/home/a/photo.png"));
    expect("viewer 4 is offered file 2 \"/home/a/plan.pdf\" of 500 bytes");
    m_files->fileOffered(plan(2), QStringLiteral("/home/a/plan.pdf"));
    expect("file 2 ended: withdrawn by the viewer");
    m_files->fileEnded(2, FileEnd::Withdrawn, {});
}

QTEST_GUILESS_MAIN(TestFileTransfers)
#include "tst_FileTransfers.moc"
