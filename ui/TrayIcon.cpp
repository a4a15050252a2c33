#include "ui/TrayIcon.h"

#include "ui/ChosenLink.h"
#include "ui/Icons.h"
#include "ui/Words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>

#include <utility>

namespace oriel {

namespace {

constexpr int messageTime = 8000;

QSystemTrayIcon::MessageIcon messageIcon(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Information: return QSystemTrayIcon::Information;
    case Notice::Kind::Warning: return QSystemTrayIcon::Warning;
    case Notice::Kind::Error: break;
    }
    return QSystemTrayIcon::Critical;
}

} // namespace

TrayIcon::TrayIcon(SharingSession &session, const ChosenLink &link, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_link(link)
{
    buildMenu();
    m_menu.installEventFilter(this);
    connect(&m_menu, &QMenu::aboutToShow, this, [this] { m_menuIsOurs = false; });
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if ((reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                    && !m_session.mayBeViewersDoing())
                    emit windowWanted();
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (!m_session.mayBeViewersDoing())
            emit windowWanted();
    });

    connect(&link, &ChosenLink::changed, this, &TrayIcon::refresh);
    connect(&session, &SharingSession::viewerAsks, this, &TrayIcon::refresh);
    connect(&session, &SharingSession::viewerAnswered, this, &TrayIcon::refresh);
    connect(&session, &SharingSession::viewerCame, this, &TrayIcon::refresh);
    connect(&session, &SharingSession::viewerLeft, this, &TrayIcon::refresh);
    connect(&session.files(), &FileTransfers::changed, this, &TrayIcon::refreshFiles);
    refresh();
}

bool TrayIcon::showMessage(const Notice &notice)
{
    if (!m_icon.isVisible() || !QSystemTrayIcon::supportsMessages())
        return false;
    m_icon.showMessage(notice.title, notice.text, messageIcon(notice.kind), messageTime);
    return true;
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_menu && event->type() == QEvent::Show)
        m_menuIsOurs = true;
    return QObject::eventFilter(watched, event);
}

template <typename Action>
auto TrayIcon::forHost(Action what)
{
    return [this, what = std::move(what)] {
        if (m_menuIsOurs || !m_session.mayBeViewersDoing())
            what();
    };
}

void TrayIcon::buildMenu()
{
    m_share =
        m_menu.addAction(tr("&Share my desktop"), this, forHost([this] { emit shareWanted(); }));
    m_stop = m_menu.addAction(tr("&Stop sharing"), this,
                              forHost([this] { m_session.stop(StopReason::User); }));
    m_menu.addSeparator();
    m_copy =
        m_menu.addAction(tr("&Copy link"), this,
                         forHost([this] { QGuiApplication::clipboard()->setText(m_link.text()); }));
    m_window = m_menu.addAction(tr("Show &link and QR code…"), this,
                                forHost([this] { emit windowWanted(); }));
    m_renew =
        m_menu.addAction(tr("&New link"), this, forHost([this] { m_session.renewPassword(); }));
    m_menu.addSeparator();
    m_sendFile =
        m_menu.addAction(tr("Send a &file…"), this, forHost([this] { emit sendFileWanted(); }));
    m_files = m_menu.addAction(tr("F&iles…"), this, forHost([this] { emit filesWanted(); }));
    m_menu.addSeparator();
    m_afterViewers = m_menu.addSeparator();
    m_menu.addAction(tr("&Preferences…"), this, forHost([this] { emit preferencesWanted(); }));
    m_menu.addAction(tr("&About Oriel"), this, forHost([this] { emit aboutWanted(); }));
    m_menu.addAction(tr("&Quit"), this, forHost([this] { emit quitWanted(); }));
}

void TrayIcon::refresh()
{
    const auto state = m_session.state();
    const bool idle = state == SharingSession::State::Idle;
    const bool stopping = state == SharingSession::State::Stopping;
    const bool sharing =
        state == SharingSession::State::Waiting || state == SharingSession::State::Connected;
    m_share->setVisible(idle || stopping);
    m_share->setEnabled(idle);
    m_stop->setVisible(!idle && !stopping);
    m_copy->setEnabled(sharing && !m_link.text().isEmpty());
    m_window->setEnabled(sharing);
    m_renew->setEnabled(sharing && !m_link.isReusable());
    m_icon.setIcon(Icons::state(state));
    m_icon.setToolTip(tr("Oriel: %1").arg(Words::status(m_session)));
    m_sendFile->setVisible(sharing && m_session.policy().filesAllowed());
    m_sendFile->setEnabled(m_session.hasFileTaker());
    refreshFiles();
    refreshViewers();
}

void TrayIcon::refreshFiles() { m_files->setVisible(!m_session.files().entries().isEmpty()); }

void TrayIcon::refreshViewers()
{
    qDeleteAll(m_viewers);
    m_viewers.clear();
    for (const ViewerInfo &viewer : m_session.viewers()) {
        auto *action = new QAction(tr("Disconnect %1").arg(Words::viewer(viewer)), &m_menu);
        connect(action, &QAction::triggered, this,
                forHost([this, id = viewer.id] { m_session.kick(id); }));
        m_menu.insertAction(m_afterViewers, action);
        m_viewers.append(action);
    }
}

} // namespace oriel
