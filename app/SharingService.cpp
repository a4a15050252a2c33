#include "app/SharingService.h"

#include "app/DesktopHost.h"
#include "desktop/FrameStore.h"
#include "desktop/HostClipboard.h"
#include "proxy/PngPicture.h"
#include "proxy/ProxyServer.h"
#include "vnc/InputDesk.h"
#include "vnc/VncServer.h"

#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace oriel {

Q_LOGGING_CATEGORY(lcService, "oriel.service")

namespace {

constexpr int threadPatienceMs = 2000;
static_assert(HostClipboard::maxPictureBytes == PngPicture::maxBytes);

/** Runs `call` in `object`'s thread, after everything sent to it before. */
template <typename Object, typename Call>
void inThreadOf(Object *object, Call call)
{
    QMetaObject::invokeMethod(object, std::move(call), Qt::QueuedConnection);
}

/**
 * Ends a thread, after all that was sent to it; its object dies in it. False, and both are left to
 * the end of the process, if it hangs: in a call to an X server that does not answer, say.
 */
template <typename Object>
bool endThread(std::unique_ptr<QThread> &thread, std::unique_ptr<Object> &object)
{
    QObject::connect(thread.get(), &QThread::finished, object.get(), &QObject::deleteLater);
    inThreadOf(object.release(), [ending = thread.get()] { ending->quit(); });
    if (thread->wait(threadPatienceMs))
        return true;
    qCCritical(lcService).noquote() << "the" << thread->objectName() << "thread does not end";
    static_cast<void>(thread.release());
    return false;
}

/** ":0" for ":0.0". */
QString withoutScreen(const QString &display)
{
    const qsizetype dot = display.lastIndexOf(QLatin1Char('.'));
    return dot > display.lastIndexOf(QLatin1Char(':')) ? display.left(dot) : display;
}

std::unique_ptr<QThread> makeThread(const QString &name, QObject *object)
{
    auto thread = std::make_unique<QThread>();
    thread->setObjectName(name);
    object->moveToThread(thread.get());
    return thread;
}

} // namespace

SharingService::SharingService(SharingSession &session, const Clock &clock, const ProxyPaths &paths)
    : m_session(session)
    , m_store(std::make_unique<FrameStore>())
    , m_desktop(std::make_unique<DesktopHost>(*m_store))
    , m_input(new InputDesk(m_desktop.get()))
    , m_vnc(std::make_unique<VncServer>(*m_store))
    , m_proxy(std::make_unique<ProxyServer>(clock, paths))
    , m_desktopThread(makeThread(QStringLiteral("desktop"), m_desktop.get()))
    , m_vncThread(makeThread(QStringLiteral("vnc"), m_vnc.get()))
    , m_netThread(makeThread(QStringLiteral("net"), m_proxy.get()))
{
    wireSession();
    wireDesktopAndVnc();
    wireVncAndProxy();
    wireInput();
    wirePictures();
    wireFiles();
    for (const auto *thread : {&m_desktopThread, &m_vncThread, &m_netThread})
        (*thread)->start();
}

SharingService::~SharingService()
{
    // vnc first: its last words are to the other two.
    const bool ended[] = {endThread(m_vncThread, m_vnc), endThread(m_netThread, m_proxy),
                          endThread(m_desktopThread, m_desktop)};
    if (std::ranges::find(ended, false) != std::end(ended))
        static_cast<void>(m_store.release()); // a thread that hangs may still use it
}

void SharingService::wireSession()
{
    connect(&m_session, &SharingSession::startWanted, this, &SharingService::start);
    connect(&m_session, &SharingSession::stopWanted, this, &SharingService::stop);

    ProxyServer *proxy = m_proxy.get();
    connect(&m_session, &SharingSession::renewWanted, proxy, &ProxyServer::renewPassword);
    connect(&m_session, &SharingSession::answerWanted, proxy, &ProxyServer::answerViewer);
    connect(&m_session, &SharingSession::kickWanted, proxy, &ProxyServer::kickViewer);
    connect(&m_session, &SharingSession::inactivityWarning, proxy, &ProxyServer::warnOfInactivity);

    connect(proxy, &ProxyServer::started, &m_session, &SharingSession::serviceStarted);
    connect(proxy, &ProxyServer::failed, &m_session, &SharingSession::serviceFailed);
    connect(proxy, &ProxyServer::infoChanged, &m_session, &SharingSession::updateInfo);
    connect(proxy, &ProxyServer::certificateTroubled, &m_session,
            &SharingSession::noteCertificateTrouble);
    connect(proxy, &ProxyServer::passwordChanged, &m_session, &SharingSession::setPassword);
    connect(proxy, &ProxyServer::passwordSpent, &m_session, &SharingSession::clearPassword);
    connect(proxy, &ProxyServer::viewerAsks, &m_session, &SharingSession::viewerAsked);
    connect(proxy, &ProxyServer::viewerAskEnded, &m_session, &SharingSession::viewerAskEnded);
    connect(proxy, &ProxyServer::viewerAdmitted, &m_session, &SharingSession::viewerAdmitted);
    connect(proxy, &ProxyServer::viewerConnected, &m_session, &SharingSession::viewerConnected);
    connect(proxy, &ProxyServer::viewerDisconnected, &m_session,
            &SharingSession::viewerDisconnected);
    connect(proxy, &ProxyServer::activity, &m_session, &SharingSession::noteActivity);
    connect(proxy, &ProxyServer::stopped, this, [this] {
        m_proxyStopped = true;
        inThreadOf(m_desktop.get(), [desktop = m_desktop.get()] { desktop->close(); });
    });

    connect(m_desktop.get(), &DesktopHost::opened, this, &SharingService::startProxy);
    connect(m_desktop.get(), &DesktopHost::failed, proxy, &ProxyServer::desktopGone);
    connect(m_desktop.get(), &DesktopHost::failed, this, [this](const QString &error) {
        if (!m_startWhenStopped)
            m_session.serviceFailed(error);
    });
    connect(m_desktop.get(), &DesktopHost::closed, this, [this] {
        m_desktopClosed = true;
        noteStopped();
    });
}

