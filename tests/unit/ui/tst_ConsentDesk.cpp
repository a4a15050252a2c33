#include "ScriptedSession.h"
#include "ui/ConsentDesk.h"
#include "ui/ConsentPrompt.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace oriel;

class ConsentDeskTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksWithNameAndRights();
    void asksOnlyToSeeWithViewOnly();
    void answers_data();
    void answers();
    void escapeRefuses();
    void closingRefuses();
    void enterRefuses();
    void isInertAtFirst();
    void closesWhenTimeIsOut();
    void closesWhenAnsweredElsewhere();
    void closesWhenSharingStops();
    void oneAtATime();
    void skipsOneWhoGaveUpInTheQueue();
    void countsDown();
    void theQueuedOnesTimeRuns();

private:
    QPushButton *button(const QString &text) const;
    QString label(const QString &objectName) const;
    void waitUntilArmed() const;

    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<ConsentDesk> m_desk;
};

void ConsentDeskTest::init()
{
    m_desk.reset();
    m_session = std::make_unique<ScriptedSession>();
    m_desk = std::make_unique<ConsentDesk>(*m_session);
}

QPushButton *ConsentDeskTest::button(const QString &text) const
{
    for (auto *one : m_desk->prompt()->findChildren<QPushButton *>()) {
        if (QString(one->text()).remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

QString ConsentDeskTest::label(const QString &objectName) const
{
    return m_desk->prompt()->findChild<QLabel *>(objectName)->text();
}

void ConsentDeskTest::waitUntilArmed() const
{
    QTRY_VERIFY(button(QStringLiteral("Refuse"))->isEnabled());
}

void ConsentDeskTest::asksWithNameAndRights()
{
    m_session->share();
    QVERIFY(!m_desk->prompt());
    m_session->viewerAsked(ScriptedSession::phone());
    QVERIFY(m_desk->prompt()->isVisible());
    QVERIFY(!m_desk->prompt()->isModal());
    QCOMPARE(label(QStringLiteral("question")),
             QStringLiteral("192.168.1.7 with Firefox on Android asks to see and control this "
                            "desktop."));
}

void ConsentDeskTest::asksOnlyToSeeWithViewOnly()
{
    SessionPolicy policy;
    policy.viewOnly = true;
    m_session->share(policy);
    m_session->viewerAsked(ScriptedSession::phone());
    QCOMPARE(label(QStringLiteral("question")),
             QStringLiteral("192.168.1.7 with Firefox on Android asks to see this desktop."));
    QVERIFY(button(QStringLiteral("Allow")));
    QVERIFY(!button(QStringLiteral("View only")));
}

void ConsentDeskTest::answers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ConsentAnswer>("answer");
    QTest::newRow("allow") << QStringLiteral("Allow") << ConsentAnswer::Allow;
    QTest::newRow("view only") << QStringLiteral("View only") << ConsentAnswer::ViewOnly;
    QTest::newRow("refuse") << QStringLiteral("Refuse") << ConsentAnswer::Refuse;
}

void ConsentDeskTest::answers()
{
    QFETCH(QString, text);
    QFETCH(ConsentAnswer, answer);
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone(4));
    waitUntilArmed();
    const QPointer<ConsentPrompt> prompt = m_desk->prompt();
    QTest::mouseClick(button(text), Qt::LeftButton);
    QCOMPARE(m_session->answers.size(), 1);
    QCOMPARE(m_session->answers.constFirst(), std::pair(ViewerId(4), answer));
    // The session has not confirmed it yet: still the host is not asked again.
    QVERIFY(!m_desk->prompt());
    m_session->settle(4, answer != ConsentAnswer::Refuse);
    QVERIFY(!m_desk->prompt());
    QTRY_VERIFY(!prompt);
}

void ConsentDeskTest::escapeRefuses()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    waitUntilArmed();
    QTest::keyClick(m_desk->prompt(), Qt::Key_Escape);
    QCOMPARE(m_session->answers.size(), 1);
    QCOMPARE(m_session->answers.constFirst().second, ConsentAnswer::Refuse);
}

