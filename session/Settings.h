#pragma once

#include "session/SessionPolicy.h"

#include <QObject>
#include <QSettings>

namespace oriel {

/**
 * What the host chose in Preferences; a file of mode 0600 in the user's configuration folder.
 * Values out of range are read as the default. Lives in the gui thread. Holds no secret.
 */
class Settings : public QObject {
    Q_OBJECT

public:
    /** `file`: an INI file; empty: the user's. */
    explicit Settings(const QString &file = {}, QObject *parent = nullptr);

    double timeoutMinutes() const; ///< 0 (never) to 1440; default 15
    void setTimeoutMinutes(double minutes);
    bool viewOnly() const; ///< default false
    void setViewOnly(bool viewOnly);
    quint16 port() const; ///< 1024 to 65535; default 6080
    void setPort(quint16 port);
    bool consent() const; ///< default true
    void setConsent(bool consent);
    int maxViewers() const; ///< 1 to 16; default 1
    void setMaxViewers(int viewers);
    QString fileFolder() const; ///< absolute; empty: the user's folder for downloads
    void setFileFolder(const QString &folder);
    int fileMebibytes() const; ///< 0 (no files) to 1048576; default 2048
    void setFileMebibytes(int mebibytes);
    /** The address chosen in the share window; empty: the one others most likely reach. */
    QString preferredAddress() const;
    void setPreferredAddress(const QString &address);

    /** A session's rules by these settings. */
    SessionPolicy policy() const;

signals:
    void changed();

private:
    bool flag(const QString &key, bool standard) const;
    void set(const QString &key, const QVariant &value);
    QSettings m_settings;
    bool m_warned = false;
};

} // namespace oriel