void SharingService::wireDesktopAndVnc()
{
    DesktopHost *desktop = m_desktop.get();
    VncServer *vnc = m_vnc.get();
    connect(desktop, &DesktopHost::framePublished, vnc, &VncServer::publishFrame);
    connect(desktop, &DesktopHost::layoutChanged, vnc, &VncServer::setLayout);
    connect(desktop, &DesktopHost::cursorChanged, vnc, &VncServer::setCursor);
    connect(desktop, &DesktopHost::ledStateChanged, vnc, &VncServer::setLedState);
    connect(desktop, &DesktopHost::clipboardChanged, vnc, &VncServer::setClipboard);
    connect(desktop, &DesktopHost::clipboardGone, vnc, &VncServer::clearClipboard);
    connect(desktop, &DesktopHost::resizeFinished, vnc, &VncServer::finishResize);

    connect(vnc, &VncServer::captureWanted, desktop, &DesktopHost::setCaptureWanted);
    connect(vnc, &VncServer::frameWanted, desktop, &DesktopHost::requestFrame);
    connect(vnc, &VncServer::resizeRequested, desktop, &DesktopHost::resize);
    connect(vnc, &VncServer::clipboardReceived, desktop,
            [desktop](ViewerId, const QString &text) { desktop->setClipboard(text); });
    connect(desktop, &DesktopHost::pressing, &m_session, &SharingSession::notePress);
}

void SharingService::wireVncAndProxy()
{
    VncServer *vnc = m_vnc.get();
    ProxyServer *proxy = m_proxy.get();
    connect(proxy, &ProxyServer::viewerOpening, vnc,
            [vnc](const ViewerInfo &viewer) { vnc->openViewer(viewer.id, viewer.rights); });
    connect(proxy, &ProxyServer::viewerDisconnected, vnc, &VncServer::closeViewer);
    connect(vnc, &VncServer::viewerOpened, proxy, &ProxyServer::attachViewer);
    connect(vnc, &VncServer::viewerGone, proxy, &ProxyServer::detachViewer);
    connect(vnc, &VncServer::viewerStuck, proxy, &ProxyServer::probeViewer);
    connect(proxy, &ProxyServer::viewerReached, vnc, &VncServer::noteAlive);
    connect(m_desktop.get(), &DesktopHost::screenStateChanged, proxy, &ProxyServer::setScreenState);
    connect(m_desktop.get(), &DesktopHost::monitorsChanged, proxy, &ProxyServer::setMonitors);
}

/** Pictures pass vnc by: RFB has no place for them. Whatever else is copied takes their place. */
void SharingService::wirePictures()
{
    ProxyServer *proxy = m_proxy.get();
    DesktopHost *desktop = m_desktop.get();
    VncServer *vnc = m_vnc.get();
    connect(desktop, &DesktopHost::clipboardPictureChanged, proxy, &ProxyServer::setPicture);
    connect(desktop, &DesktopHost::clipboardChanged, proxy, &ProxyServer::clearPicture);
    connect(desktop, &DesktopHost::clipboardGone, proxy, &ProxyServer::clearPicture);
    connect(desktop, &DesktopHost::clipboardTooLarge, proxy, &ProxyServer::noteTooLarge);
    connect(vnc, &VncServer::clipboardReceived, proxy, &ProxyServer::clearPicture);
    connect(vnc, &VncServer::captureWanted, proxy, &ProxyServer::setWatched);
    connect(proxy, &ProxyServer::pictureReceived, desktop, &DesktopHost::setClipboardPicture);
    connect(proxy, &ProxyServer::pictureReceived, vnc, &VncServer::clearClipboard);
}

