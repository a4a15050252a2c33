#pragma once

#include "session/SharingSession.h"
#include "ui/Notice.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace oriel {

class ChosenLink;

/**
 * The icon in the system tray, its tool tip and menu, always as the session is. Panels draw icon,
 * menu and messages, and viewers reach panels: what comes from there right after a viewer's press
 * is ignored.
 */
class TrayIcon : public QObject {
    Q_OBJECT

public:
    /** `session` and `link` outlive it. */
    TrayIcon(SharingSession &session, const ChosenLink &link, QObject *parent = nullptr);

    void show() { m_icon.show(); }
    const QMenu &menu() const { return m_menu; }
    const QSystemTrayIcon &icon() const { return m_icon; }
    /** False if this desktop shows no messages. */
    bool showMessage(const Notice &notice);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void shareWanted();
    void windowWanted();
    void sendFileWanted();
    void filesWanted();
    void preferencesWanted();
    void aboutWanted();
    void quitWanted();

private:
    void buildMenu();
    /** `what`, unless it may be a viewer who chose it. */
    template <typename Action>
    auto forHost(Action what);
    void refresh();
    void refreshViewers();
    void refreshFiles();

    SharingSession &m_session;
    const ChosenLink &m_link;
    QMenu m_menu;
    QAction *m_share = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_window = nullptr;
    QAction *m_renew = nullptr;
    QAction *m_sendFile = nullptr;
    QAction *m_files = nullptr;
    QAction *m_afterViewers = nullptr;
    QList<QAction *> m_viewers;
    QSystemTrayIcon m_icon;
    bool m_menuIsOurs = false; ///< drawn by us, so out of viewers' reach; else by the panel
};

} // namespace oriel
