#include "proxy/WebSocketBridge.h"

#include <QPointer>

#include <algorithm>

namespace oriel {

namespace {

/** Before the vnc side is there a client has nothing to send but ClientInit. */
constexpr qsizetype maxEarly = 4 * 1024;

QByteArray reasonFor(const Verdict &verdict)
{
    switch (verdict.kind) {
    case Verdict::Kind::Admitted: return {};
    case Verdict::Kind::Wrong: return "Wrong password.";
    case Verdict::Kind::Full: return "Somebody else is connected already.";
    case Verdict::Kind::Gone: return "This password was used or has expired. Ask for a new link.";
    case Verdict::Kind::TooMany:
        return "Too many attempts. Try again in " + QByteArray::number(verdict.retryAfter.count())
            + " s.";
    case Verdict::Kind::Refused: return "The host refused.";
    }
    return {};
}

RfbHandshake handshakeFor(bool ticket, const QString &address, const Admission &admission)
{
    if (ticket)
        return RfbHandshake(RfbHandshake::Security::None);
    if (const auto verdict = admission.turnedAway(address))
        return RfbHandshake::refusing(reasonFor(*verdict));
    return RfbHandshake(RfbHandshake::Security::VncAuthentication);
}

} // namespace

WebSocketBridge::WebSocketBridge(Transport *transport, const ViewerRequest &request,
                                 const std::optional<ViewerInfo> &viewer, Admission &admission,
                                 const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_admission(admission)
    , m_clock(clock)
    , m_request(request)
    , m_viewer(viewer.value_or(ViewerInfo{}))
    , m_usesTicket(viewer.has_value())
    , m_handshake(handshakeFor(m_usesTicket, request.address, admission))
    , m_socket(transport->socket())
    , m_link(transport, request.ownPage, clock)
    , m_timer(clock.makeTimer([this] { onTimeout(); }))
{
    connect(&m_link, &WebSocketLink::received, this, &WebSocketBridge::receive);
    connect(&m_link, &WebSocketLink::reached, this, &WebSocketBridge::reached);
    connect(&m_link, &WebSocketLink::closed, this, [this] {
        end();
        emit over();
    });
}

WebSocketBridge::~WebSocketBridge() = default;

void WebSocketBridge::start()
{
    const auto left = m_request.deadline - m_clock.now();
    m_timer->start(std::clamp<std::chrono::milliseconds>(left, std::chrono::milliseconds(0),
                                                         handshakeTimeout));
    m_link.send(m_handshake.takeOutput());
}

void WebSocketBridge::receive(const QByteArray &bytes)
{
    switch (m_stage) {
    case Stage::Handshake:
    case Stage::Asking:
        m_handshake.receive(bytes);
        proceed();
        break;
    case Stage::Opening:
        m_early += bytes;
        if (m_early.size() > maxEarly)
            close(CloseCode::InvalidData);
        break;
    case Stage::Running: m_pipe->receive(bytes); break;
    case Stage::Closing: break;
    }
}

void WebSocketBridge::proceed()
{
    if (m_handshake.state() == RfbHandshake::State::Response && m_stage == Stage::Handshake)
        authenticate();
    const QByteArray output = m_handshake.takeOutput();
    if (!output.isEmpty())
        m_link.send(output);
    switch (m_handshake.state()) {
    case RfbHandshake::State::Running:
    case RfbHandshake::State::Response: break;
    case RfbHandshake::State::Accepted: open(); break;
    case RfbHandshake::State::Refused: close(CloseCode::NotAdmitted); break;
    case RfbHandshake::State::Broken: close(CloseCode::InvalidData); break;
    }
}

void WebSocketBridge::authenticate()
{
    m_stage = Stage::Asking;
    m_timer->stop();
    const QPointer<WebSocketBridge> guard(this);
    const ViewerId asking = m_admission.authenticate(
        m_request.address, m_request.agent,
        [this](const QByteArray &key) { return m_handshake.answers(key); },
        [guard](const Verdict &verdict) {
            if (guard)
                guard->judged(verdict);
        });
    if (asking == 0)
        return;
    m_asking = asking;
    emit waiting(true);
}

void WebSocketBridge::judged(const Verdict &verdict)
{
    const bool waited = std::exchange(m_asking, 0) != 0;
    if (verdict.kind == Verdict::Kind::Admitted) {
        m_viewer = verdict.credentials.viewer;
        m_handshake.accept();
    } else {
        emit refused(QStringLiteral("VNC Authentication from %1 refused: %2")
                         .arg(m_request.address, QString::fromUtf8(reasonFor(verdict))));
        m_handshake.refuse(reasonFor(verdict));
    }
    if (!waited)
        return; // proceed() is under way
    emit waiting(false);
    proceed();
}

void WebSocketBridge::open()
{
    m_stage = Stage::Opening;
    m_early = m_handshake.takeRest();
    m_link.admit();
    m_timer->start(handshakeTimeout); // for the vnc side
    emit opening();
}

void WebSocketBridge::attach(int descriptor)
{
    m_stage = Stage::Running;
    m_timer->stop();
    m_pipe = std::make_unique<RfbPipe>(descriptor, m_viewer.rights, m_link, m_clock);
    connect(m_pipe.get(), &RfbPipe::activity, this, &WebSocketBridge::activity);
    connect(m_pipe.get(), &RfbPipe::input, this, &WebSocketBridge::input);
    connect(m_pipe.get(), &RfbPipe::silent, this, &WebSocketBridge::silent);
    connect(m_pipe.get(), &RfbPipe::failed, this, &WebSocketBridge::close);
    const QByteArray early = std::exchange(m_early, {});
    if (!early.isEmpty())
        m_pipe->receive(early);
}

void WebSocketBridge::onTimeout()
{
    if (m_stage == Stage::Opening)
        close(CloseCode::InternalError); // the vnc side did not come
    else
        close(m_usesTicket ? CloseCode::GoingAway : CloseCode::NotAdmitted);
}

void WebSocketBridge::close(CloseCode code)
{
    m_link.close(code);
    emit closing(code);
    end();
}

void WebSocketBridge::end()
{
    if (m_stage == Stage::Closing)
        return;
    m_stage = Stage::Closing;
    m_timer->stop();
    if (const ViewerId asking = std::exchange(m_asking, 0)) {
        emit waiting(false);
        m_admission.abandon(asking);
    }
    // The pipe may be the caller; its descriptor is closed with it, in the next turn.
    if (m_pipe) {
        m_pipe->disconnect(this); // its timers may still run
        m_pipe.release()->deleteLater();
    }
    if (m_viewer.id != 0)
        emit ended();
}

} // namespace oriel
