#pragma once

#include "proxy/CloseCode.h"
#include "proxy/RefusalLog.h"
#include "proxy/RequestRouter.h"
#include "session/Admission.h"

#include <QHash>
#include <QList>
#include <QObject>

namespace oriel {

class ConnectionLimits;
class WebSocketBridge;

/**
 * Everybody who watches, or is about to: keeps the bridges, tells Admission, the vnc side and the
 * host who came and went. Each connected() is followed by exactly one disconnected(). Lives in
 * the net thread.
 */
class Viewers : public QObject {
    Q_OBJECT

public:
    /** `admission`, `limits` and `clock` outlive it. */
    Viewers(Admission &admission, ConnectionLimits &limits, const Clock &clock,
            QObject *parent = nullptr);
    ~Viewers() override;

    /** No connection is open any more. */
    bool isEmpty() const { return m_connections == 0; }

public slots:
    /** Takes the socket over; its upgrade is answered. */
    void add(QTcpSocket *socket, const oriel::UpgradeRequest &request);
    /** Takes `descriptor` over; closes it if nobody waits for it any more. */
    void attach(oriel::ViewerId viewer, int descriptor);
    void detach(oriel::ViewerId viewer);
    /** reached() follows if the viewer's line is well. */
    void probe(oriel::ViewerId viewer);
    void kick(oriel::ViewerId viewer);
    /** By the page's button; Admission knows. */
    void leave(oriel::ViewerId viewer);
    void warnOfInactivity(std::chrono::seconds left);
    void setScreenState(oriel::ScreenState state);
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
    void becameEmpty();

private:
    struct Current {
        WebSocketBridge *bridge = nullptr;
        LeaveReason reason = LeaveReason::Left;
        bool opened = false; ///< the vnc side was asked to open
        bool connected = false;
        bool detached = false; ///< the vnc side has let go
        bool released = false; ///< Admission has let go
    };

    void refuse(QTcpSocket *socket);
    void watch(WebSocketBridge *bridge);
    void onOpening(WebSocketBridge *bridge);
    void onEnded(WebSocketBridge *bridge);
    void noteActivity();
    void countConnection(int change);
    Current *current(const WebSocketBridge *bridge);
    void notify(const QByteArray &json);
    static QByteArray screenNotice(ScreenState state);

    Admission &m_admission;
    ConnectionLimits &m_limits;
    const Clock &m_clock;
    QHash<ViewerId, Current> m_current;
    QList<WebSocketBridge *> m_bridges; ///< children; also those that are closing
    /**
     * Openings of bridges that ended before the vnc side let go: each still brings one detach(),
     * which is not meant for the same viewer's next bridge.
     */
    QHash<ViewerId, int> m_owed;
    RefusalLog m_refusals;
    ScreenState m_screenState = ScreenState::On;
    std::chrono::milliseconds m_lastActivity{-1'000'000};
    int m_connections = 0;
};

} // namespace oriel
