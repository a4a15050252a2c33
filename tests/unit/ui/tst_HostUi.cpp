#include "ScriptedSession.h"
#include "ui/FilePrompt.h"
#include "ui/FilesWindow.h"
#include "ui/HostUi.h"
#include "ui/PreferencesDialog.h"
#include "ui/ShareWindow.h"

#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

/** The whole, as it is on a desktop without a tray: the offscreen platform has none. */
class HostUiTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void windowStandsInForTheTray();
    void sharesByTheSettings();
    void linkComesToTheFront();
    void failedStartIsShown();
    void noticesGoToTheWindow();
    void opensPreferencesOnce();
    void aboutTellsWhereToLook();
    void asksAboutFiles();
    void showsFilesAsTheyPass();
    void choosesFilesToSend();
    void closingQuits();

private:
    template <typename Window>
    static QList<Window *> shown();
    QPushButton *button(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<HostUi> m_ui;
};

void HostUiTest::initTestCase() { QStandardPaths::setTestModeEnabled(true); }

void HostUiTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("oriel.conf")));
    m_session = std::make_unique<ScriptedSession>();
    m_ui = std::make_unique<HostUi>(
        *m_session, *m_settings,
        AboutInfo{QStringLiteral("1.2.3"), QStringLiteral("/var/log/oriel <1>.log"),
                  QUrl(QStringLiteral("file:///usr/share/doc/oriel/README.md"))});
}

void HostUiTest::cleanup() { m_ui.reset(); }

template <typename Window>
QList<Window *> HostUiTest::shown()
{
    QList<Window *> found;
    for (QWidget *one : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<Window *>(one);
        if (window && window->isVisible())
            found.append(window);
    }
    return found;
}

QPushButton *HostUiTest::button(const QString &text) const
{
    for (QWidget *one : QApplication::allWidgets()) {
        auto *found = qobject_cast<QPushButton *>(one);
        if (found && found->isVisible() && QString(found->text()).remove(QLatin1Char('&')) == text)
            return found;
    }
    return nullptr;
}

void HostUiTest::windowStandsInForTheTray()
{
    QVERIFY(shown<ShareWindow>().isEmpty());
    m_ui->show();
    QCOMPARE(shown<ShareWindow>().size(), 1);
    QVERIFY(!QApplication::quitOnLastWindowClosed());
}

void HostUiTest::sharesByTheSettings()
{
    m_settings->setViewOnly(true);
    m_settings->setPort(7777);
    m_ui->show();
    button(QStringLiteral("Share my desktop"))->click();
    QCOMPARE(m_session->state(), SharingSession::State::Starting);
    QVERIFY(m_session->policy().viewOnly);
    QVERIFY(m_session->policy().consent);
    QCOMPARE(m_session->policy().port, quint16(7777));
}

void HostUiTest::linkComesToTheFront()
{
    m_session->share();
    QCOMPARE(shown<ShareWindow>().size(), 1);
    QVERIFY(textOf(*shown<ShareWindow>().constFirst()).contains(ScriptedSession::password));
}

void HostUiTest::failedStartIsShown()
{
    const QString error = QStringLiteral("Port 6080 is taken: choose another.");
    m_session->start({});
    m_session->serviceFailed(error);
    m_session->serviceStopped();
    QCOMPARE(shown<ShareWindow>().size(), 1);
    QVERIFY(textOf(*shown<ShareWindow>().constFirst()).contains(error));
    QVERIFY(button(QStringLiteral("Share my desktop"))->isEnabled());
}

void HostUiTest::noticesGoToTheWindow()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone());
    m_session->viewerDisconnected(1, LeaveReason::Left);
    QVERIFY(textOf(*shown<ShareWindow>().constFirst())
                .contains(QStringLiteral("A viewer left: 192.168.1.7")));
}

void HostUiTest::opensPreferencesOnce()
{
    m_ui->show();
    button(QStringLiteral("Preferences…"))->click();
    button(QStringLiteral("Preferences…"))->click();
    QCOMPARE(shown<PreferencesDialog>().size(), 1);
    button(QStringLiteral("Cancel"))->click();
    QTRY_VERIFY(shown<PreferencesDialog>().isEmpty());
    button(QStringLiteral("Preferences…"))->click();
    QCOMPARE(shown<PreferencesDialog>().size(), 1);
}

void HostUiTest::aboutTellsWhereToLook()
{
    m_ui->show();
    button(QStringLiteral("About"))->click();
    QString text;
    for (QDialog *dialog : shown<QDialog>())
        text += textOf(*dialog);
    QVERIFY(text.contains(QStringLiteral("1.2.3")));
    QVERIFY(text.contains(QStringLiteral("/var/log/oriel &lt;1&gt;.log</a>")));
    QVERIFY(text.contains(QStringLiteral("file:///usr/share/doc/oriel/README.md")));
    QVERIFY(text.contains(QStringLiteral("GNU General Public License 3")));
}

void HostUiTest::asksAboutFiles()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone());
    m_session->files().fileAsked(ScriptedSession::photo());
    QCOMPARE(shown<FilePrompt>().size(), 1);
    QTRY_VERIFY(button(QStringLiteral("Take it"))->isEnabled());
    button(QStringLiteral("Take it"))->click();
    QCOMPARE(m_session->fileAnswers.size(), 1);
}

void HostUiTest::showsFilesAsTheyPass()
{
    m_session->share();
    m_session->admit(ScriptedSession::phone());
    QVERIFY(!button(QStringLiteral("Files…")));
    m_session->files().fileOffered(ScriptedSession::plan(), QStringLiteral("/p"));
    QCOMPARE(shown<FilesWindow>().size(), 1);
    button(QStringLiteral("Close"))->click();
    QVERIFY(shown<FilesWindow>().isEmpty());
    button(QStringLiteral("Files…"))->click();
    QCOMPARE(shown<FilesWindow>().size(), 1);
}

void HostUiTest::choosesFilesToSend()
{
    m_session->share();
    QVERIFY(!button(QStringLiteral("Send a file…"))->isEnabled());
    m_session->admit(ScriptedSession::phone());
    button(QStringLiteral("Send a file…"))->click();
    QCOMPARE(shown<QFileDialog>().size(), 1);
    m_session->stop();
    QVERIFY(shown<QFileDialog>().isEmpty());
}

void HostUiTest::closingQuits()
{
    const QSignalSpy quit(m_ui.get(), &HostUi::quitRequested);
    m_ui->show();
    shown<ShareWindow>().constFirst()->close();
    QCOMPARE(quit.size(), 1);
}

QTEST_MAIN(HostUiTest)
#include "tst_HostUi.moc"
