#include "session/FileToSend.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace oriel;

class TestFileToSend : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void takesUpToTheLimit();
    void namesWhatIsMissing();
    void takesNoFolderNorPipe();
    void namesWhatMayNotBeRead();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

void TestFileToSend::initTestCase()
{
    QFile file(path("plan.pdf"));
    QVERIFY(file.open(QFile::WriteOnly) && file.resize(2048));
}

void TestFileToSend::takesUpToTheLimit()
{
    QCOMPARE(FileToSend::problem(path("plan.pdf"), 2048), QString());
    const QString problem = FileToSend::problem(path("plan.pdf"), 2047);
    QVERIFY2(problem.contains(QLatin1String("plan.pdf")), qPrintable(problem));
    QVERIFY2(problem.contains(QLatin1String("limit")), qPrintable(problem));
}

void TestFileToSend::namesWhatIsMissing()
{
    QVERIFY(FileToSend::problem(path("gone.pdf"), 1).contains(QLatin1String("gone.pdf")));
}

void TestFileToSend::takesNoFolderNorPipe()
{
    QVERIFY(!FileToSend::problem(m_folder.path(), 1 << 20).isEmpty());
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    QVERIFY(!FileToSend::problem(path("pipe"), 1 << 20).isEmpty());
}

void TestFileToSend::namesWhatMayNotBeRead()
{
    QFile file(path("secret"));
    QVERIFY(file.open(QFile::WriteOnly) && file.setPermissions({}));
    // Root may read everything, so be somebody else for a moment.
    constexpr uid_t nobody = 65534;
    const bool isRoot = ::getuid() == 0;
    QCOMPARE(::chmod(QFile::encodeName(m_folder.path()).constData(), 0711), 0);
    QVERIFY(!isRoot || ::setresuid(nobody, nobody, 0) == 0);
    const QString problem = FileToSend::problem(path("secret"), 1 << 20);
    QVERIFY(!isRoot || ::setresuid(0, 0, 0) == 0);
    QVERIFY2(problem.contains(QLatin1String("may not read")), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestFileToSend)
#include "tst_FileToSend.moc"