void SharingService::wireFiles()
{
    ProxyServer *proxy = m_proxy.get();
    FileTransfers *files = &m_session.files();
    connect(files, &FileTransfers::answerWanted, proxy, &ProxyServer::answerFile);
    connect(files, &FileTransfers::cancelWanted, proxy, &ProxyServer::cancelFile);
    connect(files, &FileTransfers::sendWanted, this, [proxy](const QString &path) {
        // Looked at here: the net thread waits for no disk.
        inThreadOf(proxy,
                   [proxy, path, size = QFileInfo(path).size()] { proxy->sendFile(path, size); });
    });
    connect(proxy, &ProxyServer::fileAsked, files, &FileTransfers::fileAsked);
    connect(proxy, &ProxyServer::fileOffered, files, &FileTransfers::fileOffered);
    connect(proxy, &ProxyServer::fileStarted, files, &FileTransfers::fileStarted);
    connect(proxy, &ProxyServer::fileMoved, files, &FileTransfers::fileMoved);
    connect(proxy, &ProxyServer::fileEnded, files, &FileTransfers::fileEnded);
}

/** From the net thread right to the desktop's: nothing of it waits for an encoder. */
void SharingService::wireInput()
{
    ProxyServer *proxy = m_proxy.get();
    DesktopHost *desktop = m_desktop.get();
    connect(proxy, &ProxyServer::viewerConnected, m_input, &InputDesk::enter);
    connect(proxy, &ProxyServer::viewerInput, m_input, &InputDesk::take);
    connect(proxy, &ProxyServer::viewerSilent, m_input, &InputDesk::letGo);
    connect(proxy, &ProxyServer::viewerDisconnected, m_input, &InputDesk::leave);
    // Behind what the barrier brought the desktop: both come from vnc, and the way is the same.
    connect(m_vnc.get(), &VncServer::barrierPassed, m_input, &InputDesk::passBarrier);
    connect(desktop, &DesktopHost::layoutChanged, m_input, &InputDesk::setLayout);
    connect(m_input, &InputDesk::pointer, desktop, &DesktopHost::pointer);
    connect(m_input, &InputDesk::key, desktop, &DesktopHost::key);
    connect(m_input, &InputDesk::released, desktop, &DesktopHost::releaseAll);
    connect(desktop, &DesktopHost::pointerMoved, m_input, &InputDesk::notePointer);
    connect(m_input, &InputDesk::pointerMoved, m_vnc.get(), &VncServer::setPointerPosition);
    connect(m_input, &InputDesk::pointerMoved, proxy, &ProxyServer::notePointer);
}

void SharingService::start(const SessionPolicy &policy)
{
    m_policy = policy;
    if (m_proxyStopped && m_desktopClosed)
        openDesktop();
    else
        m_startWhenStopped = true;
}

void SharingService::setOwnWindow(quint64 window, const QString &display)
{
    m_ownWindow = window;
    m_ownDisplay = display;
}

/** On another display the same numbers would mean other programs' windows. */
bool SharingService::showsOwnWindows() const
{
    return m_policy.display.isEmpty()
        || withoutScreen(m_policy.display) == withoutScreen(m_ownDisplay);
}

void SharingService::openDesktop()
{
    m_desktopClosed = false;
    DesktopChoice choice{.display = m_policy.display,
                         .ownWindow = showsOwnWindows() ? m_ownWindow : 0};
    if (m_policy.display.startsWith(QLatin1String("fake:")))
        choice.backend = QStringLiteral("fake");
    inThreadOf(m_desktop.get(),
               [desktop = m_desktop.get(), choice, clipboard = m_policy.clipboard] {
                   desktop->open(choice, clipboard);
               });
}

void SharingService::startProxy(const QString &desktopName, const QString &limitations)
{
    if (m_session.state() != SharingSession::State::Starting || m_startWhenStopped)
        return; // stopped meanwhile
    if (!limitations.isEmpty())
        qCWarning(lcService).noquote() << limitations;
    m_proxyStopped = false;
    inThreadOf(m_vnc.get(), [vnc = m_vnc.get(), desktopName] {
        vnc->beginSession();
        vnc->setDesktopName(desktopName);
    });
    inThreadOf(m_proxy.get(), [proxy = m_proxy.get(), policy = m_policy, desktopName] {
        proxy->start(policy, desktopName);
    });
}

void SharingService::stop(StopReason reason)
{
    if (std::exchange(m_startWhenStopped, false))
        m_session.serviceStopped(); // nothing of this session began
    else if (m_proxyStopped)
        inThreadOf(m_desktop.get(), [desktop = m_desktop.get()] { desktop->close(); });
    else
        inThreadOf(m_proxy.get(), [proxy = m_proxy.get(), reason] { proxy->stop(reason); });
}

void SharingService::noteStopped()
{
    if (!m_proxyStopped || !m_desktopClosed)
        return;
    if (std::exchange(m_startWhenStopped, false))
        openDesktop();
    else
        m_session.serviceStopped();
}

} // namespace oriel
