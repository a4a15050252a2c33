#include "desktop/x11/PacedInput.h"

#include "desktop/x11/X11Keyboard.h"

namespace oriel {

PacedInput::PacedInput(InputInjector &input, X11Keyboard *keyboard)
    : m_input(input)
    , m_keyboard(keyboard)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &PacedInput::playDue);
    connect(&input, &InputInjector::pressing, this, &InputInjector::pressing);
}

void PacedInput::pointer(ViewerId viewer, PointerInput input)
{
    // Of a move that waits behind another, only where it ends is of interest.
    if (!m_waiting.isEmpty() && m_waiting.constLast().viewer == viewer) {
        auto *before = std::get_if<PointerInput>(&m_waiting.last().input);
        if (before && before->buttons == input.buttons) {
            before->position = input.position;
            return;
        }
    }
    take({viewer, input});
}

void PacedInput::key(ViewerId viewer, KeyInput input) { take({viewer, input}); }

void PacedInput::releaseAll(ViewerId viewer)
{
    playAll();
    m_input.releaseAll(viewer);
}

void PacedInput::take(const Step &step)
{
    if (m_waiting.size() == mostWaiting)
        playAll();
    m_waiting.enqueue(step);
    if (!m_timer.isActive())
        playDue();
}

void PacedInput::playDue()
{
    while (!m_waiting.isEmpty()) {
        const auto rest = restBefore(m_waiting.constFirst());
        if (rest.count() > 0) {
            m_timer.start(rest);
            return;
        }
        play(m_waiting.dequeue());
    }
}

void PacedInput::playAll()
{
    m_timer.stop();
    while (!m_waiting.isEmpty())
        play(m_waiting.dequeue());
}

void PacedInput::play(const Step &step)
{
    if (const auto *key = std::get_if<KeyInput>(&step.input))
        m_input.key(step.viewer, *key);
    else
        m_input.pointer(step.viewer, std::get<PointerInput>(step.input));
}

std::chrono::milliseconds PacedInput::restBefore(const Step &step)
{
    const auto *key = std::get_if<KeyInput>(&step.input);
    return key && m_keyboard ? m_keyboard->restBefore(*key) : std::chrono::milliseconds(0);
}

} // namespace oriel
