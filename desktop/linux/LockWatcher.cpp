#include "desktop/linux/LockWatcher.h"

#include "desktop/linux/DBus.h"

#include <QCoreApplication>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace oriel {

namespace {

const QString &logind()
{
    static const QString name = QStringLiteral("org.freedesktop.login1");
    return name;
}

const QString &sessionInterface()
{
    static const QString name = QStringLiteral("org.freedesktop.login1.Session");
    return name;
}

const QString &propertiesInterface()
{
    static const QString name = QStringLiteral("org.freedesktop.DBus.Properties");
    return name;
}

const QString &lockedHint()
{
    static const QString name = QStringLiteral("LockedHint");
    return name;
}

} // namespace

LockWatcher::LockWatcher(QObject *parent)
    : QObject(parent)
{
    watchScreenSavers();
    findSession();
}

void LockWatcher::watchScreenSavers()
{
    auto bus = DBus::sessionBus();
    if (!bus)
        return;
    static const QStringList interfaces{
        QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver"),
        QStringLiteral("org.cinnamon.ScreenSaver"), QStringLiteral("org.mate.ScreenSaver"),
        QStringLiteral("org.xfce.ScreenSaver")};
    for (const QString &interface : interfaces) {
        bus->connect(QString(), QString(), interface, QStringLiteral("ActiveChanged"), this,
                     SLOT(setScreenSaverActive(bool)));
    }
}

void LockWatcher::findSession()
{
    auto bus = DBus::systemBus();
    if (!bus)
        return;
    const QString session = qEnvironmentVariable("XDG_SESSION_ID");
    const QString manager = QStringLiteral("org.freedesktop.login1.Manager");
    const QString path = QStringLiteral("/org/freedesktop/login1");
    const QDBusMessage message = session.isEmpty()
        ? DBus::call(logind(), path, manager, QStringLiteral("GetSessionByPID"),
                     {quint32(QCoreApplication::applicationPid())})
        : DBus::call(logind(), path, manager, QStringLiteral("GetSession"), {session});
    auto *watcher = new QDBusPendingCallWatcher(bus->asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            watchSession(reply.value().path());
    });
}

void LockWatcher::watchSession(const QString &path)
{
    auto bus = DBus::systemBus();
    if (!bus)
        return;
    bus->connect(logind(), path, propertiesInterface(), QStringLiteral("PropertiesChanged"), this,
                 SLOT(readProperties(QString, QVariantMap, QStringList)));
    const QDBusMessage message =
        DBus::call(logind(), path, propertiesInterface(), QStringLiteral("Get"),
                   {sessionInterface(), lockedHint()});
    auto *watcher = new QDBusPendingCallWatcher(bus->asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QVariant> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            setSessionLocked(reply.value().toBool());
    });
}

void LockWatcher::setScreenSaverActive(bool active)
{
    const bool before = isLocked();
    m_screenSaverActive = active;
    report(before);
}

void LockWatcher::readProperties(const QString &interface, const QVariantMap &properties,
                                 const QStringList &)
{
    if (interface == sessionInterface() && properties.contains(lockedHint()))
        setSessionLocked(properties.value(lockedHint()).toBool());
}

void LockWatcher::setSessionLocked(bool locked)
{
    const bool before = isLocked();
    m_sessionLocked = locked;
    report(before);
}

void LockWatcher::report(bool before)
{
    if (isLocked() != before)
        emit changed(isLocked());
}

} // namespace oriel
