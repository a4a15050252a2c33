#include "ui/ConsentDesk.h"

#include "session/Admission.h"
#include "ui/ConsentPrompt.h"

#include <algorithm>

namespace oriel {

ConsentDesk::ConsentDesk(SharingSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_queue(Admission::consentTimeout, [this](ViewerId viewer, QDeadlineTimer deadline) {
        return makePrompt(viewer, deadline);
    })
{
    connect(&session, &SharingSession::viewerAsks, this,
            [this](const ViewerInfo &viewer) { m_queue.ask(viewer.id); });
    connect(&session, &SharingSession::viewerAnswered, this,
            [this](ViewerId viewer) { m_queue.end(viewer); });
    connect(&session, &SharingSession::stateChanged, this, [this](SharingSession::State state) {
        if (state == SharingSession::State::Stopping)
            m_queue.clear();
    });
}

ConsentPrompt *ConsentDesk::prompt() const
{
    return static_cast<ConsentPrompt *>(m_queue.prompt());
}

TimedPrompt *ConsentDesk::makePrompt(ViewerId viewer, QDeadlineTimer deadline)
{
    const auto asking = std::ranges::find(m_session.asking(), viewer, &ViewerInfo::id);
    const ViewerInfo info = asking == m_session.asking().end() ? ViewerInfo{} : *asking;
    auto *prompt = new ConsentPrompt(info, !m_session.policy().viewOnly, deadline);
    connect(prompt, &ConsentPrompt::answered, this, [this](ViewerId id, ConsentAnswer answer) {
        m_session.answer(id, answer);
        m_queue.end(id);
    });
    return prompt;
}

} // namespace oriel
