#pragma once

#include "session/Clock.h"
#include "session/SharingSession.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace oriel {

class DesktopHost;
class FrameStore;
class InputDesk;
class ProxyServer;
class VncServer;
struct ProxyPaths;

/**
 * The machinery behind a SharingSession: the desktop, vnc and net threads, what lives in them,
 * and every wire between them. All wires are queued signals that carry values; the FrameStore is
 * the only thing two threads share. Lives in the gui thread.
 */
class SharingService : public QObject {
    Q_OBJECT

public:
    /** Starts the threads. `session` and `clock` outlive it. */
    SharingService(SharingSession &session, const Clock &clock, const ProxyPaths &paths);
    /** Ends the threads; waits for them a few seconds at most. */
    ~SharingService() override;

    /**
     * Any window of this process on `display` (X), which viewers then neither see nor touch, like
     * all others of its.
     */
    void setOwnWindow(quint64 window, const QString &display);

private:
    void start(const SessionPolicy &policy);
    void stop(StopReason reason);
    bool showsOwnWindows() const;
    void openDesktop();
    void startProxy(const QString &desktopName, const QString &limitations);
    void noteStopped();
    void wireSession();
    void wireDesktopAndVnc();
    void wireVncAndProxy();
    void wireInput();
    void wirePictures();
    void wireFiles();

    SharingSession &m_session;
    SessionPolicy m_policy;
    quint64 m_ownWindow = 0;
    QString m_ownDisplay;
    std::unique_ptr<FrameStore> m_store;
    std::unique_ptr<DesktopHost> m_desktop;
    InputDesk *m_input; ///< m_desktop's child, and so in its thread
    std::unique_ptr<VncServer> m_vnc;
    std::unique_ptr<ProxyServer> m_proxy;
    std::unique_ptr<QThread> m_desktopThread;
    std::unique_ptr<QThread> m_vncThread;
    std::unique_ptr<QThread> m_netThread;
    bool m_proxyStopped = true;
    bool m_desktopClosed = true;
    /** The next session waits for the one before, which its SharingSession gave up on. */
    bool m_startWhenStopped = false;
};

} // namespace oriel
