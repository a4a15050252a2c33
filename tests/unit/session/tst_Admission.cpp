#include "session/Admission.h"
#include "tests/fakes/ManualClock.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace oriel;
using namespace std::chrono_literals;
using Kind = Verdict::Kind;

namespace {

const QString here = QStringLiteral("192.0.2.1");
const QString there = QStringLiteral("192.0.2.2");

/** An Admission with its clock, its signals recorded and each verdict kept. */
struct Door {
    explicit Door(const SessionPolicy &policy = {})
        : admission(clock, policy)
    {
        QObject::connect(
            &admission, &Admission::passwordChanged, &admission,
            [this](const QString &, PasswordReason reason) { fresh.push_back(reason); });
        QObject::connect(&admission, &Admission::passwordSpent, &admission, [this] { ++spent; });
        QObject::connect(&admission, &Admission::consentWanted, &admission,
                         [this](const ViewerInfo &viewer) { asked.push_back(viewer.id); });
        QObject::connect(&admission, &Admission::consentEnded, &admission,
                         [this](ViewerId viewer) { ended.push_back(viewer); });
        QObject::connect(&admission, &Admission::admitted, &admission,
                         [this](ViewerId viewer) { admitted.push_back(viewer); });
    }

    Verdict join(const QString &typed, const QString &address = here)
    {
        verdicts.clear();
        admission.join(address, {}, typed, [this](const Verdict &v) { verdicts.push_back(v); });
        return verdicts.empty() ? Verdict{.kind = Kind::Wrong} : verdicts.back();
    }
    Verdict joinRight(const QString &address = here) { return join(admission.password(), address); }
    /** In, and on the WebSocket. */
    Credentials enter()
    {
        const auto credentials = joinRight().credentials;
        admission.redeem(credentials.ticket);
        return credentials;
    }

    ManualClock clock;
    Admission admission;
    std::vector<Verdict> verdicts;
    std::vector<PasswordReason> fresh;
    std::vector<ViewerId> asked, ended, admitted;
    int spent = 0;
};

SessionPolicy reusable()
{
    SessionPolicy policy;
    policy.reusablePassword = "correct horse";
    policy.maxViewers = 2;
    return policy;
}

SessionPolicy asking(int viewers = 1)
{
    SessionPolicy policy;
    policy.consent = true;
    policy.maxViewers = viewers;
    return policy;
}

} // namespace

class TestAdmission : public QObject {
    Q_OBJECT

private slots:
    void admitsOnceByOneTimePassword();
    void offersAFreshPasswordWhileThereIsRoom();
    void oneOfManyAtOnce();
    void ticketIsForOneUseAndThirtySeconds();
    void unusedTicketKeepsTheSlotAWhile();
    void droppedViewerResumesInItsSlot();
    void lateResumeCompetesForRoom();
    void resumeTokenRotatesSafely();
    void onlyTheConnectedHaveASay();
    void leavingFreesTheSlot();
    void kickVoidsEverything();
    void wrongTriesWait();
    void tenWrongTriesVoidThePassword();
    void reusablePasswordIsThrottledNotVoid();
    void vncAuthenticationSharesTheRules();
    void consentIsAskedAndAnswered();
    void consentUnansweredIsRefused();
    void consentHoldsASlot();
    void abandonedRequestIsForgotten();
    void rightsFollowThePolicy();
    void renewedPasswordVoidsTheOld();
    void nothingAfterClose();
};

void TestAdmission::admitsOnceByOneTimePassword()
{
    Door door;
    const QString password = door.admission.password();
    QCOMPARE(password.size(), 8);
    const Verdict first = door.join(password);
    QCOMPARE(first.kind, Kind::Admitted);
    QCOMPARE(first.credentials.viewer.id, 1);
    QCOMPARE(first.credentials.ticket.size(), 32);
    QVERIFY(first.credentials.resume != first.credentials.ticket);
    QVERIFY(door.admission.password().isEmpty());
    QCOMPARE(door.spent, 1);
    QCOMPARE(door.admitted, std::vector<ViewerId>{1});
    QCOMPARE(door.join(password).kind, Kind::Gone);
    QCOMPARE(door.join(QStringLiteral("AAAAAAAA")).kind, Kind::Wrong);
}

void TestAdmission::offersAFreshPasswordWhileThereIsRoom()
{
    SessionPolicy policy;
    policy.maxViewers = 2;
    Door door(policy);
    const auto first = door.enter();
    QCOMPARE(door.fresh, std::vector{PasswordReason::Used});
    door.enter();
    QCOMPARE(door.fresh.size(), 1u);
    QCOMPARE(door.spent, 1);
    door.admission.left(first.viewer.id);
    QCOMPARE(door.fresh.back(), PasswordReason::Renewed);
    QVERIFY(!door.admission.password().isEmpty());
}

