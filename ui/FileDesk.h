#pragma once

#include "session/SharingSession.h"
#include "ui/PromptQueue.h"

#include <QObject>

namespace oriel {

class FilePrompt;

/**
 * Puts the files that viewers want to send before the host, one at a time, first come first. A
 * prompt goes when it is answered, here or elsewhere (--take, --refuse-file), withdrawn or out of
 * time.
 */
class FileDesk : public QObject {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit FileDesk(SharingSession &session, QObject *parent = nullptr);

    /** The prompt on the screen; null if there is none. */
    FilePrompt *prompt() const;

private:
    TimedPrompt *makePrompt(FileId file, QDeadlineTimer deadline);

    SharingSession &m_session;
    PromptQueue m_queue;
};

} // namespace oriel
