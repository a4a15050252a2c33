#include "desktop/linux/LockWatcher.h"
#include "desktop/linux/SleepInhibitor.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QtTest>

#include <unistd.h>

using namespace oriel;

/** logind and a desktop's screen saver in one, on a bus of the test's own. */
class FakeServices : public QDBusVirtualObject {
    Q_OBJECT

public:
    int screenSaverInhibitions = 0;
    int sleepInhibitions = 0;
    QString sleepWhat;
    bool locked = false;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const QString method = message.member();
        if (message.interface() == QStringLiteral("org.freedesktop.ScreenSaver")) {
            screenSaverInhibitions += method == QStringLiteral("Inhibit") ? 1 : -1;
            return bus.send(message.createReply(QVariant(7U)));
        }
        if (method == QStringLiteral("Inhibit"))
            return bus.send(message.createReply(QVariant::fromValue(inhibit(message))));
        if (method == QStringLiteral("GetSessionByPID")) {
            return bus.send(message.createReply(
                QVariant::fromValue(QDBusObjectPath(QStringLiteral("/session")))));
        }
        if (method == QStringLiteral("Get")) {
            return bus.send(
                message.createReply(QVariant::fromValue(QDBusVariant(QVariant(locked)))));
        }
        return false;
    }

private:
    /** The lock holds while the other end of a pipe is open, as with the real one. */
    QDBusUnixFileDescriptor inhibit(const QDBusMessage &message)
    {
        sleepWhat = message.arguments().value(0).toString();
        int ends[2] = {-1, -1};
        if (pipe(ends))
            qFatal("No pipe");
        ++sleepInhibitions;
        auto *watcher = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
        connect(watcher, &QSocketNotifier::activated, this, [this, watcher, end = ends[0]] {
            --sleepInhibitions;
            watcher->setEnabled(false);
            close(end);
        });
        QDBusUnixFileDescriptor descriptor;
        descriptor.giveFileDescriptor(ends[1]);
        return descriptor;
    }
};

class tst_SleepInhibitor : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void inhibitsAndReleases();
    void releasesOnDestruction();
    void answersThatComeTooLateAreGivenBack();
    void lockedByLogind();
    void lockedByScreenSaver();

private:
    QProcess m_daemon;
    FakeServices m_services;
};

void tst_SleepInhibitor::initTestCase()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"),
                    QStringLiteral("--print-address=1")});
    QVERIFY(m_daemon.waitForReadyRead());
    const QByteArray address = m_daemon.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
    QDBusConnection bus =
        QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("services"));
    QVERIFY(bus.isConnected());
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.login1")));
    QVERIFY(bus.registerVirtualObject(QStringLiteral("/"), &m_services, QDBusConnection::SubPath));
}

void tst_SleepInhibitor::cleanupTestCase()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void tst_SleepInhibitor::inhibitsAndReleases()
{
    SleepInhibitor inhibitor;
    inhibitor.setActive(true);
    inhibitor.setActive(true);
    QTRY_COMPARE(m_services.screenSaverInhibitions, 1);
    QTRY_COMPARE(m_services.sleepInhibitions, 1);
    QCOMPARE(m_services.sleepWhat, QStringLiteral("sleep:idle"));
    inhibitor.setActive(false);
    QTRY_COMPARE(m_services.screenSaverInhibitions, 0);
    QTRY_COMPARE(m_services.sleepInhibitions, 0);
}

void tst_SleepInhibitor::releasesOnDestruction()
{
    auto inhibitor = std::make_unique<SleepInhibitor>();
    inhibitor->setActive(true);
    QTRY_COMPARE(m_services.screenSaverInhibitions, 1);
    QTRY_COMPARE(m_services.sleepInhibitions, 1);
    inhibitor.reset();
    QTRY_COMPARE(m_services.sleepInhibitions, 0);
    QTRY_COMPARE(m_services.screenSaverInhibitions, 0);
}

void tst_SleepInhibitor::answersThatComeTooLateAreGivenBack()
{
    SleepInhibitor inhibitor;
    inhibitor.setActive(true);
    inhibitor.setActive(false);
    inhibitor.setActive(true);
    inhibitor.setActive(false);
    QTRY_VERIFY(m_services.sleepWhat.size() > 0);
    QTRY_COMPARE(m_services.screenSaverInhibitions, 0);
    QTRY_COMPARE(m_services.sleepInhibitions, 0);
}

void tst_SleepInhibitor::lockedByLogind()
{
    m_services.locked = true;
    LockWatcher watcher;
    QSignalSpy changes(&watcher, &LockWatcher::changed);
    QTRY_COMPARE(changes.count(), 1);
    QVERIFY(watcher.isLocked());
    QDBusMessage signal = QDBusMessage::createSignal(
        QStringLiteral("/session"), QStringLiteral("org.freedesktop.DBus.Properties"),
        QStringLiteral("PropertiesChanged"));
    signal << QStringLiteral("org.freedesktop.login1.Session")
           << QVariantMap{{QStringLiteral("LockedHint"), false}} << QStringList();
    QDBusConnection(QStringLiteral("services")).send(signal);
    QTRY_COMPARE(changes.count(), 2);
    QVERIFY(!watcher.isLocked());
    m_services.locked = false;
}

void tst_SleepInhibitor::lockedByScreenSaver()
{
    LockWatcher watcher;
    QSignalSpy changes(&watcher, &LockWatcher::changed);
    for (const bool active : {true, false}) {
        QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/gnome/ScreenSaver"),
                                                         QStringLiteral("org.gnome.ScreenSaver"),
                                                         QStringLiteral("ActiveChanged"));
        signal << active;
        QDBusConnection(QStringLiteral("services")).send(signal);
        QTRY_COMPARE(watcher.isLocked(), active);
    }
    QCOMPARE(changes.count(), 2);
}

QTEST_GUILESS_MAIN(tst_SleepInhibitor)
#include "tst_SleepInhibitor.moc"
