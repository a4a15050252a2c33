#include "XProgram.h"
#include "XServer.h"
#include "desktop/x11/X11Clipboard.h"

#include <QSignalSpy>
#include <QtTest>

using namespace oriel;
using namespace oriel::test;

namespace {

QString longText(qsizetype utf8Bytes)
{
    const QString piece = QStringLiteral("é漢🙂x\n"); // 11 bytes
    return piece.repeated(utf8Bytes / 11);
}

} // namespace

// Two clipboards on two connections talk to each other: each tests the other, and xclip both.
class tst_X11Clipboard : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void hostToViewer_data() { texts(); }
    void hostToViewer();
    void viewerToHost_data() { texts(); }
    void viewerToHost();
    void fromOtherPrograms_data() { texts(); }
    void fromOtherPrograms();
    void toOtherPrograms_data() { texts(); }
    void toOtherPrograms();
    void latin1Program();
    void presentTextComesOnStart();
    void noEcho();
    void tooLong();
    void silentBeforeStartAndAfterStop();
    void textOutlivesStop();
    void deadOwner();
    void ownerWithoutText();
    void takenBack();
    void picturesFromOtherPrograms_data() { pictures(); }
    void picturesFromOtherPrograms();
    void picturesToOtherPrograms_data() { pictures(); }
    void picturesToOtherPrograms();
    void noEchoOfPictures();
    void pictureTooLarge();
    void textAndPictureInTurn();

private:
    static void texts();
    static void pictures();
    QByteArray paste(const QStringList &arguments = {});
    void copy(const QByteArray &text, const QStringList &arguments = {});

    XServer m_server;
    std::unique_ptr<X11Connection> m_hostConnection;
    std::unique_ptr<X11Connection> m_connection;
    std::unique_ptr<X11Clipboard> m_host;
    std::unique_ptr<X11Clipboard> m_clipboard;
    std::unique_ptr<QProcess> m_owner;
};

void tst_X11Clipboard::texts()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << "x";
    QTest::newRow("Unicode") << QStringLiteral("é ß € 漢 🙂\nnext\tline ");
    QTest::newRow("300 kB") << longText(300 * 1000);
    QTest::newRow("900 kB") << longText(900 * 1000);
}

/** Programs on the host give them as they like: nobody looks into them here. */
void tst_X11Clipboard::pictures()
{
    QTest::addColumn<QByteArray>("png");
    QTest::newRow("small") << QByteArray("\x89PNG and so on\0", 15);
    QTest::newRow("300 kB") << QByteArray("\x89PNG\0\xff", 6).repeated(50'000);
    QTest::newRow("the largest") << QByteArray(HostClipboard::maxPictureBytes, '\x89');
}

void tst_X11Clipboard::initTestCase() { QVERIFY(m_server.start()); }

void tst_X11Clipboard::init()
{
    QString error;
    m_hostConnection = X11Connection::open(m_server.display(), &error);
    m_connection = X11Connection::open(m_server.display(), &error);
    QVERIFY(m_connection && m_hostConnection);
    m_host = std::make_unique<X11Clipboard>(*m_hostConnection);
    m_clipboard = std::make_unique<X11Clipboard>(*m_connection);
}

void tst_X11Clipboard::cleanup()
{
    if (m_owner) {
        m_owner->kill();
        m_owner->waitForFinished();
        m_owner.reset();
    }
    m_clipboard.reset();
    m_host.reset();
    m_connection.reset();
    m_hostConnection.reset();
}

QByteArray tst_X11Clipboard::paste(const QStringList &arguments)
{
    QProcess process;
    process.start(
        QStringLiteral("xclip"),
        QStringList{QStringLiteral("-display"), m_server.display(), QStringLiteral("-selection"),
                    QStringLiteral("clipboard"), QStringLiteral("-o"), QStringLiteral("-target")}
            + (arguments.isEmpty() ? QStringList{QStringLiteral("UTF8_STRING")} : arguments));
    // The clipboard lives in this thread, so it must go on working meanwhile.
    [&process] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20000); }();
    return process.readAllStandardOutput();
}

void tst_X11Clipboard::copy(const QByteArray &text, const QStringList &arguments)
{
    if (m_owner) {
        m_owner->kill();
        m_owner->waitForFinished();
    }
    m_owner = std::make_unique<QProcess>();
    m_owner->start(QStringLiteral("xclip"),
                   QStringList{QStringLiteral("-display"), m_server.display(),
                               QStringLiteral("-selection"), QStringLiteral("clipboard"),
                               QStringLiteral("-quiet")}
                       + arguments);
    m_owner->write(text);
    m_owner->closeWriteChannel();
}

