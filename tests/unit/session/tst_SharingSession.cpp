#include "session/SharingSession.h"
#include "tests/fakes/ManualClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;
using State = SharingSession::State;

namespace {

const ViewerInfo alice{.id = 1, .address = QStringLiteral("192.0.2.1")};
const ViewerInfo bob{.id = 2, .address = QStringLiteral("192.0.2.2")};
const ShareInfo info{.urls = {QStringLiteral("https://192.0.2.9:6080/")}, .port = 6080};

/** A running session whose service the test plays. */
struct Share {
    explicit Share(const SessionPolicy &policy = {})
        : session(clock)
        , stopped(&session, &SharingSession::stopped)
        , stopWanted(&session, &SharingSession::stopWanted)
    {
        QObject::connect(&session, &SharingSession::stateChanged, &session,
                         [this](State state) { states.append(state); });
        session.start(policy);
        session.serviceStarted(info, QStringLiteral("K7QM3XWP"));
    }
    ManualClock clock;
    SharingSession session;
    QSignalSpy stopped, stopWanted;
    /** What the service says when somebody comes in. */
    void enter(const ViewerInfo &viewer)
    {
        session.viewerAdmitted(viewer.id);
        session.viewerConnected(viewer);
    }

    QList<State> states;
};

} // namespace

class TestSharingSession : public QObject {
    Q_OBJECT

private slots:
    void goesThroughItsStates();
    void failsToStart();
    void failsWhileConnected();
    void stopDoesNotWaitForEver();
    void expiresOnlyUnused();
    void reusablePasswordDoesNotExpire();
    void inactivityOutlivesTheViewer();
    void inactivityCountsFromAdmission();
    void kicksWhoeverMayComeBack();
    void listsWhoAsks();
    void ignoresWhatComesTooLate();
    void knowsWhoTakesFiles();
    void forgetsTheFilesOfTheSessionBefore();
};

void TestSharingSession::goesThroughItsStates()
{
    Share share;
    QCOMPARE(share.session.link(), QStringLiteral("https://192.0.2.9:6080/#K7QM3XWP"));
    QSignalSpy watched(&share.session, &SharingSession::watchedChanged);
    share.enter(alice);
    share.enter(bob);
    QCOMPARE(share.session.viewers().size(), 2);
    share.session.viewerDisconnected(1, LeaveReason::Left);
    share.session.viewerDisconnected(2, LeaveReason::Kicked);
    QCOMPARE(watched, (QSignalSpy::QList<QVariantList>{{true}, {false}}));
    share.session.stop();
    QCOMPARE(share.stopWanted.count(), 1);
    share.session.stop();
    QCOMPARE(share.stopWanted.count(), 1);
    share.session.serviceStopped();
    QCOMPARE(share.states,
             QList<State>({State::Starting, State::Waiting, State::Connected, State::Waiting,
                           State::Stopping, State::Idle}));
    QCOMPARE(share.stopped.count(), 1);
    QVERIFY(share.session.link().isEmpty());
    share.session.start({});
    QCOMPARE(share.session.state(), State::Starting);
}

void TestSharingSession::failsToStart()
{
    ManualClock clock;
    SharingSession session(clock);
    QSignalSpy stopped(&session, &SharingSession::stopped);
    session.start({});
    session.serviceFailed(QStringLiteral("port 6080 is taken"));
    session.serviceStopped();
    QCOMPARE(session.state(), State::Idle);
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(stopped[0][0].value<StopReason>(), StopReason::Error);
    QCOMPARE(stopped[0][1].toString(), QStringLiteral("port 6080 is taken"));
}

void TestSharingSession::failsWhileConnected()
{
    Share share;
    share.enter(alice);
    QSignalSpy left(&share.session, &SharingSession::viewerLeft);
    share.session.serviceFailed(QStringLiteral("the X server went away"));
    share.session.serviceStopped();
    QCOMPARE(left.count(), 1);
    QCOMPARE(left[0][1].value<LeaveReason>(), LeaveReason::Error);
    QCOMPARE(share.stopped.count(), 1);
}

void TestSharingSession::stopDoesNotWaitForEver()
{
    Share share;
    share.session.stop(StopReason::Signal);
    share.clock.advance(3s - 1ms);
    QCOMPARE(share.stopped.count(), 0);
    share.clock.advance(1ms);
    QCOMPARE(share.stopped.count(), 1);
    QCOMPARE(share.session.stopReason(), StopReason::Signal);
}

void TestSharingSession::expiresOnlyUnused()
{
    SessionPolicy policy;
    policy.expire = 10min;
    Share unused(policy);
    QCOMPARE(unused.session.expires(), unused.clock.utcNow().addSecs(600));
    unused.clock.advance(10min);
    QCOMPARE(unused.session.stopReason(), StopReason::Expired);
    QCOMPARE(unused.session.state(), State::Stopping);

    policy.timeout = 0ms;
    Share used(policy);
    used.session.viewerAdmitted(1); // its WebSocket may come late, or never
    QVERIFY(used.session.expires().isNull());
    used.clock.advance(std::chrono::hours(100));
    QCOMPARE(used.session.state(), State::Waiting);
}

