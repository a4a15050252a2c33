#include "proxy/OpenSslExit.h"

#include <QProcess>
#include <QtTest>

#include <openssl/ssl.h>

#include <cstdio>

using namespace oriel;

namespace {

/** In a process of its own: uses OpenSSL as the program does, and says when it is cleaned up. */
int useOpenSsl(bool isKept)
{
    if (isKept)
        keepOpenSslAtExit();
    SSL_CTX_free(SSL_CTX_new(TLS_server_method()));
    OPENSSL_atexit([] { std::puts("cleaned"); });
    return 0;
}

QByteArray outputOf(const char *argument)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(argument)});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return "failed";
    return process.readAllStandardOutput();
}

} // namespace

class tst_OpenSslExit : public QObject {
    Q_OBJECT

private slots:
    void nothingIsFreedAtExit() { QCOMPARE(outputOf("kept"), QByteArray()); }
    void itWouldBeOtherwise() { QCOMPARE(outputOf("cleaned"), QByteArray("cleaned\n")); }
};

int main(int argc, char *argv[])
{
    if (argc == 2 && qstrcmp(argv[1], "kept") == 0)
        return useOpenSsl(true);
    if (argc == 2 && qstrcmp(argv[1], "cleaned") == 0)
        return useOpenSsl(false);
    const QCoreApplication application(argc, argv);
    tst_OpenSslExit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_OpenSslExit.moc"
