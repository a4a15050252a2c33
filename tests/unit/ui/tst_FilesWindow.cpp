#include "ScriptedSession.h"
#include "ui/FileRow.h"
#include "ui/FilesWindow.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace oriel;

class FilesWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void comesUpWhenAFileMoves();
    void comesUpWhenAFileIsOffered();
    void showsHowFarItIs();
    void movesMoreThanAnIntegerHolds();
    void cancels();
    void showsTheFolderOfWhatWasSaved();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void isSilentAboutWhatNeverBegan();
    void remembersWhoItWas();
    void forgetsWhatIsOver();
    void anotherSessionBeginsAnew();

private:
    FileTransfers &files() const { return m_session->files(); }
    QList<FileRow *> rows() const;
    template <typename Widget>
    Widget *find(const char *name, int row = 0) const
    {
        return rows().value(row)->findChild<Widget *>(QLatin1String(name));
    }
    QString state(int row = 0) const { return find<QLabel>("state", row)->text(); }
    QPushButton *button(const QString &text) const;
    void start(FileId file) const
    {
        files().fileAsked(ScriptedSession::photo(file));
        files().answer(file, FileAnswer::Take);
        files().fileStarted(file);
    }

    std::unique_ptr<ScriptedSession> m_session;
    std::unique_ptr<FilesWindow> m_window;
};

void FilesWindowTest::init()
{
    m_window.reset();
    m_session = std::make_unique<ScriptedSession>();
    m_window = std::make_unique<FilesWindow>(*m_session);
    m_session->share();
    m_session->admit(ScriptedSession::phone());
}

QList<FileRow *> FilesWindowTest::rows() const
{
    QList<FileRow *> shown;
    for (auto *row : m_window->findChildren<FileRow *>()) {
        if (!row->isHidden())
            shown.append(row);
    }
    return shown;
}

