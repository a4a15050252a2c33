#include "ScriptedSession.h"
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
    void everyStateHasItsIcon();

private:
    /** What can be chosen just now. */
    QStringList offered() const;
    QAction *action(const QString &text) const;

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
    m_session = std::make_unique<ScriptedSession>();
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
