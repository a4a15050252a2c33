#pragma once

#include "session/Settings.h"
#include "session/SharingSession.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QSpinBox;

namespace oriel {

class FolderField;
class StartAtLogin;

/** What the host may choose. Takes effect on OK; the session's rules with the next session. */
class PreferencesDialog : public QDialog {
    Q_OBJECT

public:
    /** All outlive it. */
    PreferencesDialog(Settings &settings, const StartAtLogin &startAtLogin,
                      const SharingSession &session, QWidget *parent = nullptr);

    void accept() override;

private:
    QWidget *makeAccessGroup();
    QWidget *makeLimitsGroup();
    QWidget *makeFilesGroup();
    QWidget *makeButtons();
    bool hasStandardFolder() const;
    /** Why files can't be saved as chosen; empty if they can. */
    QString folderProblem() const;
    void load();
    void refreshHint();

    Settings &m_settings;
    const StartAtLogin &m_startAtLogin;
    const SharingSession &m_session;
    QCheckBox *m_consent;
    QCheckBox *m_viewOnly;
    QSpinBox *m_viewers;
    QSpinBox *m_timeout;
    QSpinBox *m_port;
    FolderField *m_fileFolder;
    QSpinBox *m_fileLimit;
    QCheckBox *m_atLogin;
    QLabel *m_hint;
    QLabel *m_error;
};

} // namespace oriel
