#pragma once

#include <QString>

namespace oriel {

/**
 * Whether Oriel starts with the user's session: an entry in the XDG autostart folder
 * (Desktop Application Autostart Specification 0.5).
 */
class StartAtLogin {
public:
    /** The running program and the user's folder. */
    StartAtLogin();
    StartAtLogin(QString program, QString autostartDirectory);

    /** False too if the user's desktop settings have switched the entry off. */
    bool isEnabled() const;
    /** Writes the entry whole or removes it. False, with one clear line in `error`, on failure. */
    bool setEnabled(bool enabled, QString *error) const;

    QString fileName() const;
    /** `program` as the first word of an Exec line (Desktop Entry Specification 1.5). */
    static QString quotedForExec(const QString &program);

private:
    QByteArray entry() const;

    QString m_program;
    QString m_directory;
};

} // namespace oriel
