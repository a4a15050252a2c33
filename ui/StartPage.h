#pragma once

#include "session/Settings.h"
#include "session/SharingSession.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace oriel {

/** The share window while nothing is shared: one big button and what it will do. */
class StartPage : public QWidget {
    Q_OBJECT

public:
    /** `session` and `settings` outlive it. */
    StartPage(const SharingSession &session, const Settings &settings, QWidget *parent = nullptr);

signals:
    void shareWanted();
    void preferencesWanted();
    void aboutWanted();
    void quitWanted();

private:
    QWidget *makeFooter();
    void refresh();

    const SharingSession &m_session;
    const Settings &m_settings;
    QLabel *m_promise;
    QPushButton *m_share;
};

} // namespace oriel
