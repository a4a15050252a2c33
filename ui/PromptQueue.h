#pragma once

#include <QDeadlineTimer>
#include <QList>

#include <chrono>
#include <functional>
#include <memory>

namespace oriel {

class TimedPrompt;

/** Puts questions before the host, one at a time, first come first. Lives in the gui thread. */
class PromptQueue {
public:
    /** Makes the prompt for one question; the queue owns it. */
    using Make = std::function<TimedPrompt *(int id, QDeadlineTimer deadline)>;

    /** `patience`: so long a question waits for its answer, before the host or in the queue. */
    PromptQueue(std::chrono::seconds patience, Make make);
    ~PromptQueue();

    void ask(int id);
    /** Answered, withdrawn or out of time. Nothing if it is not asked (any longer). */
    void end(int id);
    void clear();

    /** The one on the screen; null if there is none. */
    TimedPrompt *prompt() const { return m_prompt.get(); }

private:
    struct Question {
        int id;
        QDeadlineTimer deadline;
    };
    struct DeleteLater {
        void operator()(TimedPrompt *prompt) const;
    };
    void showNext();

    const std::chrono::seconds m_patience;
    const Make m_make;
    QList<Question> m_questions;
    std::unique_ptr<TimedPrompt, DeleteLater> m_prompt; ///< of the first one
};

} // namespace oriel
