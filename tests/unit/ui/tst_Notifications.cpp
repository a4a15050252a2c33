#include "ScriptedSession.h"
#include "ui/Notifications.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;

class NotificationsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsWhoComesAndLeaves();
    void tellsWhatAViewerMayDo();
    void isSilentAboutTheHostsOwnDeeds();
    void tellsOfTooManyTries();
    void tellsWhyItEnded_data();
    void tellsWhyItEnded();
    void tellsOfFilesThatWereSaved();
    void tellsOfTheCertificate();
    void neverTellsASecret();

private:
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<Notifications> m_notifications;
    QList<Notice> m_notices;
};

void NotificationsTest::init()
{
    m_notices.clear();
    m_session = std::make_unique<ScriptedSession>();
    m_notifications = std::make_unique<Notifications>(*m_session);
    connect(m_notifications.get(), &Notifications::notice, this,
            [this](const Notice &notice) { m_notices.append(notice); });
    m_session->share();
}

void NotificationsTest::tellsWhoComesAndLeaves()
{
    m_session->admit(ScriptedSession::phone());
    QCOMPARE(m_notices.size(), 1);
    QCOMPARE(m_notices.constLast().text, QStringLiteral("192.168.1.7 with Firefox on Android"));
    m_session->viewerDisconnected(1, LeaveReason::Left);
    QCOMPARE(m_notices.size(), 2);
    QCOMPARE(m_notices.constLast().title, QStringLiteral("A viewer left"));
    QCOMPARE(m_notices.constLast().text, QStringLiteral("192.168.1.7 with Firefox on Android"));
}

void NotificationsTest::tellsWhatAViewerMayDo()
{
    ViewerInfo viewer = ScriptedSession::phone();
    m_session->admit(viewer);
    viewer.id = 2;
    viewer.rights.control = false;
    m_session->admit(viewer);
    QVERIFY(m_notices.value(0).title.contains(QStringLiteral("controls")));
    QVERIFY(!m_notices.value(1).title.contains(QStringLiteral("controls")));
}

void NotificationsTest::isSilentAboutTheHostsOwnDeeds()
{
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::Renewed);
    m_session->admit(ScriptedSession::phone());
    m_notices.clear();
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::Used);
    m_session->viewerDisconnected(1, LeaveReason::Kicked);
    m_session->end(StopReason::User);
    QCOMPARE(m_notices.size(), 0);
}

void NotificationsTest::tellsOfTooManyTries()
{
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::TooManyAttempts);
    QCOMPARE(m_notices.size(), 1);
    QCOMPARE(m_notices.constFirst().kind, Notice::Kind::Warning);
    QVERIFY(m_notices.constFirst().text.contains(QStringLiteral("new link")));
}

void NotificationsTest::tellsWhyItEnded_data()
{
    QTest::addColumn<StopReason>("reason");
    QTest::addColumn<QString>("word");
    QTest::newRow("inactivity") << StopReason::Inactivity << QStringLiteral("Nobody did anything");
    QTest::newRow("expired") << StopReason::Expired << QStringLiteral("Nobody opened the link");
}

void NotificationsTest::tellsWhyItEnded()
{
    QFETCH(StopReason, reason);
    QFETCH(QString, word);
    m_session->end(reason);
    QCOMPARE(m_notices.size(), 1);
    QVERIFY(m_notices.constFirst().text.startsWith(word));
}

void NotificationsTest::tellsOfFilesThatWereSaved()
{
    FileTransfers &files = m_session->files();
    for (const FileId id : {1, 2, 3, 4})
        files.fileAsked(ScriptedSession::photo(id));
    files.fileOffered(ScriptedSession::plan(5), QStringLiteral("/home/me/plan.pdf"));
    QCOMPARE(m_notices.size(), 0);
    files.fileEnded(1, FileEnd::Done, QStringLiteral("/home/me/photo 1 (2).png"));
    QCOMPARE(m_notices.size(), 1);
    QCOMPARE(m_notices.constLast().text, QStringLiteral("photo 1 (2).png in /home/me"));
    files.fileEnded(2, FileEnd::NoSpace, {});
    QCOMPARE(m_notices.size(), 2);
    QCOMPARE(m_notices.constLast().kind, Notice::Kind::Warning);
    QVERIFY(m_notices.constLast().text.contains(QStringLiteral("full")));
    files.fileEnded(3, FileEnd::Refused, {});
    files.fileEnded(4, FileEnd::Cancelled, {});
    files.fileEnded(5, FileEnd::Done, {});
    QCOMPARE(m_notices.size(), 2);
}

void NotificationsTest::tellsOfTheCertificate()
{
    m_session->noteCertificateTrouble(QStringLiteral("It has expired."));
    QCOMPARE(m_notices.size(), 1);
    QCOMPARE(m_notices.constLast().kind, Notice::Kind::Warning);
    QCOMPARE(m_notices.constLast().text, QStringLiteral("It has expired."));
}

void NotificationsTest::neverTellsASecret()
{
    m_session->admit(ScriptedSession::phone());
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::TooManyAttempts);
    m_session->viewerDisconnected(1, LeaveReason::Left);
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::Renewed);
    m_session->serviceFailed(QStringLiteral("The desktop is gone."));
    m_session->serviceStopped();
    QCOMPARE(m_notices.size(), 4);
    QCOMPARE(m_notices.constLast().kind, Notice::Kind::Error);
    QCOMPARE(m_notices.constLast().text, QStringLiteral("The desktop is gone."));
    for (const Notice &notice : std::as_const(m_notices)) {
        const QString said = notice.title + notice.text;
        for (const auto &secret : {ScriptedSession::password, QStringLiteral("K7QM-3XWP"),
                                   QStringLiteral("ABCD1234"), QStringLiteral("ABCD-1234")})
            QVERIFY2(!said.contains(secret), qPrintable(said));
    }
}

QTEST_GUILESS_MAIN(NotificationsTest)
#include "tst_Notifications.moc"