void TestSharingSession::reusablePasswordDoesNotExpire()
{
    SessionPolicy policy;
    policy.reusablePassword = "correct horse";
    Share share(policy);
    QVERIFY(share.session.expires().isNull());
    share.clock.advance(std::chrono::hours(100));
    QCOMPARE(share.session.state(), State::Waiting);
}

void TestSharingSession::inactivityOutlivesTheViewer()
{
    Share share;
    QSignalSpy warning(&share.session, &SharingSession::inactivityWarning);
    QVERIFY(!share.session.inactivityLeft());
    share.enter(alice);
    share.clock.advance(10min);
    share.session.viewerDisconnected(1, LeaveReason::Left);
    share.clock.advance(4min);
    QCOMPARE(warning.count(), 1);
    share.session.noteActivity();
    QCOMPARE(share.session.inactivityLeft(), std::optional<std::chrono::seconds>(15min));
    share.clock.advance(15min);
    QCOMPARE(share.session.stopReason(), StopReason::Inactivity);
}

void TestSharingSession::inactivityCountsFromAdmission()
{
    Share share;
    share.session.viewerAdmitted(1);
    QCOMPARE(share.session.state(), State::Waiting);
    share.clock.advance(15min);
    QCOMPARE(share.session.stopReason(), StopReason::Inactivity);
}

void TestSharingSession::kicksWhoeverMayComeBack()
{
    Share share;
    QSignalSpy wanted(&share.session, &SharingSession::kickWanted);
    share.session.kick(1);
    QCOMPARE(wanted.count(), 0);
    share.session.viewerAdmitted(1);
    share.session.kick(1); // has a ticket and no connection yet
    QCOMPARE(wanted.count(), 1);
    share.session.viewerConnected(alice);
    share.session.kick(1);
    share.session.viewerDisconnected(1, LeaveReason::Left);
    share.session.kick(1); // lost its connection, and would resume
    QCOMPARE(wanted.count(), 3);
    share.session.stop();
    share.session.serviceStopped();
    share.session.kick(1);
    QCOMPARE(wanted.count(), 3);
}

void TestSharingSession::listsWhoAsks()
{
    Share share;
    QSignalSpy wanted(&share.session, &SharingSession::answerWanted);
    share.session.viewerAsked(alice);
    share.session.viewerAsked(bob);
    QCOMPARE(share.session.asking().size(), 2);
    share.session.answer(7, ConsentAnswer::Allow);
    QCOMPARE(wanted.count(), 0);
    share.session.answer(2, ConsentAnswer::ViewOnly);
    QCOMPARE(wanted.count(), 1);
    share.session.viewerAskEnded(2);
    QCOMPARE(share.session.asking().size(), 1);
    QSignalSpy answered(&share.session, &SharingSession::viewerAnswered);
    share.session.stop();
    share.session.serviceStopped();
    QCOMPARE(answered.count(), 1);
    QVERIFY(share.session.asking().isEmpty());
}

void TestSharingSession::ignoresWhatComesTooLate()
{
    Share share;
    share.session.stop();
    share.session.viewerConnected(alice);
    share.session.setPassword(QStringLiteral("AAAAAAAA"), PasswordReason::Renewed);
    share.session.viewerAsked(bob);
    share.session.updateInfo(info);
    QVERIFY(share.session.viewers().isEmpty());
    QVERIFY(share.session.password().isEmpty());
    share.session.serviceStopped();
    share.session.viewerDisconnected(1, LeaveReason::Left);
    share.session.kick(1);
    share.session.renewPassword();
    QCOMPARE(share.session.state(), State::Idle);
}

void TestSharingSession::knowsWhoTakesFiles()
{
    Share share;
    share.enter({.id = 1, .rights = {.files = false}});
    QVERIFY(!share.session.hasFileTaker());
    share.enter(bob);
    QVERIFY(share.session.hasFileTaker());
    share.session.viewerDisconnected(bob.id, LeaveReason::Left);
    QVERIFY(!share.session.hasFileTaker());
}

void TestSharingSession::forgetsTheFilesOfTheSessionBefore()
{
    Share share;
    share.session.files().fileAsked({.id = 1, .viewer = 1});
    share.session.stop();
    share.session.serviceStopped();
    QCOMPARE(share.session.files().entries().size(), 1);
    share.session.start({});
    QVERIFY(share.session.files().entries().isEmpty());
}

QTEST_GUILESS_MAIN(TestSharingSession)
#include "tst_SharingSession.moc"
