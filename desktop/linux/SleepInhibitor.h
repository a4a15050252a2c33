#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace oriel {

/**
 * Keeps the machine from sleeping (logind) and the desktop environment from blanking and locking
 * (org.freedesktop.ScreenSaver). Where these don't run it does nothing, silently. Both take it
 * back by themselves when the process ends. Never waits for a bus.
 */
class SleepInhibitor : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~SleepInhibitor() override;

    void setActive(bool active);

private:
    void inhibitSleep();
    void inhibitScreenSaver();

    bool m_active = false;
    quint32 m_generation = 0; ///< answers to older calls are given back at once
    QDBusUnixFileDescriptor m_sleepLock;
    quint32 m_screenSaverCookie = 0;
};

} // namespace oriel
