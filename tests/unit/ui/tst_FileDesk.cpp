#include "ScriptedSession.h"
#include "ui/FileDesk.h"
#include "ui/FilePrompt.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

#include <functional>

using namespace oriel;

class FileDeskTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsWhoWhatAndWhere();
    void answers_data();
    void answers();
    void isInertAtFirst();
    void goesWhenItNoLongerAsks_data();
    void goesWhenItNoLongerAsks();
    void oneAtATime();
    void goesWhenSharingStops();
    void countsDownFromAMinute();
    void asksNothingWhereAllIsTaken();
    void aLongNameKeepsItsKind();

private:
    QPushButton *button(const QString &text) const;
    QString label(const char *objectName) const
    {
        return m_desk->prompt()->findChild<QLabel *>(QLatin1String(objectName))->text();
    }
    FileTransfers &files() const { return m_session->files(); }
    void waitUntilArmed() const { QTRY_VERIFY(button(QStringLiteral("Refuse"))->isEnabled()); }

    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<FileDesk> m_desk;
};

namespace {

using Answers = QList<std::pair<FileId, FileAnswer>>;

} // namespace

void FileDeskTest::init()
{
    m_desk.reset();
    m_session = std::make_unique<ScriptedSession>();
    m_desk = std::make_unique<FileDesk>(*m_session);
    SessionPolicy policy;
    policy.fileFolder = QStringLiteral("/home/me/inbox");
    m_session->share(policy);
    m_session->admit(ScriptedSession::phone());
}

QPushButton *FileDeskTest::button(const QString &text) const
{
    for (auto *one : m_desk->prompt()->findChildren<QPushButton *>()) {
        if (QString(one->text()).remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

void FileDeskTest::tellsWhoWhatAndWhere()
{
    QVERIFY(!m_desk->prompt());
    files().fileAsked(ScriptedSession::photo(7));
    QVERIFY(m_desk->prompt()->isVisible());
    QVERIFY(!m_desk->prompt()->isModal());
    QCOMPARE(m_desk->prompt()->file(), 7);
    for (const char *part : {"192.168.1.7 with Firefox on Android", "photo 7.png", "2.0 MiB"})
        QVERIFY2(label("question").contains(QLatin1String(part)), qPrintable(label("question")));
    QVERIFY(label("advice").contains(QLatin1String("/home/me/inbox")));
}

void FileDeskTest::answers_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<FileAnswer>("answer");
    QTest::newRow("take") << 0 << QStringLiteral("Take it") << FileAnswer::Take;
    QTest::newRow("refuse") << 0 << QStringLiteral("Refuse") << FileAnswer::Refuse;
    QTest::newRow("escape") << int(Qt::Key_Escape) << QString() << FileAnswer::Refuse;
    QTest::newRow("enter") << int(Qt::Key_Return) << QString() << FileAnswer::Refuse;
    QTest::newRow("close") << 0 << QString() << FileAnswer::Refuse;
}

void FileDeskTest::answers()
{
    QFETCH(int, key);
    QFETCH(QString, text);
    QFETCH(FileAnswer, answer);
    files().fileAsked(ScriptedSession::photo(4));
    waitUntilArmed();
    if (key != 0)
        QTest::keyClick(m_desk->prompt(), Qt::Key(key));
    else if (text.isEmpty())
        m_desk->prompt()->close();
    else
        QTest::mouseClick(button(text), Qt::LeftButton);
    QCOMPARE(m_session->fileAnswers, (Answers{{4, answer}}));
    QVERIFY(!m_desk->prompt());
}

void FileDeskTest::isInertAtFirst()
{
    files().fileAsked(ScriptedSession::photo());
    for (auto *one : m_desk->prompt()->findChildren<QPushButton *>())
        QTest::mouseClick(one, Qt::LeftButton);
    for (const auto key : {Qt::Key_Return, Qt::Key_Space, Qt::Key_Escape})
        QTest::keyClick(m_desk->prompt(), key);
    QTest::keyClick(m_desk->prompt(), Qt::Key_T, Qt::AltModifier);
    m_desk->prompt()->close();
    QVERIFY(m_desk->prompt()->isVisible());
    waitUntilArmed();
    QVERIFY(m_session->fileAnswers.isEmpty());
}

void FileDeskTest::goesWhenItNoLongerAsks_data()
{
    QTest::addColumn<std::function<void(FileTransfers &)>>("happens");
    const auto row = [](const char *name, std::function<void(FileTransfers &)> happens) {
        QTest::newRow(name) << std::move(happens);
    };
    row("answered elsewhere", [](FileTransfers &files) { files.answer(1, FileAnswer::Take); });
    row("out of time", [](FileTransfers &files) { files.fileEnded(1, FileEnd::Refused, {}); });
    row("withdrawn", [](FileTransfers &files) { files.fileEnded(1, FileEnd::Withdrawn, {}); });
}

void FileDeskTest::goesWhenItNoLongerAsks()
{
    QFETCH(std::function<void(FileTransfers &)>, happens);
    files().fileAsked(ScriptedSession::photo());
    happens(files());
    QVERIFY(!m_desk->prompt());
}

void FileDeskTest::oneAtATime()
{
    for (const FileId id : {1, 2, 3})
        files().fileAsked(ScriptedSession::photo(id));
    QCOMPARE(m_desk->prompt()->file(), 1);
    waitUntilArmed();
    files().fileEnded(2, FileEnd::Withdrawn, {});
    QCOMPARE(m_desk->prompt()->file(), 1);
    button(QStringLiteral("Take it"))->click();
    QCOMPARE(m_desk->prompt()->file(), 3);
    // The second click of a double click must not answer for the next one.
    QVERIFY(!button(QStringLiteral("Take it"))->isEnabled());
    QCOMPARE(m_session->fileAnswers, (Answers{{1, FileAnswer::Take}}));
}

void FileDeskTest::goesWhenSharingStops()
{
    files().fileAsked(ScriptedSession::photo(1));
    files().fileAsked(ScriptedSession::photo(2));
    m_session->stop(StopReason::User);
    QVERIFY(!m_desk->prompt());
    files().fileEnded(1, FileEnd::Refused, {});
    QVERIFY(!m_desk->prompt());
}

void FileDeskTest::countsDownFromAMinute()
{
    files().fileAsked(ScriptedSession::photo());
    const auto *bar = m_desk->prompt()->findChild<QProgressBar *>();
    QCOMPARE(bar->maximum(), 60);
    QCOMPARE(label("countdown"),
             QStringLiteral("Without an answer this is refused in 60 second(s)."));
    QTRY_VERIFY(bar->value() < 60);
    QVERIFY(!label("countdown").contains(QStringLiteral("60 ")));
}

void FileDeskTest::asksNothingWhereAllIsTaken()
{
    m_session->end(StopReason::User);
    SessionPolicy policy;
    policy.takeFiles = true;
    m_session->share(policy);
    files().fileAsked(ScriptedSession::photo());
    QVERIFY(!m_desk->prompt());
}

void FileDeskTest::aLongNameKeepsItsKind()
{
    FileTransfer file = ScriptedSession::photo();
    file.name = QString(180, QLatin1Char('x')) + QStringLiteral(".pdf.exe");
    files().fileAsked(file);
    QVERIFY(label("question").contains(QLatin1String("x.pdf.exe")));
    QVERIFY(label("question").size() < 140);
}

QTEST_MAIN(FileDeskTest)
#include "tst_FileDesk.moc"
