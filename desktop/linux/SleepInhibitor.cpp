#include "desktop/linux/SleepInhibitor.h"

#include "desktop/linux/DBus.h"

#include <QCoreApplication>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPointer>

#include <utility>

namespace oriel {

namespace {

const QString &screenSaver()
{
    static const QString name = QStringLiteral("org.freedesktop.ScreenSaver");
    return name;
}

QDBusMessage screenSaverCall(const QString &method, const QVariantList &arguments)
{
    return DBus::call(screenSaver(), QStringLiteral("/org/freedesktop/ScreenSaver"), screenSaver(),
                      method, arguments);
}

void releaseScreenSaver(quint32 cookie)
{
    if (const auto bus = DBus::sessionBus())
        bus->send(screenSaverCall(QStringLiteral("UnInhibit"), {cookie}));
}

} // namespace

SleepInhibitor::~SleepInhibitor() { setActive(false); }

void SleepInhibitor::setActive(bool active)
{
    if (std::exchange(m_active, active) == active)
        return;
    ++m_generation;
    if (active) {
        inhibitSleep();
        inhibitScreenSaver();
        return;
    }
    m_sleepLock = {};
    if (m_screenSaverCookie)
        releaseScreenSaver(std::exchange(m_screenSaverCookie, 0));
}

void SleepInhibitor::inhibitSleep()
{
    const auto bus = DBus::systemBus();
    if (!bus)
        return;
    const QDBusMessage message = DBus::call(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"),
        {QStringLiteral("sleep:idle"), QCoreApplication::applicationName(),
         tr("Somebody is looking at this desktop"), QStringLiteral("block")});
    auto *watcher = new QDBusPendingCallWatcher(bus->asyncCall(message), this);
    const quint32 generation = m_generation;
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, generation] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError() && generation == m_generation)
            m_sleepLock = reply.value();
    });
}

void SleepInhibitor::inhibitScreenSaver()
{
    const auto bus = DBus::sessionBus();
    if (!bus)
        return;
    const QDBusMessage message = screenSaverCall(
        QStringLiteral("Inhibit"),
        {QCoreApplication::applicationName(), tr("Somebody is looking at this desktop")});
    // It may outlive this object: what is granted after the end has to be given back as well.
    auto *watcher = new QDBusPendingCallWatcher(bus->asyncCall(message));
    const auto granted = [guard = QPointer(this), watcher, generation = m_generation] {
        const QDBusPendingReply<quint32> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return;
        if (guard && generation == guard->m_generation)
            guard->m_screenSaverCookie = reply.value();
        else
            releaseScreenSaver(reply.value());
    };
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher, granted);
}

} // namespace oriel
