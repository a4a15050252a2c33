#include "ScriptedSession.h"
#include "ui/FileChooser.h"

#include <QApplication>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class FileChooserTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void opensOneDialogOfOurOwn();
    void opensNoneForNobody();
    void sendsWhatCanBeSent();
    void tellsThatNobodyIsLeft();

private:
    static QList<QFileDialog *> dialogs();
    QString makeFile(const char *name, qint64 size) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<FileChooser> m_chooser;
};

void FileChooserTest::init()
{
    m_chooser.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<ScriptedSession>();
    m_chooser = std::make_unique<FileChooser>(*m_session);
    SessionPolicy policy;
    policy.fileLimit = 100;
    m_session->share(policy);
}

QList<QFileDialog *> FileChooserTest::dialogs()
{
    QList<QFileDialog *> found;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QFileDialog *>(window); dialog && dialog->isVisible())
            found.append(dialog);
    }
    return found;
}

QString FileChooserTest::makeFile(const char *name, qint64 size) const
{
    QFile file(m_folder->filePath(QLatin1String(name)));
    return file.open(QFile::WriteOnly) && file.resize(size) ? file.fileName() : QString();
}

void FileChooserTest::opensOneDialogOfOurOwn()
{
    m_session->admit(ScriptedSession::phone());
    m_chooser->choose();
    m_chooser->choose();
    QCOMPARE(dialogs().size(), 1);
    // Viewers touch what is another program's.
    QVERIFY(dialogs().constFirst()->testOption(QFileDialog::DontUseNativeDialog));
    const QString file = makeFile("plan.pdf", 10);
    emit dialogs().constFirst()->filesSelected({file});
    QCOMPARE(m_session->sent, QStringList{file});
    m_session->stop();
    QVERIFY(dialogs().isEmpty());
}

void FileChooserTest::opensNoneForNobody()
{
    m_chooser->choose();
    QVERIFY(dialogs().isEmpty());
}

void FileChooserTest::sendsWhatCanBeSent()
{
    m_session->admit(ScriptedSession::phone());
    QStringList told;
    connect(m_chooser.get(), &FileChooser::notice, this,
            [&told](const Notice &notice) { told.append(notice.text); });
    const QString good = makeFile("good", 100);
    const QString large = makeFile("large", 101);
    m_chooser->send({large, good, m_folder->filePath(QStringLiteral("gone"))});
    QCOMPARE(m_session->sent, QStringList{good});
    QCOMPARE(told.size(), 2);
    QVERIFY(told.value(0).contains(large));
    QVERIFY(told.value(1).contains(QStringLiteral("gone")));
}

void FileChooserTest::tellsThatNobodyIsLeft()
{
    QSignalSpy told(m_chooser.get(), &FileChooser::notice);
    m_chooser->send({makeFile("plan.pdf", 10)});
    QVERIFY(m_session->sent.isEmpty());
    QCOMPARE(told.count(), 1);
}

QTEST_MAIN(FileChooserTest)
#include "tst_FileChooser.moc"
