#include "ScriptedSession.h"
#include "tests/fakes/ManualClock.h"
#include "ui/ChosenLink.h"
#include "ui/Icons.h"
#include "ui/TrayIcon.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TrayIconTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void idle();
    void waiting();
    void connected();
    void starting();
    void stopping();
    void asking();
    void copiesTheChosenLink();
    void nothingToCopyWhenSpent();
    void newLink();
    void disconnectsOne();
    void stops();
    void ignoresWhatMayBeAViewer();
    void trustsAMenuOfItsOwn();
    void sendsFilesToWhomeverTakesThem();
    void showsFilesWhereThereAreAny();
    void everyStateHasItsIcon();

private:
    /** What can be chosen just now. */
    QStringList offered() const;
    QAction *action(const QString &text) const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<ChosenLink> m_link;
    std::unique_ptr<TrayIcon> m_tray;
};

namespace {

QString plain(QString text) { return text.remove(QLatin1Char('&')); }

const QStringList always{QStringLiteral("Preferences…"), QStringLiteral("About Oriel"),
                         QStringLiteral("Quit")};

} // namespace

void TrayIconTest::init()
{
    m_tray.reset();
    m_link.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("oriel.conf")));
    m_session = std::make_unique<ScriptedSession>(m_clock);
    m_link = std::make_unique<ChosenLink>(*m_session, *m_settings);
    m_tray = std::make_unique<TrayIcon>(*m_session, *m_link);
}

QStringList TrayIconTest::offered() const
{
    QStringList texts;
    for (const QAction *one : m_tray->menu().actions()) {
        if (!one->isSeparator() && one->isVisible() && one->isEnabled())
            texts.append(plain(one->text()));
    }
    return texts;
}

QAction *TrayIconTest::action(const QString &text) const
{
    for (QAction *one : m_tray->menu().actions()) {
        if (plain(one->text()) == text)
            return one;
    }
    return nullptr;
}

void TrayIconTest::idle()
{
    QCOMPARE(offered(), QStringList{QStringLiteral("Share my desktop")} + always);
    QCOMPARE(m_tray->icon().toolTip(), QStringLiteral("Oriel: Not sharing"));
    const QSignalSpy share(m_tray.get(), &TrayIcon::shareWanted);
    action(QStringLiteral("Share my desktop"))->trigger();
    QCOMPARE(share.size(), 1);
}

void TrayIconTest::waiting()
{
    m_session->share();
    QCOMPARE(offered(),
             QStringList({QStringLiteral("Stop sharing"), QStringLiteral("Copy link"),
                          QStringLiteral("Show link and QR code…"), QStringLiteral("New link")})
                 + always);
    QCOMPARE(m_tray->icon().toolTip(),
             QStringLiteral("Oriel: Waiting for somebody to open the link"));
}

void TrayIconTest::connected()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    QCOMPARE(m_tray->icon().toolTip(), QStringLiteral("Oriel: 192.168.1.7 is connected"));
    m_session->admit(ScriptedSession::phone(2));
    QVERIFY(m_tray->icon().toolTip().contains(QStringLiteral("2 ")));
    QVERIFY(offered().contains(QStringLiteral("Disconnect 192.168.1.7 with Firefox on Android")));
    QVERIFY(offered().contains(QStringLiteral("Disconnect 192.168.1.8 with Firefox on Android")));
    m_session->viewerDisconnected(1, LeaveReason::Left);
    QVERIFY(!offered().contains(QStringLiteral("Disconnect 192.168.1.7 with Firefox on Android")));
    QVERIFY(offered().contains(QStringLiteral("Disconnect 192.168.1.8 with Firefox on Android")));
}

void TrayIconTest::starting()
{
    m_session->start({});
    QCOMPARE(offered(), QStringList{QStringLiteral("Stop sharing")} + always);
}

void TrayIconTest::stopping()
{
    m_session->share();
    m_session->stop(StopReason::User);
    QCOMPARE(offered(), always);
    m_session->serviceStopped();
    QCOMPARE(offered().constFirst(), QStringLiteral("Share my desktop"));
}

void TrayIconTest::asking()
{
    m_session->share();
    m_session->viewerAsked(ScriptedSession::phone());
    QCOMPARE(m_tray->icon().toolTip(), QStringLiteral("Oriel: Somebody asks to come in"));
    m_session->viewerAskEnded(1);
    QCOMPARE(m_tray->icon().toolTip(),
             QStringLiteral("Oriel: Waiting for somebody to open the link"));
}

void TrayIconTest::copiesTheChosenLink()
{
    m_session->share();
    action(QStringLiteral("Copy link"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("https://192.168.1.5:6080/#K7QM3XWP"));
    m_link->choose(ScriptedSession::urls.at(2));
    action(QStringLiteral("Copy link"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("https://[2001:db8::7]:6080/#K7QM3XWP"));
}

void TrayIconTest::nothingToCopyWhenSpent()
{
    m_session->share();
    m_session->clearPassword();
    QVERIFY(!offered().contains(QStringLiteral("Copy link")));
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::Renewed);
    QVERIFY(offered().contains(QStringLiteral("Copy link")));
}

void TrayIconTest::newLink()
{
    m_session->share();
    action(QStringLiteral("New link"))->trigger();
    QCOMPARE(m_session->renewals, 1);
}

void TrayIconTest::disconnectsOne()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    m_session->admit(ScriptedSession::phone(2));
    action(QStringLiteral("Disconnect 192.168.1.8 with Firefox on Android"))->trigger();
    QCOMPARE(m_session->kicks, QList<ViewerId>{2});
}

