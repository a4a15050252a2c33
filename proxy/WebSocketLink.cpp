#include "proxy/WebSocketLink.h"

namespace oriel {

namespace {

using WebSocketFrame::Opcode;

/** Who sends pings and does not read our pongs gets one for all of them, later. */
constexpr qint64 maxPendingForPong = 64 * 1024;

} // namespace

WebSocketLink::WebSocketLink(Transport *transport, bool ownPage, const Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_transport(*transport)
    , m_ownPage(ownPage)
    , m_ping(clock)
    , m_stallTimer(clock.makeTimer([this] { close(CloseCode::GoingAway); }))
    , m_closeTimer(clock.makeTimer([this] { m_transport.abort(); }))
{
    transport->setParent(this);
    connect(&m_ping, &PingTimer::pingDue, this, [this] {
        if (!m_closing)
            sendFrame(Opcode::Ping, {});
    });
    connect(&m_ping, &PingTimer::peerSilent, this, &WebSocketLink::silent);
    connect(&m_ping, &PingTimer::peerLost, this, [this] { close(CloseCode::GoingAway); });
    connect(transport, &Transport::readable, this, &WebSocketLink::onReadable);
    connect(transport, &Transport::closed, this, &WebSocketLink::onClosed);
    connect(transport, &Transport::progress, this, &WebSocketLink::onProgress);
}

WebSocketLink::~WebSocketLink() { m_transport.disconnect(this); }

void WebSocketLink::admit() { m_framer.setMaxMessage(maxMessage); }

void WebSocketLink::setPaused(bool paused)
{
    if (m_over || std::exchange(m_paused, paused) == paused)
        return;
    m_ping.noteLife(); // it was we who did not listen
    if (!paused)
        QMetaObject::invokeMethod(this, &WebSocketLink::onReadable, Qt::QueuedConnection);
}

void WebSocketLink::watchClosely(bool closely) { m_ping.watchClosely(closely); }

void WebSocketLink::probe()
{
    if (!m_closing)
        sendFrame(Opcode::Ping, QByteArray::number(++m_probes));
}

void WebSocketLink::onReadable()
{
    if (m_over)
        return;
    if (m_transport.hasInput())
        m_ping.noteLife();
    readParts();
    while (!m_paused && !m_framer.error() && m_transport.hasInput()) {
        m_framer.append(m_transport.read());
        readParts();
    }
    if (m_framer.error()) {
        close(*m_framer.error());
        m_transport.read(); // where a frame begins is not known any more
    }
}

void WebSocketLink::readParts()
{
    while (!m_paused && !m_over) {
        const auto part = m_framer.next();
        if (!part)
            return;
        take(*part);
    }
}

void WebSocketLink::take(const WebSocketFramer::Part &part)
{
    using Kind = WebSocketFramer::Kind;
    if (part.kind == Kind::Close) {
        takeClose(part.payload);
    } else if (m_closing) {
        return;
    } else if (part.kind == Kind::Data) {
        emit received(part.payload);
    } else if (part.kind == Kind::Pong) {
        if (m_probes > 0 && part.payload == QByteArray::number(m_probes))
            emit reached();
    } else if (part.kind == Kind::Ping) {
        m_owedPong = part.payload;
        if (pendingBytes() <= maxPendingForPong)
            sendPong();
    }
}

/** The answer to our Close, or the peer's own wish, which is answered with its code. */
void WebSocketLink::takeClose(const QByteArray &payload)
{
    if (!m_closing) {
        sendFrame(Opcode::Close, payload.left(2));
        beginClosing();
    }
    m_transport.finish();
}

void WebSocketLink::sendFrame(Opcode opcode, const QByteArray &payload)
{
    if (m_over)
        return;
    m_transport.write(WebSocketFrame::head(opcode, payload.size()));
    m_transport.write(payload);
    watchPending();
}

void WebSocketLink::sendPong()
{
    if (const auto payload = std::exchange(m_owedPong, std::nullopt))
        sendFrame(Opcode::Pong, *payload);
}

void WebSocketLink::send(const QByteArray &bytes)
{
    if (!m_closing)
        sendFrame(Opcode::Binary, bytes);
}

void WebSocketLink::sendNotice(const QByteArray &json)
{
    if (!m_closing && m_ownPage)
        sendFrame(Opcode::Text, json);
}

void WebSocketLink::close(CloseCode code)
{
    if (m_closing || m_over)
        return;
    beginClosing();
    m_transport.write(WebSocketFrame::makeClose(code));
    m_transport.flush();
    // What waits unread may be the answer already.
    if (std::exchange(m_paused, false))
        QMetaObject::invokeMethod(this, &WebSocketLink::onReadable, Qt::QueuedConnection);
}

void WebSocketLink::beginClosing()
{
    m_closing = true;
    m_stallTimer->stop();
    m_closeTimer->start(closeTimeout);
}

void WebSocketLink::watchPending()
{
    const qint64 pending = pendingBytes();
    if (pending > maxPending)
        m_transport.abort();
    else if (pending > 0 && !m_closing && !m_stallTimer->isActive())
        m_stallTimer->start(stallTimeout);
}

void WebSocketLink::onProgress()
{
    if (m_closing || m_over)
        return;
    m_stallTimer->stop();
    if (pendingBytes() == 0) {
        sendPong();
        emit drained();
        return;
    }
    // The kernel took some and could not take all: the peer reads. What it takes at once proves
    // nothing, its buffer may just have had room.
    m_ping.noteLife();
    m_stallTimer->start(stallTimeout);
}

void WebSocketLink::onClosed()
{
    if (std::exchange(m_over, true))
        return;
    m_stallTimer->stop();
    m_closeTimer->stop();
    emit closed();
}

} // namespace oriel