void tst_X11Clipboard::hostToViewer()
{
    QFETCH(QString, text);
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    m_host->setText(text);
    QTRY_COMPARE(changes.count(), 1);
    QVERIFY(changes.at(0).at(0).toString() == text);
    m_clipboard->stop();
}

void tst_X11Clipboard::viewerToHost()
{
    QFETCH(QString, text);
    QSignalSpy changes(m_host.get(), &HostClipboard::textChanged);
    m_host->start();
    m_clipboard->setText(text);
    QTRY_COMPARE(changes.count(), 1);
    QVERIFY(changes.at(0).at(0).toString() == text);
    m_host->stop();
}

void tst_X11Clipboard::fromOtherPrograms()
{
    QFETCH(QString, text);
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    copy(text.toUtf8());
    QTRY_COMPARE_WITH_TIMEOUT(changes.count(), 1, 20000);
    QVERIFY(changes.at(0).at(0).toString() == text);
    m_clipboard->stop();
}

void tst_X11Clipboard::toOtherPrograms()
{
    QFETCH(QString, text);
    m_clipboard->setText(text);
    QVERIFY(paste() == text.toUtf8());
    QVERIFY(paste({QStringLiteral("text/plain;charset=utf-8")}) == text.toUtf8());
    QVERIFY(paste({QStringLiteral("TARGETS")}).contains("UTF8_STRING"));
    QVERIFY(!paste({QStringLiteral("TIMESTAMP")}).isEmpty());
    QVERIFY(paste({QStringLiteral("image/png")}).isEmpty());
}

void tst_X11Clipboard::latin1Program()
{
    m_clipboard->setText(QStringLiteral("é漢"));
    QCOMPARE(paste({QStringLiteral("STRING")}), QByteArray("\xe9?"));
}

void tst_X11Clipboard::presentTextComesOnStart()
{
    m_host->setText(QStringLiteral("early"));
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toString(), QStringLiteral("early"));
    m_clipboard->stop();
}

void tst_X11Clipboard::noEcho()
{
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    m_clipboard->setText(QStringLiteral("mine"));
    QVERIFY(!changes.wait(200));
    // A clipboard manager takes the text over.
    m_host->setText(QStringLiteral("mine"));
    QVERIFY(!changes.wait(200));
    m_host->setText(QStringLiteral("other"));
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toString(), QStringLiteral("other"));
    m_clipboard->stop();
}

void tst_X11Clipboard::tooLong()
{
    const QString tooMuch(HostClipboard::maxUtf8Bytes + 1, QLatin1Char('x'));
    m_clipboard->setText(QStringLiteral("before"));
    m_clipboard->setText(tooMuch);
    QCOMPARE(paste(), QByteArray("before"));
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    QSignalSpy refusals(m_clipboard.get(), &HostClipboard::tooLarge);
    m_clipboard->start();
    copy(tooMuch.toUtf8());
    QTRY_COMPARE_WITH_TIMEOUT(refusals.count(), 1, 20000);
    QCOMPARE(changes.count(), 0);
    copy("after");
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toString(), QStringLiteral("after"));
    m_clipboard->stop();
}

void tst_X11Clipboard::silentBeforeStartAndAfterStop()
{
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_host->setText(QStringLiteral("1"));
    QVERIFY(!changes.wait(200));
    m_clipboard->start();
    QTRY_COMPARE(changes.count(), 1);
    m_clipboard->stop();
    m_host->setText(QStringLiteral("2"));
    QVERIFY(!changes.wait(200));
}

void tst_X11Clipboard::textOutlivesStop()
{
    m_clipboard->start();
    m_clipboard->setText(QStringLiteral("kept"));
    m_clipboard->stop();
    QCOMPARE(paste(), QByteArray("kept"));
}

void tst_X11Clipboard::deadOwner()
{
    // A window that owns the selection and never answers.
    QString error;
    const auto dead = X11Connection::open(m_server.display(), &error);
    const xcb_window_t window = xcb_generate_id(dead->xcb());
    xcb_create_window(dead->xcb(), XCB_COPY_FROM_PARENT, window, dead->root(), 0, 0, 1, 1, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, 0, nullptr);
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    xcb_set_selection_owner(dead->xcb(), window, dead->atom("CLIPBOARD"), XCB_CURRENT_TIME);
    dead->flush();
    QVERIFY(!changes.wait(200));
    m_host->setText(QStringLiteral("alive"));
    QTRY_COMPARE(changes.count(), 1);
    m_clipboard->stop();
}

