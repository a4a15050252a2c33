#include "ui/PromptQueue.h"

#include "ui/TimedPrompt.h"

#include <QApplication>

#include <utility>

namespace oriel {

PromptQueue::PromptQueue(std::chrono::seconds patience, Make make)
    : m_patience(patience)
    , m_make(std::move(make))
{
}

PromptQueue::~PromptQueue() = default;

void PromptQueue::DeleteLater::operator()(TimedPrompt *prompt) const
{
    // The prompt may be on the stack: its own button led here.
    prompt->hide();
    prompt->deleteLater();
}

void PromptQueue::ask(int id)
{
    m_questions.append({id, QDeadlineTimer(m_patience)});
    showNext();
}

void PromptQueue::end(int id)
{
    if (!m_questions.isEmpty() && m_questions.constFirst().id == id)
        m_prompt.reset();
    m_questions.removeIf([id](const Question &question) { return question.id == id; });
    showNext();
}

void PromptQueue::clear()
{
    m_questions.clear();
    m_prompt.reset();
}

void PromptQueue::showNext()
{
    if (m_prompt || m_questions.isEmpty())
        return;
    m_prompt.reset(m_make(m_questions.constFirst().id, m_questions.constFirst().deadline));
    m_prompt->show();
    m_prompt->raise();
    m_prompt->activateWindow();
    QApplication::alert(m_prompt.get());
}

} // namespace oriel
