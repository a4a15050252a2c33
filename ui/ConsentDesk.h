#pragma once

#include "session/SharingSession.h"
#include "ui/PromptQueue.h"

#include <QObject>

namespace oriel {

class ConsentPrompt;

/**
 * Puts those who ask before the host, one at a time, first come first. A prompt goes when it is
 * answered, here or elsewhere (--allow, --refuse), withdrawn or out of time.
 */
class ConsentDesk : public QObject {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit ConsentDesk(SharingSession &session, QObject *parent = nullptr);

    /** The prompt on the screen; null if there is none. */
    ConsentPrompt *prompt() const;

private:
    TimedPrompt *makePrompt(ViewerId viewer, QDeadlineTimer deadline);

    SharingSession &m_session;
    PromptQueue m_queue;
};

} // namespace oriel
