#include "ScriptedSession.h"
#include "ui/ChosenLink.h"
#include "ui/QrCodeView.h"
#include "ui/ShareWindow.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class ShareWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void idleOffersToShare();
    void startingIsBusy();
    void showsTheLink();
    void copies();
    void addressChangesLinkAndCode();
    void addressIsRemembered();
    void addressesMayChange();
    void spentLinkIsGone();
    void newPasswordIsShown();
    void reusablePasswordIsNotShown();
    void listsViewers();
    void showsTheFingerprint();
    void showsNoFingerprintWithoutTls();
    void showsTheTimeLeft();
    void stopsAndRenews();
    void showsAnError();
    void tabOrderFollowsTheEye();
    void everythingHasAName();
    void closesIntoTheTray();
    void closingWithoutTrayQuits();
    void closingWhileSharingAsks();

private:
    QPushButton *button(const QString &text) const;
    QString link() const;
    /** All that the Tab key reaches just now, in its order. */
    QList<QWidget *> focusOrder() const;
    QRect placeOf(const QWidget *widget) const
    {
        return {widget->mapTo(m_window.get(), QPoint()), widget->size()};
    }
    static QString nameOf(QWidget *widget)
    {
        const auto *accessible = QAccessible::queryAccessibleInterface(widget);
        return accessible->text(QAccessible::Name);
    }
    QLabel *label(const char *name) const
    {
        return m_window->findChild<QLabel *>(QLatin1String(name));
    }

    bool m_hasTray = false;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<ChosenLink> m_link;
    std::unique_ptr<ShareWindow> m_window;
};

void ShareWindowTest::init()
{
    m_window.reset();
    m_link.reset();
    m_hasTray = false;
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("oriel.conf")));
    m_session = std::make_unique<ScriptedSession>();
    m_link = std::make_unique<ChosenLink>(*m_session, *m_settings);
    m_window = std::make_unique<ShareWindow>(*m_session, *m_settings, *m_link,
                                             [this] { return m_hasTray; });
    m_window->show();
}

