#pragma once

#include "proxy/RfbHandshake.h"
#include "proxy/RfbPipe.h"
#include "proxy/ViewerRequest.h"
#include "proxy/WebSocketLink.h"
#include "session/Admission.h"
#include "session/Viewer.h"

#include <QObject>

#include <memory>
#include <optional>

namespace oriel {

/**
 * One viewer's way from its WebSocket to its socket pair: RFB's security handshake, admission, then
 * the pipe. Lives in the net thread.
 *
 *     Handshake ─VNC Authentication with consent→ Asking ─→ Opening ─attach→ Running ─→ Closing
 */
class WebSocketBridge : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds handshakeTimeout{10};

    /**
     * Takes the transport over. `viewer`: from a ticket; nothing: VNC Authentication. `admission`
     * and `clock` outlive it.
     */
    WebSocketBridge(Transport *transport, const ViewerRequest &request,
                    const std::optional<ViewerInfo> &viewer, Admission &admission,
                    const Clock &clock, QObject *parent = nullptr);
    ~WebSocketBridge() override;

    /** Sends the first bytes. */
    void start();
    /** 0 before it is admitted. */
    ViewerId viewer() const { return m_viewer.id; }
    const ViewerInfo &info() const { return m_viewer; }
    bool usesTicket() const { return m_usesTicket; }
    bool isOpening() const { return m_stage == Stage::Opening; }
    bool isRunning() const { return m_stage == Stage::Running; }

    /** The vnc side is there; owns `descriptor`. In Opening only. */
    void attach(int descriptor);
    void sendNotice(const QByteArray &json) { m_link.sendNotice(json); }
    /** reached() follows if the viewer's line is well. */
    void probe() { m_link.probe(); }
    /** Idempotent; over() follows within a second. The vnc side is let go of at once. */
    void close(oriel::CloseCode code);

    const QTcpSocket *socket() const { return m_socket; }

signals:
    /** Waits for the host (true), or no longer (false). */
    void waiting(bool waits);
    /** Not admitted by VNC Authentication; for the log. */
    void refused(const QString &what);
    /** Admitted, the handshake done: attach() is wanted. */
    void opening();
    void activity();
    /** RfbPipe's. */
    void input(const QByteArray &messages, quint32 barriers);
    /** It holds a key or a button and gives no sign of life. */
    void silent();
    /** All that was sent before the last probe() arrived. */
    void reached();
    /** No RFB flows any more: admission and vnc may let go. Once, if viewer() has a number. */
    void ended();
    /** Closing with this code, for whatever reason of our own. Before ended(). */
    void closing(oriel::CloseCode code);
    /** The connection is closed. Emitted once, last. */
    void over();

private:
    enum class Stage { Handshake, Asking, Opening, Running, Closing };

    void receive(const QByteArray &bytes);
    void proceed();
    void authenticate();
    void judged(const Verdict &verdict);
    void open();
    void onTimeout();
    void end();

    Admission &m_admission;
    const Clock &m_clock;
    ViewerRequest m_request;
    ViewerInfo m_viewer;
    bool m_usesTicket;
    ViewerId m_asking = 0;
    Stage m_stage = Stage::Handshake;
    RfbHandshake m_handshake;
    QByteArray m_early;         ///< behind the handshake, before attach()
    const QTcpSocket *m_socket; ///< to tell it apart, never used
    WebSocketLink m_link;
    std::unique_ptr<RfbPipe> m_pipe;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