void TrayIconTest::stops()
{
    m_session->share();
    action(QStringLiteral("Stop sharing"))->trigger();
    QCOMPARE(m_session->state(), SharingSession::State::Stopping);
}

void TrayIconTest::ignoresWhatMayBeAViewer()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    QSignalSpy window(m_tray.get(), &TrayIcon::windowWanted);
    QSignalSpy quit(m_tray.get(), &TrayIcon::quitWanted);
    const auto chooseAll = [this] {
        for (const char *text :
             {"New link", "Disconnect 192.168.1.7 with Firefox on Android", "Quit", "Stop sharing"})
            action(QString::fromLatin1(text))->trigger();
        auto &icon = const_cast<QSystemTrayIcon &>(m_tray->icon());
        emit icon.activated(QSystemTrayIcon::Trigger);
        emit icon.messageClicked();
    };
    m_session->notePress();
    m_clock.advance(SharingSession::pressDoubt - 1ms);
    chooseAll();
    QCOMPARE(m_session->state(), SharingSession::State::Connected);
    QCOMPARE(m_session->renewals, 0);
    QVERIFY(m_session->kicks.isEmpty());
    QCOMPARE(window.count() + quit.count(), 0);
    m_clock.advance(1ms);
    chooseAll();
    QCOMPARE(m_session->state(), SharingSession::State::Stopping);
    QCOMPARE(m_session->renewals, 1);
    QCOMPARE(m_session->kicks, QList<ViewerId>{1});
    QCOMPARE(window.count(), 2);
    QCOMPARE(quit.count(), 1);
}

void TrayIconTest::trustsAMenuOfItsOwn()
{
    // Viewers can't press on a window of ours, so who chose in one is the host.
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    QMenu *menu = m_tray->icon().contextMenu();
    menu->popup({});
    QTRY_VERIFY(menu->isVisible());
    m_session->notePress();
    menu->close();
    action(QStringLiteral("New link"))->trigger();
    QCOMPARE(m_session->renewals, 1);
    // The next one is the panel's again.
    emit menu->aboutToShow();
    action(QStringLiteral("New link"))->trigger();
    QCOMPARE(m_session->renewals, 1);
}

void TrayIconTest::sendsFilesToWhomeverTakesThem()
{
    const QString text = QStringLiteral("Send a file…");
    QSignalSpy wanted(m_tray.get(), &TrayIcon::sendFileWanted);
    QVERIFY(!action(text)->isVisible());
    m_session->share();
    QVERIFY(action(text)->isVisible() && !action(text)->isEnabled());
    ViewerInfo looksOnly = ScriptedSession::phone(1);
    looksOnly.rights = {.control = false, .clipboard = false, .files = false};
    m_session->admit(looksOnly);
    QVERIFY(!action(text)->isEnabled());
    m_session->admit(ScriptedSession::phone(2));
    QVERIFY(action(text)->isEnabled());
    m_session->notePress();
    action(text)->trigger();
    QCOMPARE(wanted.count(), 0);
    m_clock.advance(SharingSession::pressDoubt);
    action(text)->trigger();
    QCOMPARE(wanted.count(), 1);
    m_session->viewerDisconnected(2, LeaveReason::Left);
    QVERIFY(!action(text)->isEnabled());
    m_session->end(StopReason::User);
    SessionPolicy policy;
    policy.fileLimit = 0;
    m_session->share(policy);
    QVERIFY(!action(text)->isVisible());
}

void TrayIconTest::showsFilesWhereThereAreAny()
{
    const QString text = QStringLiteral("Files…");
    QSignalSpy wanted(m_tray.get(), &TrayIcon::filesWanted);
    m_session->share();
    QVERIFY(!action(text)->isVisible());
    m_session->files().fileOffered(ScriptedSession::plan(), QStringLiteral("/p"));
    QVERIFY(action(text)->isVisible());
    action(text)->trigger();
    QCOMPARE(wanted.count(), 1);
    m_session->files().fileEnded(1, FileEnd::Withdrawn, {});
    m_session->files().clear();
    QVERIFY(!action(text)->isVisible());
}

void TrayIconTest::everyStateHasItsIcon()
{
    using State = SharingSession::State;
    for (const int size : {22, 32, 64}) {
        const auto image = [size](State state) {
            return Icons::state(state).pixmap(size).toImage();
        };
        QVERIFY(!image(State::Idle).isNull());
        QVERIFY(image(State::Idle) != image(State::Waiting));
        QVERIFY(image(State::Waiting) != image(State::Connected));
        QVERIFY(image(State::Connected) != image(State::Idle));
    }
    m_session->share();
    QCOMPARE(m_tray->icon().icon().pixmap(32).toImage(),
             Icons::state(State::Waiting).pixmap(32).toImage());
}

QTEST_MAIN(TrayIconTest)
#include "tst_TrayIcon.moc"
