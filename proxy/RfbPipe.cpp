#include "proxy/RfbPipe.h"

#include "proxy/WebSocketLink.h"

namespace oriel {

RfbPipe::RfbPipe(int descriptor, ViewerRights rights, WebSocketLink &link, const Clock &clock,
                 QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_clock(clock)
    , m_vnc(descriptor)
    , m_filter(rights)
    , m_rate(messagesPerSecond, clock.now())
    , m_questions(questionsPerSecond, clock.now())
    , m_messageTimer(clock.makeTimer([this] { fail(CloseCode::GoingAway); }))
    , m_answerTimer(clock.makeTimer([this] {
        m_gate.giveUpWaiting();
        openGate();
    }))
    , m_rateTimer(clock.makeTimer([this] { passMessages(); }))
{
    connect(&m_vnc, &VncSocket::received, this, &RfbPipe::fromVnc);
    connect(&m_vnc, &VncSocket::closed, this, [this] { fail(CloseCode::InternalError); });
    connect(&link, &WebSocketLink::drained, this, &RfbPipe::openGate);
    connect(&link, &WebSocketLink::silent, this, &RfbPipe::onSilence);
    m_messageTimer->start(initTimeout);
}

RfbPipe::~RfbPipe() = default;

void RfbPipe::fail(CloseCode code)
{
    if (std::exchange(m_failed, true))
        return;
    m_messageTimer->stop();
    m_answerTimer->stop();
    m_rateTimer->stop();
    handOverInput();
    emit failed(code);
}

void RfbPipe::receive(const QByteArray &bytes)
{
    if (m_failed)
        return;
    m_framer.append(bytes);
    if (!m_rateTimer->isActive())
        passMessages();
}

/** As many as may pass. False if some of them have to wait, or the connection ends. */
bool RfbPipe::passAll()
{
    for (;;) {
        if (!m_next)
            m_next = m_framer.next();
        if (!m_next)
            return true;
        if (!mayPass(*m_next)) {
            waitAWhile();
            return false;
        }
        if (!pass(*std::exchange(m_next, std::nullopt)))
            return false;
        m_messageTimer->stop(); // a new message begins, if any
    }
}

void RfbPipe::passMessages()
{
    const bool isAll = passAll();
    handOverInput();
    if (!isAll)
        return;
    m_link.setPaused(false);
    if (m_framer.error() == RfbFramer::Error::TooBig)
        fail(CloseCode::TooBig);
    else if (m_framer.error() != RfbFramer::Error::None)
        fail(CloseCode::InvalidData);
    else if (m_framer.isInsideMessage() && !m_messageTimer->isActive())
        m_messageTimer->start(messageTimeout);
}

bool RfbPipe::mayPass(const QByteArray &message)
{
    const auto now = m_clock.now();
    if (m_rate.isSpent(now))
        return false;
    if (m_initialised && RfbFilter::isQuestion(message)) {
        if (m_questions.isSpent(now) || m_link.pendingBytes() > maxUnread)
            return false;
        m_questions.count();
    }
    m_rate.count();
    return true;
}

/** The rest stays where it is, at the viewer's in the end. */
void RfbPipe::waitAWhile()
{
    m_messageTimer->stop();
    m_link.setPaused(true);
    m_rateTimer->start(MessageRate::pause);
}

void RfbPipe::onSilence()
{
    m_held.clear();
    m_link.watchClosely(false);
    emit silent();
}

bool RfbPipe::pass(const QByteArray &message)
{
    if (!m_initialised) {
        m_initialised = true;
        ++m_barriers;
        return toVnc(message); // ClientInit: the shared flag
    }
    const RfbFilter::Result result = m_filter.pass(message);
    if (!result.isValid) {
        fail(CloseCode::InvalidData);
        return false;
    }
    if (result.isActivity)
        emit activity();
    if (result.isUpdateRequest) {
        m_gate.request(result.forward);
        openGate();
        return !m_failed;
    }
    if (result.forward.isEmpty())
        return true;
    if (RfbFilter::isInput(result.forward)) {
        m_held.note(result.forward);
        m_link.watchClosely(m_held.isHolding());
        m_input += result.forward;
        return true;
    }
    if (RfbFilter::isBarrier(result.forward)) {
        handOverInput();
        ++m_barriers;
    }
    return toVnc(result.forward);
}

void RfbPipe::handOverInput()
{
    if (!m_input.isEmpty())
        emit input(std::exchange(m_input, {}), m_barriers);
}

bool RfbPipe::toVnc(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_vnc.send(bytes))
        return true;
    fail(CloseCode::TooBig);
    return false;
}

void RfbPipe::openGate()
{
    if (m_failed)
        return;
    toVnc(m_gate.release(m_link.pendingBytes() == 0));
    if (m_gate.isWaiting() && !m_answerTimer->isActive())
        m_answerTimer->start(answerTimeout);
}

void RfbPipe::fromVnc(const QByteArray &bytes)
{
    m_answerTimer->stop();
    m_gate.noteAnswer();
    m_link.send(bytes);
    if (m_gate.isHolding())
        openGate();
}

} // namespace oriel
