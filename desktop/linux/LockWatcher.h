#pragma once

#include <QObject>
#include <QVariantMap>

namespace oriel {

/**
 * Whether the desktop session is locked, as logind (LockedHint) and the desktops' screen savers
 * (ActiveChanged) tell over D-Bus. Without a bus it knows nothing and says so: not locked.
 */
class LockWatcher : public QObject {
    Q_OBJECT

public:
    explicit LockWatcher(QObject *parent = nullptr);

    bool isLocked() const { return m_sessionLocked || m_screenSaverActive; }

signals:
    void changed(bool locked);

private slots:
    void setScreenSaverActive(bool active);
    void readProperties(const QString &interface, const QVariantMap &properties,
                        const QStringList &invalidated);

private:
    void watchScreenSavers();
    void findSession();
    void watchSession(const QString &path);
    void setSessionLocked(bool locked);
    void report(bool before);

    bool m_sessionLocked = false;
    bool m_screenSaverActive = false;
};

} // namespace oriel
