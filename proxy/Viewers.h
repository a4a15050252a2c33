#pragma once

#include "proxy/CloseCode.h"
#include "proxy/RefusalLog.h"
#include "proxy/ViewerRequest.h"
#include "session/Admission.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <memory>

namespace oriel {

class ConnectionLimits;
class Notices;
class Transport;
class WebSocketBridge;

/**
 * Everybody who watches, or is about to: keeps the bridges, tells Admission, the vnc side and the
 * host who came and went. Each connected() is followed by exactly one disconnected(). Lives in
 * the net thread.
 */
class Viewers : public QObject {
    Q_OBJECT

public:
    /** All of these outlive it. */
    Viewers(Admission &admission, ConnectionLimits &limits, const Notices &notices,
            const Clock &clock, QObject *parent = nullptr);
    ~Viewers() override;

    /** No connection is open any more. */
    bool isEmpty() const { return m_connections == 0; }

public slots:
    /** Takes the transport over; the request that opened it is answered. */
    void add(oriel::Transport *transport, const oriel::ViewerRequest &request);
    /** Takes `descriptor` over; closes it if nobody waits for it any more. */
    void attach(oriel::ViewerId viewer, int descriptor);
    void detach(oriel::ViewerId viewer);
    /** reached() follows if the viewer's line is well. */
    void probe(oriel::ViewerId viewer);
    void kick(oriel::ViewerId viewer);
    /** By the page's button; Admission knows. */
    void leave(oriel::ViewerId viewer);
    /** A notice for one viewer's page, if it is connected. */
    void tell(oriel::ViewerId viewer, const QByteArray &json);
    /** A notice for every page. */
    void tellAll(const QByteArray &json);
    /** One for those with the right to the clipboard, `but` one of them. */
    void tellClipboards(const QByteArray &json, oriel::ViewerId but);
    /** A viewer did something, beside its WebSocket. */
    void noteActivity();
    void closeAll(oriel::CloseCode code, oriel::LeaveReason reason);

signals:
    void opening(const oriel::ViewerInfo &viewer);
    void connected(const oriel::ViewerInfo &viewer);
    void disconnected(oriel::ViewerId viewer, oriel::LeaveReason reason);
    /** At most twice a second. */
    void activity();
    /** It held a key or a button and gave no sign of life since: let go for it. It may come back.
     */
    void silent(oriel::ViewerId viewer);
    void reached(oriel::ViewerId viewer);
    /** Between connected() and disconnected() only. */
    void input(oriel::ViewerId viewer, const QByteArray &messages, quint32 barriers);
    void becameEmpty();

private:
    /** Who else watches, as one viewer is told: how many, and nothing of who they are. */
    struct Others {
        int watching = 0;
        int controlling = 0; ///< of them

        friend bool operator==(const Others &, const Others &) = default;
    };

    struct Current {
        WebSocketBridge *bridge = nullptr;
        LeaveReason reason = LeaveReason::Left;
        bool opened = false; ///< the vnc side was asked to open
        bool connected = false;
        bool detached = false; ///< the vnc side has let go
        bool released = false; ///< Admission has let go
        Others told{};
    };

    void refuse(Transport *transport);
    void watch(WebSocketBridge *bridge);
    void onOpening(WebSocketBridge *bridge);
    void onEnded(WebSocketBridge *bridge);
    void countConnection(int change);
    Current *current(const WebSocketBridge *bridge);
    void tellOthers();

    Admission &m_admission;
    ConnectionLimits &m_limits;
    const Notices &m_notices;
    const Clock &m_clock;
    QHash<ViewerId, Current> m_current;
    QList<WebSocketBridge *> m_bridges; ///< children; also those that are closing
    /**
     * Openings of bridges that ended before the vnc side let go: each still brings one detach(),
     * which is not meant for the same viewer's next bridge.
     */
    QHash<ViewerId, int> m_owed;
    RefusalLog m_refusals;
    std::chrono::milliseconds m_lastActivity{-1'000'000};
    int m_connections = 0;
    std::unique_ptr<ClockTimer> m_tellTimer; ///< active while others came or went
};

} // namespace oriel