void tst_X11Clipboard::ownerWithoutText()
{
    QSignalSpy gone(m_clipboard.get(), &HostClipboard::textGone);
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_clipboard->start();
    QTRY_COMPARE(gone.count(), 1); // nobody has anything yet
    copy("\x89PNG", {QStringLiteral("-target"), QStringLiteral("image/png")});
    QTRY_COMPARE(gone.count(), 2);
    QCOMPARE(changes.count(), 0);
    m_host->setText(QStringLiteral("text"));
    QTRY_COMPARE(changes.count(), 1);
    m_clipboard->stop();
}

void tst_X11Clipboard::takenBack()
{
    m_clipboard->start();
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::textChanged);
    m_host->setText(QStringLiteral("secret"));
    QTRY_COMPARE(changes.count(), 1);
    // As password managers do.
    QSignalSpy gone(m_clipboard.get(), &HostClipboard::textGone);
    xcb_set_selection_owner(m_hostConnection->xcb(), XCB_NONE, m_hostConnection->atom("CLIPBOARD"),
                            XCB_CURRENT_TIME);
    m_hostConnection->flush();
    QTRY_COMPARE(gone.count(), 1);
    QCOMPARE(changes.count(), 1);
    m_clipboard->stop();
}

void tst_X11Clipboard::picturesFromOtherPrograms()
{
    QFETCH(QByteArray, png);
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::pictureChanged);
    m_clipboard->start();
    copy(png, {QStringLiteral("-target"), QStringLiteral("image/png")});
    QTRY_COMPARE_WITH_TIMEOUT(changes.count(), 1, 20000);
    QVERIFY(changes.at(0).at(0).toByteArray() == png);
    m_clipboard->stop();
}

void tst_X11Clipboard::picturesToOtherPrograms()
{
    QFETCH(QByteArray, png);
    m_clipboard->setPicture(png);
    QVERIFY(paste({QStringLiteral("image/png")}) == png);
    const QByteArray targets = paste({QStringLiteral("TARGETS")});
    QVERIFY(targets.contains("image/png"));
    QVERIFY(!targets.contains("UTF8_STRING"));
    QVERIFY(paste().isEmpty());
}

void tst_X11Clipboard::noEchoOfPictures()
{
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::pictureChanged);
    m_clipboard->start();
    m_clipboard->setPicture("mine");
    QVERIFY(!changes.wait(200));
    // A clipboard manager takes the picture over.
    m_host->setPicture("mine");
    QVERIFY(!changes.wait(200));
    m_host->setPicture("other");
    QTRY_COMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toByteArray(), QByteArray("other"));
    m_clipboard->stop();
}

void tst_X11Clipboard::pictureTooLarge()
{
    const QByteArray tooMuch(HostClipboard::maxPictureBytes + 1, 'x');
    const QStringList png{QStringLiteral("-target"), QStringLiteral("image/png")};
    m_clipboard->setPicture("before");
    m_clipboard->setPicture(tooMuch);
    QCOMPARE(paste({QStringLiteral("image/png")}), QByteArray("before"));
    QSignalSpy changes(m_clipboard.get(), &HostClipboard::pictureChanged);
    QSignalSpy refusals(m_clipboard.get(), &HostClipboard::tooLarge);
    m_clipboard->start();
    copy(tooMuch, png);
    QTRY_COMPARE_WITH_TIMEOUT(refusals.count(), 1, 20000);
    QCOMPARE(changes.count(), 0);
    copy("after", png);
    QTRY_COMPARE(changes.count(), 1);
    m_clipboard->stop();
}

void tst_X11Clipboard::textAndPictureInTurn()
{
    m_clipboard->setText(QStringLiteral("text"));
    m_clipboard->setPicture("picture");
    QVERIFY(paste().isEmpty());
    m_clipboard->setText(QStringLiteral("text"));
    QVERIFY(paste({QStringLiteral("image/png")}).isEmpty());
    QCOMPARE(paste(), QByteArray("text"));
}

QTEST_GUILESS_MAIN(tst_X11Clipboard)
#include "tst_X11Clipboard.moc"
