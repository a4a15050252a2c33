#include "ui/ConsentPrompt.h"

#include "session/Admission.h"
#include "ui/Words.h"

namespace oriel {

ConsentPrompt::ConsentPrompt(const ViewerInfo &viewer, bool mayControl, QDeadlineTimer deadline,
                             QWidget *parent)
    : TimedPrompt({.title = tr("Let somebody in?"),
                   .question = (mayControl ? tr("%1 asks to see and control this desktop.")
                                           : tr("%1 asks to see this desktop."))
                                   .arg(Words::viewer(viewer)),
                   .advice = tr("Say yes only if you are expecting somebody.")},
                  {.deadline = deadline, .whole = Admission::consentTimeout}, parent)
    , m_viewer(viewer.id)
{
    addAnswer(tr("&Allow"), [this] { emit answered(m_viewer, ConsentAnswer::Allow); });
    if (mayControl)
        addAnswer(tr("&View only"), [this] { emit answered(m_viewer, ConsentAnswer::ViewOnly); });
    addRefusal(tr("&Refuse"), [this] { emit answered(m_viewer, ConsentAnswer::Refuse); });
}

} // namespace oriel