void TestAdmission::oneOfManyAtOnce()
{
    Door door(asking(5));
    const QString password = door.admission.password();
    int admitted = 0;
    for (int i = 0; i < 50; ++i)
        door.admission.join(here, {}, password,
                            [&](const Verdict &v) { admitted += v.kind == Kind::Admitted; });
    QCOMPARE(door.asked.size(), 1u);
    door.admission.answer(door.asked[0], ConsentAnswer::Allow);
    QCOMPARE(admitted, 1);
}

void TestAdmission::ticketIsForOneUseAndThirtySeconds()
{
    Door door(reusable());
    const auto first = door.join(QStringLiteral("correct horse")).credentials;
    QVERIFY(!door.admission.redeem({}));
    QVERIFY(!door.admission.redeem("nonsense"));
    QCOMPARE(door.admission.redeem(first.ticket)->id, 1);
    QVERIFY(!door.admission.redeem(first.ticket));
    const auto second = door.join(QStringLiteral("correct horse")).credentials;
    door.clock.advance(30s + 1ms);
    QVERIFY(!door.admission.redeem(second.ticket));
}

void TestAdmission::unusedTicketKeepsTheSlotAWhile()
{
    Door door;
    const auto credentials = door.joinRight().credentials;
    door.clock.advance(31s);
    QVERIFY(door.admission.password().isEmpty());
    QCOMPARE(door.admission.resume(here, credentials.resume).kind, Kind::Admitted);
    door.clock.advance(90s);
    QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});
}

void TestAdmission::droppedViewerResumesInItsSlot()
{
    Door door;
    const auto credentials = door.enter();
    door.admission.dropped(1);
    door.clock.advance(59s);
    const Verdict back = door.admission.resume(there, credentials.resume);
    QCOMPARE(back.kind, Kind::Admitted);
    QCOMPARE(back.credentials.viewer.id, 1);
    QCOMPARE(door.admission.redeem(back.credentials.ticket)->address, there);
    door.clock.advance(1h);
    QVERIFY(door.fresh.empty());
}

void TestAdmission::lateResumeCompetesForRoom()
{
    Door door;
    const auto first = door.enter();
    door.admission.dropped(1);
    door.clock.advance(60s);
    QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});
    const auto second = door.enter();
    QCOMPARE(second.viewer.id, 2);
    QCOMPARE(door.admission.resume(here, first.resume).kind, Kind::Full);
    door.admission.left(2);
    const Verdict back = door.admission.resume(here, first.resume);
    QCOMPARE(back.kind, Kind::Admitted);
    QCOMPARE(back.credentials.viewer.id, 1);
    QCOMPARE(door.joinRight().kind, Kind::Full);
    QVERIFY2(!door.admission.password().isEmpty(), "not spent by Full");
}

void TestAdmission::resumeTokenRotatesSafely()
{
    Door door;
    const auto first = door.enter();
    door.admission.dropped(1);
    const auto lost = door.admission.resume(here, first.resume).credentials;   // answer got lost
    QVERIFY(door.admission.resume(here, first.resume).kind == Kind::Admitted); // and again
    const auto second = door.admission.resume(here, first.resume).credentials;
    QVERIFY(!door.admission.redeem(lost.ticket));
    QVERIFY(door.admission.redeem(second.ticket));
    QCOMPARE(door.admission.resume(here, first.resume).kind, Kind::Gone);
    // Still connected as far as we know: a new ticket, and the old connection stays until then.
    const auto third = door.admission.resume(here, second.resume).credentials;
    door.clock.advance(5min);
    QVERIFY(door.fresh.empty());
    QVERIFY(!door.admission.redeem(third.ticket));
    QCOMPARE(door.admission.resume(here, third.resume).kind, Kind::Admitted);
}

void TestAdmission::onlyTheConnectedHaveASay()
{
    Door door;
    const auto credentials = door.joinRight().credentials;
    QVERIFY(!door.admission.connectedViewer(credentials.resume));
    QVERIFY(door.admission.redeem(credentials.ticket));
    const auto viewer = door.admission.connectedViewer(credentials.resume);
    QVERIFY(viewer);
    QCOMPARE(viewer->id, 1);
    for (const QByteArray &wrong : {QByteArray(), QByteArray("nonsense"), credentials.ticket})
        QVERIFY(!door.admission.connectedViewer(wrong));
    door.admission.dropped(1);
    QVERIFY(!door.admission.connectedViewer(credentials.resume));
    const auto back = door.admission.resume(here, credentials.resume).credentials;
    QVERIFY(door.admission.redeem(back.ticket));
    QVERIFY(door.admission.connectedViewer(back.resume));
    door.admission.close();
    QVERIFY(!door.admission.connectedViewer(back.resume));
}

