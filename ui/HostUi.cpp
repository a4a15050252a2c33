#include "ui/HostUi.h"

#include "ui/AboutBox.h"
#include "ui/ChosenLink.h"
#include "ui/ConsentDesk.h"
#include "ui/FileChooser.h"
#include "ui/FileDesk.h"
#include "ui/FilesWindow.h"
#include "ui/Notifications.h"
#include "ui/PreferencesDialog.h"
#include "ui/ShareWindow.h"
#include "ui/StartAtLogin.h"
#include "ui/TrayIcon.h"
#include "ui/TrayWatcher.h"
#include "ui/ViewingStrip.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPointer>
#include <QSystemTrayIcon>

#include <utility>

namespace oriel {

class HostUi::Private : public QObject {
public:
    Private(HostUi &owner, SharingSession &sharing, Settings &chosen, AboutInfo aboutInfo);

    void showTray();
    void tell(const Notice &notice);
    void showStopped(StopReason reason);
    void showPreferences();
    void showAbout();
    /** Connects what tray and window have in common. */
    template <typename Source>
    void connectWishes(const Source &source);

    HostUi &q;
    SharingSession &session;
    Settings &settings;
    const AboutInfo about;
    const StartAtLogin startAtLogin;
    ChosenLink link;
    ConsentDesk consent;
    FileDesk fileDesk;
    FileChooser fileChooser;
    FilesWindow files;
    Notifications notifications;
    TrayWatcher trayWatcher;
    std::unique_ptr<TrayIcon> tray;
    ShareWindow window;
    ViewingStrip strip;
    QPointer<PreferencesDialog> preferences;
    QPointer<AboutBox> aboutBox;
};

HostUi::Private::Private(HostUi &owner, SharingSession &sharing, Settings &chosen,
                         AboutInfo aboutInfo)
    : q(owner)
    , session(sharing)
    , settings(chosen)
    , about(std::move(aboutInfo))
    , link(session, settings)
    , consent(session)
    , fileDesk(session)
    , fileChooser(session)
    , files(session)
    , notifications(session)
    , trayWatcher(&QSystemTrayIcon::isSystemTrayAvailable)
    , window(session, settings, link,
             [this] { return tray && QSystemTrayIcon::isSystemTrayAvailable(); })
    , strip(session)
{
    connectWishes(window);
    connect(&trayWatcher, &TrayWatcher::available, this, &Private::showTray);
    connect(&notifications, &Notifications::notice, this, &Private::tell);
    connect(&fileChooser, &FileChooser::notice, this, &Private::tell);
    connect(&files, &FilesWindow::folderWanted, this, [](const QString &path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path()));
    });
    connect(&session, &SharingSession::sharing, &window, &ShareWindow::bringToFront);
    connect(&session, &SharingSession::stopped, this, &Private::showStopped);
}

template <typename Source>
void HostUi::Private::connectWishes(const Source &source)
{
    connect(&source, &Source::shareWanted, this, [this] { session.start(settings.policy()); });
    connect(&source, &Source::sendFileWanted, &fileChooser, &FileChooser::choose);
    connect(&source, &Source::filesWanted, &files, &FilesWindow::bringToFront);
    connect(&source, &Source::preferencesWanted, this, &Private::showPreferences);
    connect(&source, &Source::aboutWanted, this, &Private::showAbout);
    connect(&source, &Source::quitWanted, &q, &HostUi::quitRequested);
}

void HostUi::Private::showTray()
{
    tray = std::make_unique<TrayIcon>(session, link);
    connectWishes(*tray);
    connect(tray.get(), &TrayIcon::windowWanted, &window, &ShareWindow::bringToFront);
    tray->show();
}

void HostUi::Private::tell(const Notice &notice)
{
    if (!tray || !tray->showMessage(notice))
        window.showNotice(notice);
}

void HostUi::Private::showStopped(StopReason reason)
{
    // An error asks for reading in peace, which no notification allows.
    if (reason == StopReason::Error) {
        window.showNotice({Notice::Kind::Error, {}, session.error()});
        window.bringToFront();
    }
}

void HostUi::Private::showPreferences()
{
    if (!preferences) {
        preferences = new PreferencesDialog(settings, startAtLogin, session, &window);
        preferences->setAttribute(Qt::WA_DeleteOnClose);
    }
    preferences->show();
    preferences->raise();
    preferences->activateWindow();
}

void HostUi::Private::showAbout()
{
    if (!aboutBox) {
        aboutBox = new AboutBox(about, &window);
        aboutBox->setAttribute(Qt::WA_DeleteOnClose);
    }
    aboutBox->show();
    aboutBox->raise();
    aboutBox->activateWindow();
}

HostUi::HostUi(SharingSession &session, Settings &settings, AboutInfo about, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, session, settings, std::move(about)))
{
    // With a tray no window may be open at all; quitting is always asked for.
    QApplication::setQuitOnLastWindowClosed(false);
}

HostUi::~HostUi() = default;

void HostUi::show()
{
    d->trayWatcher.start();
    if (!d->tray)
        d->window.bringToFront();
}

WId HostUi::windowId() const { return d->window.winId(); }

void HostUi::bringToFront() { d->window.bringToFront(); }

} // namespace oriel
