#pragma once

#include "session/SharingSession.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace oriel {

class ChosenLink;
class FingerprintPanel;
class LinkPanel;
class ViewersList;

/** The share window while this desktop is shared. */
class SharingPage : public QWidget {
    Q_OBJECT

public:
    /** `session` and `link` outlive it. */
    SharingPage(SharingSession &session, ChosenLink &link, QWidget *parent = nullptr);

signals:
    void sendFileWanted();
    void filesWanted();
    void preferencesWanted();

private:
    QWidget *makeHeader();
    QWidget *makeButtons();
    void refresh();
    void refreshFiles();

    SharingSession &m_session;
    const ChosenLink &m_link;
    QLabel *m_icon;
    QLabel *m_status;
    QLabel *m_hint;
    LinkPanel *m_linkPanel;
    ViewersList *m_viewers;
    QPushButton *m_sendFile = nullptr;
    QPushButton *m_files = nullptr;
    QPushButton *m_renew = nullptr;
    FingerprintPanel *m_fingerprint;
};

} // namespace oriel