void TestAdmission::leavingFreesTheSlot()
{
    Door door;
    const auto credentials = door.enter();
    QCOMPARE(door.admission.leave("nonsense"), 0);
    QCOMPARE(door.admission.leave(credentials.resume), 1);
    QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});
    QCOMPARE(door.admission.resume(here, credentials.resume).kind, Kind::Gone);
    QCOMPARE(door.admission.leave(credentials.resume), 0);
}

void TestAdmission::kickVoidsEverything()
{
    Door door;
    const auto credentials = door.joinRight().credentials;
    QVERIFY(door.admission.kick(1));
    QVERIFY(!door.admission.redeem(credentials.ticket));
    QCOMPARE(door.admission.resume(here, credentials.resume).kind, Kind::Gone);
    QVERIFY(!door.admission.kick(1));
    QVERIFY(!door.admission.kick(77));
}

void TestAdmission::wrongTriesWait()
{
    Door door;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(door.join(QStringLiteral("WRONG")).kind, Kind::Wrong);
    const Verdict early = door.joinRight();
    QCOMPARE(early.kind, Kind::TooMany);
    QCOMPARE(early.retryAfter, 1s);
    QCOMPARE(door.joinRight(there).kind, Kind::Admitted);
}

void TestAdmission::tenWrongTriesVoidThePassword()
{
    Door door;
    const QString password = door.admission.password();
    for (int i = 0; i < 9; ++i)
        door.join(QStringLiteral("WRONG"), QString::number(i));
    QVERIFY(door.fresh.empty());
    // Too early is neither judged nor counted.
    for (int i = 0; i < 3; ++i)
        door.join(QStringLiteral("WRONG"), QStringLiteral("x"));
    QCOMPARE(door.fresh, std::vector{PasswordReason::TooManyAttempts});
    QVERIFY(door.admission.password() != password);
    QCOMPARE(door.join(password, there).kind, Kind::Gone);
    QCOMPARE(door.joinRight(there).kind, Kind::Admitted);
}

void TestAdmission::reusablePasswordIsThrottledNotVoid()
{
    Door door(reusable());
    for (int i = 0; i < 10; ++i)
        door.join(QStringLiteral("wrong"), QString::number(i));
    QVERIFY(door.fresh.empty());
    const Verdict early = door.join(QStringLiteral("correct horse"), there);
    QCOMPARE(early.kind, Kind::TooMany);
    QCOMPARE(early.retryAfter, 30s);
    door.clock.advance(30s);
    QCOMPARE(door.join(QStringLiteral("wrong"), there).kind, Kind::Wrong);
    QCOMPARE(door.join(QStringLiteral("correct horse"), here).kind, Kind::TooMany);
    door.clock.advance(30s);
    QCOMPARE(door.join(QStringLiteral("correct horse"), there).kind, Kind::Admitted);
    QCOMPARE(door.join(QStringLiteral("correct horse"), there).kind, Kind::Admitted);
    QCOMPARE(door.join(QStringLiteral("correct horse"), there).kind, Kind::Full);
}

void TestAdmission::vncAuthenticationSharesTheRules()
{
    Door door;
    const QByteArray lower = door.admission.password().toLatin1().toLower();
    std::vector<Verdict> verdicts;
    const auto done = [&](const Verdict &v) { verdicts.push_back(v); };
    door.admission.authenticate(
        here, {}, [](const QByteArray &) { return false; }, done);
    QCOMPARE(verdicts.back().kind, Kind::Wrong);
    door.admission.authenticate(
        here, {}, [&](const QByteArray &key) { return key == lower; }, done);
    QCOMPARE(verdicts.back().kind, Kind::Admitted);
    QVERIFY(verdicts.back().credentials.ticket.isEmpty());
    QVERIFY(door.admission.password().isEmpty());
    door.admission.authenticate(
        here, {}, [&](const QByteArray &key) { return key == lower; }, done);
    QCOMPARE(verdicts.back().kind, Kind::Gone);
    door.admission.left(1);
    QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});

    Door again(reusable());
    for (int i = 0; i < 2; ++i) {
        again.admission.authenticate(
            here, {}, [](const QByteArray &key) { return key == "correct "; }, done);
        QCOMPARE(verdicts.back().kind, Kind::Admitted);
        QVERIFY(!verdicts.back().credentials.viewer.rights.files);
    }
}

