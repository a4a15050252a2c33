#include "ScriptedSession.h"
#include "ui/ViewingStrip.h"

#include <QPushButton>
#include <QTest>

using namespace oriel;

class ViewingStripTest : public QObject {
    Q_OBJECT

private slots:
    void thereWhileSomebodyIs();
    void saysWhoAndWhat();
    void stops();
    void isMovedAndStaysThere();
};

void ViewingStripTest::thereWhileSomebodyIs()
{
    ScriptedSession session;
    ViewingStrip strip(session);
    session.share();
    QVERIFY(!strip.isVisible());
    session.admit(ScriptedSession::phone(1));
    session.admit(ScriptedSession::phone(2));
    QVERIFY(strip.isVisible());
    session.viewerDisconnected(1, LeaveReason::Left);
    QVERIFY(strip.isVisible());
    session.viewerDisconnected(2, LeaveReason::Left);
    QVERIFY(!strip.isVisible());
    session.admit(ScriptedSession::phone(3));
    QVERIFY(strip.isVisible());
    session.end(StopReason::Inactivity);
    QVERIFY(!strip.isVisible());
}

void ViewingStripTest::saysWhoAndWhat()
{
    ScriptedSession session;
    ViewingStrip strip(session);
    session.share();
    session.admit(ScriptedSession::phone(1));
    QVERIFY(textOf(strip).contains(QStringLiteral("192.168.1.7 with Firefox on Android sees and "
                                                  "controls this desktop")));
    session.viewerDisconnected(1, LeaveReason::Left);
    ViewerInfo looker = ScriptedSession::phone(2);
    looker.rights.control = false;
    session.admit(looker);
    QVERIFY(textOf(strip).contains(QStringLiteral("Android sees this desktop")));
    session.admit(ScriptedSession::phone(3));
    QVERIFY(textOf(strip).contains(QStringLiteral("2 people are connected")));
}

void ViewingStripTest::stops()
{
    ScriptedSession session;
    ViewingStrip strip(session);
    session.share();
    session.admit(ScriptedSession::phone(1));
    QTest::mouseClick(strip.findChild<QPushButton *>(QStringLiteral("stop")), Qt::LeftButton);
    QCOMPARE(session.state(), SharingSession::State::Stopping);
}

void ViewingStripTest::isMovedAndStaysThere()
{
    ScriptedSession session;
    ViewingStrip strip(session);
    session.share();
    session.admit(ScriptedSession::phone(1));
    const QPoint before = strip.pos();
    QTest::mousePress(&strip, Qt::LeftButton, {}, {3, 3});
    QTest::mouseMove(&strip, {43, 33});
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, {3, 3});
    QCOMPARE(strip.pos(), before + QPoint(40, 30));
    session.admit(ScriptedSession::phone(2));
    QCOMPARE(strip.pos(), before + QPoint(40, 30));
}

QTEST_MAIN(ViewingStripTest)
#include "tst_ViewingStrip.moc"
