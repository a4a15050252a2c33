#include "proxy/Viewers.h"

#include "proxy/ConnectionLimits.h"
#include "proxy/Log.h"
#include "proxy/Notices.h"
#include "proxy/WebSocketBridge.h"

#include <unistd.h>

namespace oriel {

namespace {

constexpr std::chrono::milliseconds activityInterval{500};
/** Somebody who reloads the page has not been away. */
constexpr std::chrono::milliseconds tellDelay{500};

} // namespace

Viewers::Viewers(Admission &admission, ConnectionLimits &limits, const Notices &notices,
                 const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_admission(admission)
    , m_limits(limits)
    , m_notices(notices)
    , m_clock(clock)
    , m_tellTimer(clock.makeTimer([this] { tellOthers(); }))
{
}

Viewers::~Viewers() = default;

void Viewers::countConnection(int change)
{
    m_connections += change;
    if (m_connections == 0)
        emit becameEmpty();
}

void Viewers::add(Transport *transport, const ViewerRequest &request)
{
    countConnection(1);
    std::optional<ViewerInfo> viewer;
    if (!request.ticket.isNull()) {
        viewer = m_admission.redeem(request.ticket);
        if (!viewer) {
            m_refusals.note(QStringLiteral("unknown or used ticket from ") + request.address,
                            m_clock.now());
            refuse(transport);
            return;
        }
        viewer->address = request.address;
        // A connection that we still believe in, and its viewer does not.
        if (const auto old = m_current.find(viewer->id); old != m_current.end()) {
            old->released = true;
            old->bridge->close(CloseCode::GoingAway);
        }
    }
    auto *bridge = new WebSocketBridge(transport, request, viewer, m_admission, m_clock, this);
    m_bridges.append(bridge);
    if (viewer) {
        m_current.insert(viewer->id, {.bridge = bridge});
        m_limits.vouch(bridge->socket(), true);
    }
    watch(bridge);
    bridge->start();
}

/** The upgrade is done before the code can be sent: a browser's page learns nothing of HTTP's. */
void Viewers::refuse(Transport *transport)
{
    auto *link = new WebSocketLink(transport, false, m_clock, this);
    connect(link, &WebSocketLink::closed, this, [this, link] {
        link->deleteLater();
        countConnection(-1);
    });
    link->close(CloseCode::NotAdmitted);
}

void Viewers::watch(WebSocketBridge *bridge)
{
    connect(bridge, &WebSocketBridge::waiting, this,
            [this, bridge](bool waits) { m_limits.vouch(bridge->socket(), waits); });
    connect(bridge, &WebSocketBridge::refused, this,
            [this](const QString &what) { m_refusals.note(what, m_clock.now()); });
    connect(bridge, &WebSocketBridge::opening, this, [this, bridge] { onOpening(bridge); });
    connect(bridge, &WebSocketBridge::activity, this, &Viewers::noteActivity);
    connect(bridge, &WebSocketBridge::input, this,
            [this, bridge](const QByteArray &messages, quint32 barriers) {
                emit input(bridge->viewer(), messages, barriers);
            });
    connect(bridge, &WebSocketBridge::silent, this, [this, bridge] {
        qCInfo(lcProxy).noquote() << "viewer" << bridge->viewer()
                                  << "is silent: what it holds is let go";
        emit silent(bridge->viewer());
    });
    connect(bridge, &WebSocketBridge::reached, this,
            [this, bridge] { emit reached(bridge->viewer()); });
    connect(bridge, &WebSocketBridge::closing, this, [this, bridge](CloseCode code) {
        Current *entry = current(bridge);
        if (entry && code == CloseCode::InternalError)
            entry->reason = LeaveReason::Error;
    });
    connect(bridge, &WebSocketBridge::ended, this, [this, bridge] { onEnded(bridge); });
    connect(bridge, &WebSocketBridge::over, this, [this, bridge] {
        m_bridges.removeOne(bridge);
        bridge->deleteLater();
        countConnection(-1);
    });
}

Viewers::Current *Viewers::current(const WebSocketBridge *bridge)
{
    const auto found = m_current.find(bridge->viewer());
    return found != m_current.end() && found->bridge == bridge ? &found.value() : nullptr;
}

void Viewers::onOpening(WebSocketBridge *bridge)
{
    Current &entry = m_current[bridge->viewer()];
    entry.bridge = bridge;
    entry.opened = true;
    m_limits.vouch(bridge->socket(), true);
    emit opening(bridge->info());
}

void Viewers::attach(ViewerId viewer, int descriptor)
{
    const auto found = m_current.find(viewer);
    if (m_owed.value(viewer) > 0 || found == m_current.end() || !found->bridge->isOpening()) {
        ::close(descriptor);
        return;
    }
    WebSocketBridge *bridge = found->bridge;
    found->connected = true;
    emit connected(bridge->info());
    bridge->attach(descriptor);
    for (const QByteArray &json : m_notices.standing(bridge->info().rights)) {
        if (bridge->isRunning())
            bridge->sendNotice(json);
    }
    m_tellTimer->start(tellDelay);
}

void Viewers::detach(ViewerId viewer)
{
    if (const auto owed = m_owed.find(viewer); owed != m_owed.end()) {
        if (--owed.value() == 0)
            m_owed.erase(owed);
        return;
    }
    const auto found = m_current.find(viewer);
    if (found == m_current.end() || !found->opened)
        return;
    found->detached = true;
    found->bridge->close(CloseCode::InternalError);
}

void Viewers::onEnded(WebSocketBridge *bridge)
{
    const Current *entry = current(bridge);
    if (!entry)
        return;
    const Current left = *entry;
    const ViewerId viewer = bridge->viewer();
    m_current.remove(viewer);
    if (left.opened && !left.detached)
        ++m_owed[viewer];
    if (!left.released) {
        if (bridge->usesTicket())
            m_admission.dropped(viewer);
        else
            m_admission.left(viewer);
    }
    if (!left.connected)
        return;
    m_tellTimer->start(tellDelay);
    emit disconnected(viewer, left.reason);
}

void Viewers::probe(ViewerId viewer)
{
    const auto found = m_current.find(viewer);
    if (found != m_current.end() && found->bridge->isRunning())
        found->bridge->probe();
}

void Viewers::kick(ViewerId viewer)
{
    // Admission's part may bring a new password, and with it a new viewer: it goes last.
    if (const auto found = m_current.find(viewer); found != m_current.end()) {
        found->released = true;
        found->reason = LeaveReason::Kicked;
        found->bridge->close(CloseCode::Removed);
    }
    m_admission.kick(viewer);
}

void Viewers::leave(ViewerId viewer)
{
    if (const auto found = m_current.find(viewer); found != m_current.end()) {
        found->released = true;
        found->bridge->close(CloseCode::Normal);
    }
}

void Viewers::closeAll(CloseCode code, LeaveReason reason)
{
    for (Current &entry : m_current)
        entry.reason = reason;
    const QList<WebSocketBridge *> bridges = m_bridges; // closing takes them out
    for (WebSocketBridge *bridge : bridges)
        bridge->close(code);
}

void Viewers::noteActivity()
{
    const auto now = m_clock.now();
    if (now - m_lastActivity < activityInterval)
        return;
    m_lastActivity = now;
    emit activity();
}

void Viewers::tell(ViewerId viewer, const QByteArray &json)
{
    const auto found = m_current.constFind(viewer);
    if (found != m_current.cend() && found->bridge->isRunning())
        found->bridge->sendNotice(json);
}

void Viewers::tellAll(const QByteArray &json)
{
    const QList<WebSocketBridge *> bridges = m_bridges; // one that takes no more is taken out
    for (WebSocketBridge *bridge : bridges) {
        if (bridge->isRunning())
            bridge->sendNotice(json);
    }
}

void Viewers::tellClipboards(const QByteArray &json, ViewerId but)
{
    const QList<WebSocketBridge *> bridges = m_bridges; // one that takes no more is taken out
    for (WebSocketBridge *bridge : bridges) {
        if (bridge->isRunning() && bridge->info().rights.clipboard && bridge->viewer() != but)
            bridge->sendNotice(json);
    }
}

void Viewers::tellOthers()
{
    Others all;
    for (const Current &entry : std::as_const(m_current)) {
        if (!entry.connected)
            continue;
        ++all.watching;
        all.controlling += int(entry.bridge->info().rights.control);
    }
    const QList<ViewerId> viewers = m_current.keys(); // one that takes no more is taken out
    for (const ViewerId viewer : viewers) {
        const auto entry = m_current.find(viewer);
        if (entry == m_current.end() || !entry->bridge->isRunning())
            continue;
        const Others others{all.watching - 1,
                            all.controlling - int(entry->bridge->info().rights.control)};
        if (std::exchange(entry->told, others) == others)
            continue;
        entry->bridge->sendNotice(
            "{\"type\":\"viewers\",\"others\":" + QByteArray::number(others.watching)
            + ",\"controlling\":" + QByteArray::number(others.controlling) + '}');
    }
}

} // namespace oriel