void TestAdmission::consentIsAskedAndAnswered()
{
    for (const auto answer :
         {ConsentAnswer::Allow, ConsentAnswer::ViewOnly, ConsentAnswer::Refuse}) {
        Door door(asking());
        door.joinRight();
        QCOMPARE(door.asked, std::vector{1});
        QVERIFY(door.verdicts.empty());
        door.admission.answer(2, answer);
        QVERIFY(door.verdicts.empty());
        door.admission.answer(1, answer);
        QCOMPARE(door.verdicts.size(), 1u);
        QCOMPARE(door.ended, std::vector{1});
        if (answer == ConsentAnswer::Refuse) {
            QCOMPARE(door.verdicts[0].kind, Kind::Refused);
            QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});
        } else {
            QCOMPARE(door.verdicts[0].kind, Kind::Admitted);
            const auto rights = door.admission.redeem(door.verdicts[0].credentials.ticket)->rights;
            QCOMPARE(rights.control, answer == ConsentAnswer::Allow);
            QCOMPARE(rights.clipboard, answer == ConsentAnswer::Allow);
            QCOMPARE(rights.files, answer == ConsentAnswer::Allow);
        }
        door.admission.answer(1, ConsentAnswer::Refuse);
        QCOMPARE(door.verdicts.size(), 1u);
    }
}

void TestAdmission::consentUnansweredIsRefused()
{
    Door door(asking());
    const QString password = door.admission.password();
    door.joinRight();
    door.clock.advance(30s);
    QCOMPARE(door.verdicts.size(), 1u);
    QCOMPARE(door.verdicts[0].kind, Kind::Refused);
    QCOMPARE(door.join(password).kind, Kind::Gone);
}

void TestAdmission::consentHoldsASlot()
{
    SessionPolicy policy = reusable();
    policy.consent = true;
    policy.maxViewers = 1;
    Door door(policy);
    door.join(QStringLiteral("correct horse"));
    QCOMPARE(door.asked.size(), 1u);
    QCOMPARE(door.join(QStringLiteral("correct horse")).kind, Kind::Full);
    QCOMPARE(door.asked.size(), 1u);
}

void TestAdmission::abandonedRequestIsForgotten()
{
    Door door(asking());
    door.joinRight();
    door.admission.abandon(1);
    QCOMPARE(door.ended, std::vector{1});
    QVERIFY(door.verdicts.empty());
    QVERIFY(!door.admission.password().isEmpty());
    door.clock.advance(31s);
    QVERIFY(door.verdicts.empty());
}

void TestAdmission::rightsFollowThePolicy()
{
    SessionPolicy policy;
    QCOMPARE(Door(policy).joinRight().credentials.viewer.rights, (ViewerRights{true, true}));
    policy.clipboard = false;
    QCOMPARE(Door(policy).joinRight().credentials.viewer.rights, (ViewerRights{true, false}));
    policy.clipboard = true;
    policy.fileLimit = 0;
    QCOMPARE(Door(policy).joinRight().credentials.viewer.rights, (ViewerRights{true, true, false}));
    policy.fileLimit = 1;
    policy.viewOnly = true;
    QCOMPARE(Door(policy).joinRight().credentials.viewer.rights,
             (ViewerRights{false, false, false}));
}

void TestAdmission::renewedPasswordVoidsTheOld()
{
    Door door;
    const QString old = door.admission.password();
    door.admission.renewPassword();
    QCOMPARE(door.fresh, std::vector{PasswordReason::Renewed});
    QCOMPARE(door.join(old).kind, Kind::Gone);
    QCOMPARE(door.joinRight().kind, Kind::Admitted);
    door.admission.renewPassword();
    QCOMPARE(door.joinRight().kind, Kind::Full);
    Door fixed(reusable());
    fixed.admission.renewPassword();
    QVERIFY(fixed.fresh.empty());
}

void TestAdmission::nothingAfterClose()
{
    Door door(asking(3));
    const QString password = door.admission.password();
    door.joinRight();
    std::vector<Verdict> pending = door.verdicts;
    door.admission.close();
    QCOMPARE(door.verdicts.size(), 1u);
    QCOMPARE(door.verdicts[0].kind, Kind::Gone);
    QCOMPARE(door.join(password).kind, Kind::Gone);
    QVERIFY(door.admission.password().isEmpty());
    door.clock.advance(1h);
}

QTEST_GUILESS_MAIN(TestAdmission)
#include "tst_Admission.moc"
