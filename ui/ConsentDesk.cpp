#include "ui/ConsentDesk.h"

#include "session/Admission.h"
#include "ui/ConsentPrompt.h"

#include <QApplication>

namespace oriel {

ConsentDesk::ConsentDesk(SharingSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &SharingSession::viewerAsks, this, &ConsentDesk::enqueue);
    connect(&session, &SharingSession::viewerAnswered, this, &ConsentDesk::remove);
    connect(&session, &SharingSession::stateChanged, this, [this](SharingSession::State state) {
        if (state == SharingSession::State::Stopping)
            m_prompt.reset();
    });
}

ConsentDesk::~ConsentDesk() = default;

void ConsentDesk::DeleteLater::operator()(ConsentPrompt *prompt) const
{
    // The prompt may be on the stack: its own button led here.
    prompt->hide();
    prompt->deleteLater();
}

void ConsentDesk::enqueue(const ViewerInfo &viewer)
{
    m_deadlines.insert(viewer.id, QDeadlineTimer(Admission::consentTimeout));
    showNext();
}

void ConsentDesk::remove(ViewerId viewer)
{
    m_deadlines.remove(viewer);
    m_answered.remove(viewer);
    if (m_prompt && m_prompt->viewer() == viewer)
        m_prompt.reset();
    showNext();
}

void ConsentDesk::answer(ViewerId viewer, ConsentAnswer answer)
{
    m_answered.insert(viewer);
    m_prompt.reset();
    m_session.answer(viewer, answer);
    showNext();
}

void ConsentDesk::showNext()
{
    const bool over = m_session.state() == SharingSession::State::Idle
        || m_session.state() == SharingSession::State::Stopping;
    if (m_prompt || over)
        return;
    for (const ViewerInfo &viewer : m_session.asking()) {
        if (m_answered.contains(viewer.id))
            continue;
        m_prompt.reset(
            new ConsentPrompt(viewer, !m_session.policy().viewOnly, m_deadlines.value(viewer.id)));
        connect(m_prompt.get(), &ConsentPrompt::answered, this, &ConsentDesk::answer);
        m_prompt->show();
        m_prompt->raise();
        m_prompt->activateWindow();
        QApplication::alert(m_prompt.get());
        return;
    }
}

} // namespace oriel