QPushButton *FilesWindowTest::button(const QString &text) const
{
    for (auto *one : m_window->findChildren<QPushButton *>()) {
        if (one->isVisible() && QString(one->text()).remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

void FilesWindowTest::comesUpWhenAFileMoves()
{
    QVERIFY(!m_window->isVisible());
    files().fileAsked(ScriptedSession::photo());
    QVERIFY(!m_window->isVisible());
    files().answer(1, FileAnswer::Take);
    files().fileStarted(1);
    QVERIFY(m_window->isVisible());
    QVERIFY(!m_window->isModal());
    QVERIFY(m_window->testAttribute(Qt::WA_ShowWithoutActivating));
    QVERIFY(find<QLabel>("name")->text().contains(QLatin1String("photo 1.png")));
    QCOMPARE(find<QLabel>("viewer")->text(),
             QStringLiteral("from 192.168.1.7 with Firefox on Android"));
    // Put away, it stays away until another one begins.
    m_window->close();
    files().fileMoved(1, 1000);
    QVERIFY(!m_window->isVisible());
    start(2);
    QVERIFY(m_window->isVisible());
    QCOMPARE(rows().size(), 2);
}

void FilesWindowTest::comesUpWhenAFileIsOffered()
{
    files().fileOffered(ScriptedSession::plan(), QStringLiteral("/p"));
    QVERIFY(m_window->isVisible());
    QCOMPARE(find<QLabel>("viewer")->text(),
             QStringLiteral("to 192.168.1.7 with Firefox on Android"));
    QVERIFY(!m_window->findChild<QProgressBar *>()->isVisible());
    QVERIFY(state().contains(QStringLiteral("5.0 KiB")));
}

void FilesWindowTest::showsHowFarItIs()
{
    start(1);
    const auto *bar = m_window->findChild<QProgressBar *>();
    QCOMPARE(bar->value(), 0);
    files().fileMoved(1, SessionPolicy::mebibyte);
    QCOMPARE(bar->value() * 2, bar->maximum());
    QCOMPARE(state(), QStringLiteral("1.0 MiB of 2.0 MiB"));
}

void FilesWindowTest::movesMoreThanAnIntegerHolds()
{
    FileTransfer film = ScriptedSession::photo();
    film.size = qint64(1) << 40;
    files().fileAsked(film);
    files().fileStarted(1);
    files().fileMoved(1, film.size / 4);
    const auto *bar = m_window->findChild<QProgressBar *>();
    QCOMPARE(bar->value() * 4, bar->maximum());
}

void FilesWindowTest::cancels()
{
    start(1);
    button(QStringLiteral("Cancel"))->click();
    QCOMPARE(m_session->cancelled, QList<FileId>{1});
    files().fileEnded(1, FileEnd::Cancelled, {});
    QVERIFY(!button(QStringLiteral("Cancel")));
    QCOMPARE(state(), QStringLiteral("Cancelled"));
}

void FilesWindowTest::showsTheFolderOfWhatWasSaved()
{
    QSignalSpy wanted(m_window.get(), &FilesWindow::folderWanted);
    start(1);
    QVERIFY(!button(QStringLiteral("Show in folder")));
    files().fileEnded(1, FileEnd::Done, QStringLiteral("/home/me/inbox/photo 1 (2).png"));
    QVERIFY(state().contains(QStringLiteral("/home/me/inbox")));
    button(QStringLiteral("Show in folder"))->click();
    QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("/home/me/inbox/photo 1 (2).png"));
}

void FilesWindowTest::saysHowItEnded_data()
{
    QTest::addColumn<FileEnd>("end");
    QTest::newRow("delivered") << FileEnd::Done;
    QTest::newRow("cancelled") << FileEnd::Cancelled;
    QTest::newRow("withdrawn") << FileEnd::Withdrawn;
    QTest::newRow("not readable") << FileEnd::NotReadable;
    QTest::newRow("no space") << FileEnd::NoSpace;
    QTest::newRow("not writable") << FileEnd::NotWritable;
}

void FilesWindowTest::saysHowItEnded()
{
    QFETCH(FileEnd, end);
    files().fileOffered(ScriptedSession::plan(), QStringLiteral("/p"));
    const QString before = state();
    files().fileEnded(1, end, {});
    QVERIFY(!state().isEmpty() && state() != before);
    QVERIFY(!button(QStringLiteral("Cancel")) && !button(QStringLiteral("Show in folder")));
}

void FilesWindowTest::isSilentAboutWhatNeverBegan()
{
    files().fileAsked(ScriptedSession::photo(1));
    files().fileEnded(1, FileEnd::Refused, {});
    files().fileAsked(ScriptedSession::photo(2));
    files().fileEnded(2, FileEnd::Withdrawn, {});
    QVERIFY(rows().isEmpty());
    // But this the host has to mend.
    files().fileAsked(ScriptedSession::photo(3));
    files().fileEnded(3, FileEnd::NoSpace, {});
    QCOMPARE(rows().size(), 1);
    QCOMPARE(state(), QStringLiteral("The disk is full"));
}

void FilesWindowTest::remembersWhoItWas()
{
    start(1);
    m_session->viewerDisconnected(1, LeaveReason::Left);
    files().fileEnded(1, FileEnd::Withdrawn, {});
    QVERIFY(find<QLabel>("viewer")->text().contains(QStringLiteral("192.168.1.7")));
}

void FilesWindowTest::forgetsWhatIsOver()
{
    start(1);
    start(2);
    QVERIFY(!button(QStringLiteral("Clear list"))->isEnabled());
    files().fileEnded(1, FileEnd::Cancelled, {});
    button(QStringLiteral("Clear list"))->click();
    QCOMPARE(rows().size(), 1);
    QVERIFY(find<QLabel>("name")->text().contains(QLatin1String("photo 2.png")));
    QVERIFY(!button(QStringLiteral("Clear list"))->isEnabled());
}

void FilesWindowTest::anotherSessionBeginsAnew()
{
    start(1);
    m_session->end(StopReason::User);
    m_session->share();
    QVERIFY(rows().isEmpty());
    m_session->admit(ScriptedSession::phone());
    files().fileOffered(ScriptedSession::plan(1), QStringLiteral("/p"));
    QVERIFY(find<QLabel>("name")->text().contains(QLatin1String("plan 1.pdf")));
}

QTEST_MAIN(FilesWindowTest)
#include "tst_FilesWindow.moc"
