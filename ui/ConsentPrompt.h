#pragma once

#include "session/Viewer.h"
#include "ui/TimedPrompt.h"

namespace oriel {

/** Asks the host whether one viewer may come in. */
class ConsentPrompt : public TimedPrompt {
    Q_OBJECT

public:
    /** `mayControl`: the session lets viewers control; else they can only look in any case. */
    ConsentPrompt(const ViewerInfo &viewer, bool mayControl, QDeadlineTimer deadline,
                  QWidget *parent = nullptr);

    ViewerId viewer() const { return m_viewer; }

signals:
    void answered(oriel::ViewerId viewer, oriel::ConsentAnswer answer);

private:
    const ViewerId m_viewer;
};

} // namespace oriel
