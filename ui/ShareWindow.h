#pragma once

#include "session/Settings.h"
#include "session/SharingSession.h"
#include "ui/Notice.h"

#include <QWidget>

#include <functional>

class QMessageBox;

namespace oriel {

class ChosenLink;
class MessageLine;
class SharingPage;
class StartPage;

/**
 * Oriel's one window: the link and everything about it while sharing, a big button to share
 * otherwise. With a tray, closing it only puts it away. Without one, closing it quits, after
 * asking while sharing: nobody is cut off, and nothing stays shared, by mistake.
 */
class ShareWindow : public QWidget {
    Q_OBJECT

public:
    /** All outlive it. `hasTray` tells whether the program is reachable without this window. */
    ShareWindow(SharingSession &session, const Settings &settings, ChosenLink &link,
                std::function<bool()> hasTray, QWidget *parent = nullptr);

    void bringToFront();
    void showNotice(const Notice &notice);

signals:
    void shareWanted();
    void sendFileWanted();
    void filesWanted();
    void preferencesWanted();
    void aboutWanted();
    void quitWanted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    bool isSharing() const;
    void askBeforeQuit();

    SharingSession &m_session;
    std::function<bool()> m_hasTray;
    MessageLine *m_message;
    StartPage *m_start;
    SharingPage *m_sharing;
};

} // namespace oriel
