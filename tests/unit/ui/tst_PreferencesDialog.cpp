#include "ScriptedSession.h"
#include "ui/PreferencesDialog.h"
#include "ui/StartAtLogin.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class PreferencesDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsTheSettings();
    void okKeepsThem();
    void cancelForgetsThem();
    void leavesAFractionAlone();
    void zeroMinutesIsNever();
    void saysWhenItTakesEffect();
    void saysWhatWentWrong();
    void keepsWhereFilesGo();
    void refusesAFolderThatIsNone();
    void needsNoFolderWithoutFiles();

private:
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1String(name));
    }
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<StartAtLogin> m_startAtLogin;
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<PreferencesDialog> m_dialog;
};

void PreferencesDialogTest::init()
{
    m_dialog.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("oriel.conf")));
    m_startAtLogin = std::make_unique<StartAtLogin>(
        QStringLiteral("/usr/bin/oriel"), m_folder->filePath(QStringLiteral("autostart")));
    m_session = std::make_unique<ScriptedSession>();
}

void PreferencesDialogTest::open()
{
    m_dialog = std::make_unique<PreferencesDialog>(*m_settings, *m_startAtLogin, *m_session);
    m_dialog->show();
}

void PreferencesDialogTest::showsTheSettings()
{
    open();
    QCOMPARE(find<QCheckBox>("consent")->isChecked(), true);
    QCOMPARE(find<QCheckBox>("viewOnly")->isChecked(), false);
    QCOMPARE(find<QCheckBox>("atLogin")->isChecked(), false);
    QCOMPARE(find<QSpinBox>("viewers")->value(), 1);
    QCOMPARE(find<QSpinBox>("timeout")->value(), 15);
    QCOMPARE(find<QSpinBox>("port")->value(), 6080);
}

void PreferencesDialogTest::okKeepsThem()
{
    open();
    find<QCheckBox>("consent")->setChecked(false);
    find<QCheckBox>("viewOnly")->setChecked(true);
    find<QCheckBox>("atLogin")->setChecked(true);
    find<QSpinBox>("viewers")->setValue(3);
    find<QSpinBox>("timeout")->setValue(45);
    find<QSpinBox>("port")->setValue(7777);
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_settings->consent(), false);
    QCOMPARE(m_settings->viewOnly(), true);
    QCOMPARE(m_settings->maxViewers(), 3);
    QCOMPARE(m_settings->timeoutMinutes(), 45.0);
    QCOMPARE(m_settings->port(), quint16(7777));
    QVERIFY(m_startAtLogin->isEnabled());

    open();
    QCOMPARE(find<QCheckBox>("consent")->isChecked(), false);
    QCOMPARE(find<QCheckBox>("viewOnly")->isChecked(), true);
    QCOMPARE(find<QSpinBox>("viewers")->value(), 3);
    QCOMPARE(find<QSpinBox>("timeout")->value(), 45);
    QCOMPARE(find<QSpinBox>("port")->value(), 7777);
    QCOMPARE(find<QCheckBox>("atLogin")->isChecked(), true);
    find<QCheckBox>("atLogin")->setChecked(false);
    m_dialog->accept();
    QVERIFY(!m_startAtLogin->isEnabled());
}

void PreferencesDialogTest::cancelForgetsThem()
{
    open();
    find<QCheckBox>("consent")->setChecked(false);
    find<QCheckBox>("atLogin")->setChecked(true);
    find<QSpinBox>("port")->setValue(7777);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_settings->consent(), true);
    QCOMPARE(m_settings->port(), quint16(6080));
    QVERIFY(!m_startAtLogin->isEnabled());
}

void PreferencesDialogTest::leavesAFractionAlone()
{
    m_settings->setTimeoutMinutes(0.1);
    open();
    QCOMPARE(find<QSpinBox>("timeout")->value(), 1);
    m_dialog->accept();
    QCOMPARE(m_settings->timeoutMinutes(), 0.1);
}

void PreferencesDialogTest::zeroMinutesIsNever()
{
    open();
    find<QSpinBox>("timeout")->setValue(0);
    QCOMPARE(find<QSpinBox>("timeout")->text(), QStringLiteral("never"));
    m_dialog->accept();
    QCOMPARE(m_settings->timeoutMinutes(), 0.0);
}

void PreferencesDialogTest::saysWhenItTakesEffect()
{
    open();
    QVERIFY(!find<QLabel>("hint")->isVisible());
    m_session->share();
    QVERIFY(find<QLabel>("hint")->isVisible());
    m_session->end(StopReason::User);
    QVERIFY(!find<QLabel>("hint")->isVisible());
}

void PreferencesDialogTest::saysWhatWentWrong()
{
    QFile inTheWay(m_folder->filePath(QStringLiteral("autostart")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    open();
    find<QCheckBox>("atLogin")->setChecked(true);
    find<QSpinBox>("port")->setValue(7777);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(find<QLabel>("error")->isVisible());
    QVERIFY(find<QLabel>("error")->text().contains(m_startAtLogin->fileName()));
    QCOMPARE(m_settings->port(), quint16(6080));
}

void PreferencesDialogTest::keepsWhereFilesGo()
{
    open();
    QCOMPARE(find<QSpinBox>("fileLimit")->value(), 2048);
    auto *folder = find<QLineEdit>("fileFolder");
    QCOMPARE(folder->text(), SessionPolicy().folderForFiles());
    find<QSpinBox>("fileLimit")->setValue(10);
    folder->setText(m_folder->path() + QLatin1Char('/'));
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_settings->policy().fileFolder, m_folder->path());
    QCOMPARE(m_settings->policy().fileLimit, qint64(10) * 1024 * 1024);

    open();
    find<QLineEdit>("fileFolder")->setText(SessionPolicy().folderForFiles());
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_settings->fileFolder().isEmpty());
}

void PreferencesDialogTest::refusesAFolderThatIsNone()
{
    const QString missing = m_folder->filePath(QStringLiteral("missing"));
    for (const QString &folder : {missing, QStringLiteral("downloads"), QString()}) {
        open();
        find<QLineEdit>("fileFolder")->setText(folder);
        find<QSpinBox>("port")->setValue(7777);
        m_dialog->accept();
        QVERIFY(m_dialog->isVisible());
        QVERIFY(find<QLabel>("error")->text().contains(folder));
        QCOMPARE(m_settings->port(), quint16(6080));
    }
}

void PreferencesDialogTest::needsNoFolderWithoutFiles()
{
    open();
    find<QLineEdit>("fileFolder")->setText(QStringLiteral("/nonexistent"));
    find<QSpinBox>("fileLimit")->setValue(0);
    QCOMPARE(find<QSpinBox>("fileLimit")->text(), QStringLiteral("no files"));
    QVERIFY(!find<QLineEdit>("fileFolder")->isEnabled());
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_settings->policy().filesAllowed());
}

QTEST_MAIN(PreferencesDialogTest)
#include "tst_PreferencesDialog.moc"