QPushButton *ShareWindowTest::button(const QString &text) const
{
    for (auto *one : m_window->findChildren<QPushButton *>()) {
        if (one->isVisible() && QString(one->text()).remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

QString ShareWindowTest::link() const
{
    const auto *field = m_window->findChild<QLineEdit *>();
    return field->isVisible() ? field->text() : QString();
}

QList<QWidget *> ShareWindowTest::focusOrder() const
{
    QList<QWidget *> order;
    for (QWidget *one = m_window->nextInFocusChain(); one != m_window.get();
         one = one->nextInFocusChain()) {
        if (one->isVisible() && one->isEnabled() && (one->focusPolicy() & Qt::TabFocus))
            order.append(one);
    }
    return order;
}

void ShareWindowTest::idleOffersToShare()
{
    const QSignalSpy share(m_window.get(), &ShareWindow::shareWanted);
    QVERIFY(!textOf(*m_window).contains(QStringLiteral("https://")));
    QCOMPARE(label("promise")->text().count(QLatin1Char('.')), 1);
    QVERIFY(label("promise")->text().contains(QStringLiteral("once you allow it")));
    m_settings->setConsent(false);
    QVERIFY(!label("promise")->text().contains(QStringLiteral("once you allow it")));
    QTest::keyClick(button(QStringLiteral("Share my desktop")), Qt::Key_Space);
    QCOMPARE(share.size(), 1);
}

void ShareWindowTest::startingIsBusy()
{
    m_session->start({});
    QVERIFY(!m_window->findChild<QPushButton *>(QStringLiteral("share"))->isEnabled());
    QVERIFY(textOf(*m_window).contains(QStringLiteral("Starting…")));
}

void ShareWindowTest::showsTheLink()
{
    m_session->share();
    QCOMPARE(link(), QStringLiteral("https://192.168.1.5:6080/#K7QM3XWP"));
    QCOMPARE(label("password")->text(), QStringLiteral("K7QM-3XWP"));
    QVERIFY(textOf(*m_window).contains(QStringLiteral("Nobody is connected.")));
    QVERIFY(!button(QStringLiteral("Share my desktop")));
    QVERIFY(!m_window->windowTitle().contains(ScriptedSession::password));
}

void ShareWindowTest::copies()
{
    m_session->share();
    auto *copy = button(QStringLiteral("Copy link"));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), link());
    QCOMPARE(copy->text(), QStringLiteral("Copied ✓"));
    QTRY_COMPARE(copy->text(), QStringLiteral("&Copy link"));
    QTest::mouseClick(button(QStringLiteral("Copy password")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("K7QM-3XWP"));
}

void ShareWindowTest::addressChangesLinkAndCode()
{
    m_session->share();
    auto *addresses = m_window->findChild<QComboBox *>();
    auto *view = m_window->findChild<QrCodeView *>();
    QCOMPARE(addresses->count(), 3);
    QVERIFY(addresses->itemText(0).startsWith(QStringLiteral("192.168.1.5 ")));
    QCOMPARE(addresses->itemText(1), QStringLiteral("10.8.0.3"));
    QCOMPARE(view->code().toImage(1), QrCode::encode(link()).toImage(1));

    addresses->setFocus();
    QTest::keyClick(addresses, Qt::Key_End);
    QCOMPARE(link(), QStringLiteral("https://[2001:db8::7]:6080/#K7QM3XWP"));
    QCOMPARE(addresses->currentIndex(), 2);
    QCOMPARE(view->code().toImage(1),
             QrCode::encode(QStringLiteral("https://[2001:db8::7]:6080/#K7QM3XWP")).toImage(1));
}

void ShareWindowTest::addressIsRemembered()
{
    m_session->share();
    auto *addresses = m_window->findChild<QComboBox *>();
    QTest::keyClick(addresses, Qt::Key_Down);
    QCOMPARE(m_settings->preferredAddress(), QStringLiteral("10.8.0.3"));
    m_session->end(StopReason::User);
    m_session->share();
    QCOMPARE(link(), QStringLiteral("https://10.8.0.3:6080/#K7QM3XWP"));
    QTest::keyClick(addresses, Qt::Key_Up);
    QCOMPARE(m_settings->preferredAddress(), QString());
}

void ShareWindowTest::addressesMayChange()
{
    m_settings->setPreferredAddress(QStringLiteral("10.8.0.3"));
    m_session->share();
    ShareInfo info = m_session->info();
    info.urls = QStringList{QStringLiteral("https://192.168.7.9:6080/")};
    m_session->updateInfo(info);
    QCOMPARE(link(), QStringLiteral("https://192.168.7.9:6080/#K7QM3XWP"));
    QVERIFY(!m_window->findChild<QComboBox *>()->isEnabled());
    QCOMPARE(m_settings->preferredAddress(), QStringLiteral("10.8.0.3"));
}

void ShareWindowTest::spentLinkIsGone()
{
    m_session->share();
    m_session->clearPassword();
    m_session->admit(ScriptedSession::phone());
    QCOMPARE(link(), QString());
    QVERIFY(!m_window->findChild<QrCodeView *>()->isVisible());
    QVERIFY(label("spent")->isVisible());
    QVERIFY(!textOf(*m_window).contains(ScriptedSession::password));
    QVERIFY(!textOf(*m_window).contains(QStringLiteral("K7QM-3XWP")));
}

void ShareWindowTest::newPasswordIsShown()
{
    m_session->share();
    m_session->clearPassword();
    m_session->setPassword(QStringLiteral("ABCD1234"), PasswordReason::Renewed);
    QCOMPARE(link(), QStringLiteral("https://192.168.1.5:6080/#ABCD1234"));
    QCOMPARE(label("password")->text(), QStringLiteral("ABCD-1234"));
    QVERIFY(!label("spent")->isVisible());
}

void ShareWindowTest::reusablePasswordIsNotShown()
{
    SessionPolicy policy;
    policy.reusablePassword = "correct horse";
    m_session->share(policy);
    QCOMPARE(link(), QStringLiteral("https://192.168.1.5:6080/"));
    QVERIFY(!textOf(*m_window).contains(QStringLiteral("correct horse")));
    QVERIFY(!button(QStringLiteral("Copy password")));
    QVERIFY(!button(QStringLiteral("New link")));
}

void ShareWindowTest::listsViewers()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    ViewerInfo second = ScriptedSession::phone(2);
    second.rights.control = false;
    m_session->admit(second);
    QString text = textOf(*m_window);
    QVERIFY(text.contains(QStringLiteral("192.168.1.7 with Firefox on Android\n")));
    QVERIFY(text.contains(QStringLiteral("192.168.1.8 with Firefox on Android (view only)")));
    QVERIFY(!text.contains(QStringLiteral("Nobody is connected.")));
    button(QStringLiteral("Disconnect"))->click();
    QCOMPARE(m_session->kicks, QList<ViewerId>{1});
    m_session->viewerDisconnected(1, LeaveReason::Kicked);
    text = textOf(*m_window);
    QVERIFY(!text.contains(QStringLiteral("192.168.1.7")));
    QVERIFY(text.contains(QStringLiteral("192.168.1.8")));
}

void ShareWindowTest::showsTheFingerprint()
{
    m_session->share();
    auto *toggle = m_window->findChild<QAbstractButton *>(QStringLiteral("fingerprintToggle"));
    QVERIFY(!label("fingerprint")->isVisible());
    toggle->click();
    QVERIFY(label("fingerprint")->isVisible());
    QCOMPARE(label("fingerprint")->text().count(QLatin1Char('\n')), 3);
    QTest::mouseClick(button(QStringLiteral("Copy fingerprint")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), ScriptedSession::fingerprint);
}

void ShareWindowTest::showsNoFingerprintWithoutTls()
{
    m_session->start({});
    m_session->serviceStarted({ScriptedSession::urls, {}, 6080}, ScriptedSession::password);
    QVERIFY(
        !m_window->findChild<QAbstractButton *>(QStringLiteral("fingerprintToggle"))->isVisible());
}

void ShareWindowTest::showsTheTimeLeft()
{
    m_session->share();
    QCOMPARE(label("timeLeft")->text(),
             QStringLiteral("Unused, the link expires in 60 minute(s)."));
    m_session->admit(ScriptedSession::phone());
    QCOMPARE(label("timeLeft")->text(),
             QStringLiteral("Ends in 15 minute(s) unless somebody does something."));
    m_session->end(StopReason::User);

    SessionPolicy endless;
    endless.expire = 0ms;
    endless.timeout = 0ms;
    m_session->share(endless);
    QCOMPARE(label("timeLeft")->text(), QStringLiteral("No time limit."));
    m_session->end(StopReason::User);

    SessionPolicy brief;
    brief.expire = 30s;
    m_session->share(brief);
    QTRY_COMPARE(label("timeLeft")->text(),
                 QStringLiteral("Unused, the link expires in 29 second(s)."));
}

void ShareWindowTest::stopsAndRenews()
{
    m_session->share();
    button(QStringLiteral("New link"))->click();
    QCOMPARE(m_session->renewals, 1);
    button(QStringLiteral("Stop sharing"))->click();
    QCOMPARE(m_session->state(), SharingSession::State::Stopping);
    m_session->serviceStopped();
    QVERIFY(button(QStringLiteral("Share my desktop"))->isEnabled());
}

void ShareWindowTest::showsAnError()
{
    const QString error = QStringLiteral("Port 6080 is taken: choose another.");
    m_window->showNotice({Notice::Kind::Error, {}, error});
    QVERIFY(textOf(*m_window).contains(error));
    m_session->share();
    QVERIFY(!textOf(*m_window).contains(error));
}

void ShareWindowTest::tabOrderFollowsTheEye()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    m_session->admit(ScriptedSession::phone(2));
    QTRY_VERIFY(button(QStringLiteral("Disconnect")));
    QCoreApplication::processEvents();
    const QList<QWidget *> order = focusOrder();
    QVERIFY(order.size() >= 10);
    for (qsizetype i = 1; i < order.size(); ++i) {
        const QRect before = placeOf(order.at(i - 1));
        const QRect here = placeOf(order.at(i));
        const bool sameRow = here.top() < before.bottom() && before.top() < here.bottom();
        QVERIFY2(sameRow ? here.left() > before.left() : here.top() > before.top(),
                 qPrintable(nameOf(order.at(i - 1)) + QStringLiteral(" → ") + nameOf(order.at(i))));
    }
}

