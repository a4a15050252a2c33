#pragma once

#include "session/SharingSession.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

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
    ~ConsentDesk() override;

    /** The prompt on the screen; null if there is none. */
    ConsentPrompt *prompt() const { return m_prompt.get(); }

private:
    void enqueue(const ViewerInfo &viewer);
    void remove(ViewerId viewer);
    void answer(ViewerId viewer, ConsentAnswer answer);
    void showNext();

    struct DeleteLater {
        void operator()(ConsentPrompt *prompt) const;
    };

    SharingSession &m_session;
    QHash<ViewerId, QDeadlineTimer> m_deadlines;
    QSet<ViewerId> m_answered; ///< by this desk, and not yet confirmed by the session
    std::unique_ptr<ConsentPrompt, DeleteLater> m_prompt;
};

} // namespace oriel
