#pragma once

#include "session/Settings.h"
#include "session/SharingSession.h"

#include <QObject>
#include <QString>

namespace oriel {

/**
 * The link that the host hands out: one of the session's addresses, as chosen in the share window
 * and remembered in Settings, with the password of the moment.
 */
class ChosenLink : public QObject {
    Q_OBJECT

public:
    /** `session` and `settings` outlive it. */
    ChosenLink(const SharingSession &session, Settings &settings, QObject *parent = nullptr);

    /** The chosen entry of the session's urls, the first one by default; empty unless sharing. */
    QString url() const;
    /** url() with the password; empty while no link can let anybody in. */
    QString text() const;
    /** The unspent one-time password as people read it, "K7QM-3XWP"; empty if there is none. */
    QString password() const;
    /** The session has a password that many may use; it is in no link. */
    bool isReusable() const { return !m_session.policy().reusablePassword.isEmpty(); }
    /** Remembers the host of `url`, an entry of the session's urls; the first means no choice. */
    void choose(const QString &url);

signals:
    void changed();

private:
    const SharingSession &m_session;
    Settings &m_settings;
};

} // namespace oriel