void ShareWindowTest::everythingHasAName()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone(1));
    for (QWidget *one : focusOrder())
        QVERIFY2(!nameOf(one).isEmpty(), one->metaObject()->className());
}

void ShareWindowTest::closesIntoTheTray()
{
    m_hasTray = true;
    m_session->share();
    const QSignalSpy quit(m_window.get(), &ShareWindow::quitWanted);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
    QCOMPARE(quit.size(), 0);
    QCOMPARE(m_session->state(), SharingSession::State::Waiting);
}

void ShareWindowTest::closingWithoutTrayQuits()
{
    const QSignalSpy quit(m_window.get(), &ShareWindow::quitWanted);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->close());
    QCOMPARE(quit.size(), 1);
}

void ShareWindowTest::closingWhileSharingAsks()
{
    m_session->share();
    const QSignalSpy quit(m_window.get(), &ShareWindow::quitWanted);
    QVERIFY(!m_window->close());
    QPointer<QMessageBox> question = m_window->findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(!m_window->close());
    QCOMPARE(m_window->findChildren<QMessageBox *>().size(), 1);
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!question);
    QCOMPARE(quit.size(), 0);
    QCOMPARE(m_session->state(), SharingSession::State::Waiting);

    m_window->showNormal();
    QVERIFY(!m_window->close());
    question = m_window->findChild<QMessageBox *>();
    for (auto *one : question->findChildren<QPushButton *>()) {
        if (one->text().contains(QStringLiteral("quit")))
            one->click();
    }
    QCOMPARE(quit.size(), 1);
    QTRY_VERIFY(!question);
}

QTEST_MAIN(ShareWindowTest)
#include "tst_ShareWindow.moc"