void ConsentDeskTest::closingRefuses()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    waitUntilArmed();
    m_desk->prompt()->close();
    QCOMPARE(m_session->answers.size(), 1);
    QCOMPARE(m_session->answers.constFirst().second, ConsentAnswer::Refuse);
}

void ConsentDeskTest::enterRefuses()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    waitUntilArmed();
    QTest::keyClick(m_desk->prompt(), Qt::Key_Return);
    QCOMPARE(m_session->answers.size(), 1);
    QCOMPARE(m_session->answers.constFirst().second, ConsentAnswer::Refuse);
}

void ConsentDeskTest::isInertAtFirst()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    for (auto *one : m_desk->prompt()->findChildren<QPushButton *>()) {
        QVERIFY(!one->isEnabled());
        QTest::mouseClick(one, Qt::LeftButton);
    }
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Escape})
        QTest::keyClick(m_desk->prompt(), key);
    QTest::keyClick(m_desk->prompt(), Qt::Key_A, Qt::AltModifier);
    m_desk->prompt()->close();
    QVERIFY(m_session->answers.isEmpty());
    QVERIFY(m_desk->prompt()->isVisible());
    waitUntilArmed();
    QVERIFY(m_session->answers.isEmpty());
}

void ConsentDeskTest::closesWhenTimeIsOut()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    m_session->viewerAskEnded(1);
    QVERIFY(!m_desk->prompt());
    QVERIFY(m_session->answers.isEmpty());
}

void ConsentDeskTest::closesWhenAnsweredElsewhere()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    m_session->answer(1, ConsentAnswer::Allow);
    m_session->settle(1, true);
    QVERIFY(!m_desk->prompt());
    QCOMPARE(m_session->answers.size(), 1);
}

void ConsentDeskTest::closesWhenSharingStops()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone(1));
    m_session->viewerAsked(ScriptedSession::phone(2));
    m_session->stop(StopReason::User);
    QVERIFY(!m_desk->prompt());
    m_session->serviceStopped();
    QVERIFY(!m_desk->prompt());
}

void ConsentDeskTest::oneAtATime()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone(1));
    m_session->viewerAsked(ScriptedSession::phone(2));
    QCOMPARE(m_desk->prompt()->viewer(), 1);
    waitUntilArmed();
    button(QStringLiteral("Refuse"))->click();
    QCOMPARE(m_desk->prompt()->viewer(), 2);
    // The second click of a double click must not answer for the second one.
    QVERIFY(!button(QStringLiteral("Refuse"))->isEnabled());
    m_session->settle(1, false);
    QCOMPARE(m_desk->prompt()->viewer(), 2);
    waitUntilArmed();
    button(QStringLiteral("Allow"))->click();
    m_session->settle(2, true);
    QVERIFY(!m_desk->prompt());
    QCOMPARE(m_session->answers,
             (QList<std::pair<ViewerId, ConsentAnswer>>{{1, ConsentAnswer::Refuse},
                                                        {2, ConsentAnswer::Allow}}));
}

void ConsentDeskTest::skipsOneWhoGaveUpInTheQueue()
{
    m_session->share();
    for (const ViewerId id : {1, 2, 3})
        m_session->viewerAsked(ScriptedSession::phone(id));
    m_session->viewerAskEnded(2);
    QCOMPARE(m_desk->prompt()->viewer(), 1);
    m_session->viewerAskEnded(1);
    QCOMPARE(m_desk->prompt()->viewer(), 3);
}

void ConsentDeskTest::countsDown()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    QCOMPARE(label(QStringLiteral("countdown")),
             QStringLiteral("Without an answer this is refused in 30 second(s)."));
    // Whichever comes first on a busy machine: it need not be "29".
    QTRY_VERIFY(!label(QStringLiteral("countdown")).contains(QStringLiteral("30 ")));
}

void ConsentDeskTest::theQueuedOnesTimeRuns()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone(1));
    m_session->viewerAsked(ScriptedSession::phone(2));
    QTRY_VERIFY(!label(QStringLiteral("countdown")).contains(QStringLiteral("30 ")));
    m_session->viewerAskEnded(1);
    QVERIFY(!label(QStringLiteral("countdown")).contains(QStringLiteral("30 ")));
}

QTEST_MAIN(ConsentDeskTest)
#include "tst_ConsentDesk.moc"
