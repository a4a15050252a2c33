#include "proxy/DiskThread.h"
#include "proxy/FileSaver.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <limits>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace oriel;

class tst_FileSaver : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<DiskThread> m_disk;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }

    QByteArray contents(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    void put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    /** Opens, and writes these pieces. */
    static bool begin(FileSaver &saver, const QByteArrayList &pieces = {})
    {
        QSignalSpy opened(&saver, &FileSaver::opened);
        QSignalSpy written(&saver, &FileSaver::written);
        saver.open();
        bool good = opened.wait();
        for (const QByteArray &piece : pieces) {
            saver.write(piece);
            good = good && written.wait();
        }
        return good;
    }

    /** Where it was saved; empty if that failed. */
    QString save(const QString &name, const QByteArray &bytes) const
    {
        FileSaver saver(m_folder->path(), name, bytes.size(), m_disk);
        QSignalSpy finished(&saver, &FileSaver::finished);
        if (!begin(saver, {bytes}))
            return {};
        saver.finish();
        return finished.wait() ? finished.first().first().toString() : QString();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_disk = std::make_shared<DiskThread>();
    }

    void cleanup()
    {
        m_disk.reset();
        m_folder.reset();
    }

    void savesPieceByPiece()
    {
        FileSaver saver(path(QStringLiteral("made/for it")), QStringLiteral("a.txt"), 10, m_disk);
        QSignalSpy finished(&saver, &FileSaver::finished);
        QVERIFY(begin(saver, {"first", "other"}));
        saver.finish();
        QVERIFY(finished.wait());
        QCOMPARE(finished.first().first().toString(), path(QStringLiteral("made/for it/a.txt")));
        QCOMPARE(contents(QStringLiteral("made/for it/a.txt")), "firstother");
    }

    void keepsItHiddenUntilItIsWhole()
    {
        FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 5, m_disk);
        QVERIFY(begin(saver));
        QCOMPARE(files().size(), 1);
        const QString name = files().first();
        QVERIFY2(name.startsWith(QLatin1Char('.')) && name.endsWith(QLatin1String(".part")),
                 qPrintable(name));
    }

    void leavesNothingOfWhatEndsEarly()
    {
        {
            FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 10, m_disk);
            QVERIFY(begin(saver, {"first"}));
            QCOMPARE(files().size(), 1);
        }
        QTRY_COMPARE(files(), QStringList());
        {
            FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 5, m_disk);
            QVERIFY(begin(saver, {"first"}));
            saver.finish(); // under way when it goes
        }
        m_disk.reset(); // waits
        QCOMPARE(files(), QStringList());
    }

    void takesNoLessThanAnnounced()
    {
        FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 10, m_disk);
        QSignalSpy failed(&saver, &FileSaver::failed);
        QVERIFY(begin(saver, {"first"}));
        saver.finish();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<FileEnd>(), FileEnd::NotWritable);
    }

    void savesWithTheUsersMask()
    {
        const mode_t before = umask(027);
        const QString saved = save(QStringLiteral("run.sh"), "#!/bin/sh\n");
        umask(before);
        struct stat status { };
        QCOMPARE(stat(qPrintable(saved), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0640U);
    }

    void overwritesNothing()
    {
        put(QStringLiteral("a.txt"), "mine");
        QCOMPARE(symlink("nowhere", qPrintable(path(QStringLiteral("a (2).txt")))), 0);
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("a (3).txt")));
        QCOMPARE(save(QStringLiteral("a.txt"), "theirs"), path(QStringLiteral("a (4).txt")));
        QCOMPARE(contents(QStringLiteral("a.txt")), "mine");
        QCOMPARE(contents(QStringLiteral("a (4).txt")), "theirs");
        QVERIFY(!QFile::exists(path(QStringLiteral("nowhere"))));
    }

    /** All begin before one ends, and end at the same moment. */
    void overwritesNothingInARace()
    {
        constexpr int count = 20;
        std::vector<std::unique_ptr<FileSaver>> savers;
        QStringList saved;
        for (int i = 0; i < count; ++i) {
            const auto &saver = savers.emplace_back(
                std::make_unique<FileSaver>(m_folder->path(), QStringLiteral("a.txt"), 3, m_disk));
            connect(saver.get(), &FileSaver::finished, this,
                    [&saved](const QString &path) { saved.append(path); });
            QVERIFY(begin(*saver, {QByteArray::number(100 + i)}));
        }
        for (const auto &saver : savers)
            saver->finish();
        QTRY_COMPARE(saved.size(), count);
        QSet<QByteArray> all;
        for (const QString &name : files())
            all.insert(contents(name));
        QCOMPARE(files().size(), count);
        QCOMPARE(all.size(), count);
    }

    void tellsOfTooLittleSpaceBefore()
    {
        FileSaver saver(m_folder->path(), QStringLiteral("a.txt"),
                        std::numeric_limits<qint64>::max(), m_disk);
        QSignalSpy failed(&saver, &FileSaver::failed);
        saver.open();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<FileEnd>(), FileEnd::NoSpace);
        QCOMPARE(files(), QStringList());
    }

    void tellsOfAFullDisk()
    {
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{4096, before.rlim_max};
        {
            FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 20'000, m_disk);
            QSignalSpy failed(&saver, &FileSaver::failed);
            QVERIFY(begin(saver));
            QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
            saver.write(QByteArray(20'000, 'x'));
            const bool came = failed.wait();
            setrlimit(RLIMIT_FSIZE, &before);
            std::signal(SIGXFSZ, handler);
            QVERIFY(came);
            QCOMPARE(failed.first().first().value<FileEnd>(), FileEnd::NoSpace);
        }
        QTRY_COMPARE(files(), QStringList());
    }

    void tellsOfAFolderThatIsNone()
    {
        put(QStringLiteral("file"), "in its place");
        FileSaver saver(path(QStringLiteral("file")), QStringLiteral("a.txt"), 5, m_disk);
        QSignalSpy failed(&saver, &FileSaver::failed);
        saver.open();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<FileEnd>(), FileEnd::NotWritable);
    }

    void tellsOfAFolderThatWentAway()
    {
        FileSaver saver(m_folder->path(), QStringLiteral("a.txt"), 5, m_disk);
        QSignalSpy failed(&saver, &FileSaver::failed);
        QVERIFY(begin(saver, {"first"}));
        QVERIFY(m_folder->remove());
        saver.finish();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<FileEnd>(), FileEnd::NotWritable);
    }
};

QTEST_GUILESS_MAIN(tst_FileSaver)
#include "tst_FileSaver.moc"
