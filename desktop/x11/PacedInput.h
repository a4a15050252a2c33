#pragma once

#include "desktop/InputInjector.h"

#include <QQueue>
#include <QTimer>

#include <variant>

namespace oriel {

class X11Keyboard;

/**
 * Plays input as it comes, but for keys that have to wait (X11Keyboard::restBefore()): they and all
 * that comes behind them keep their order. Text in a script of thousands of characters is so typed
 * no faster than programs read it.
 */
class PacedInput : public InputInjector {
    Q_OBJECT

public:
    /** Both outlive it; `keyboard` may be null. */
    PacedInput(InputInjector &input, X11Keyboard *keyboard);

    void pointer(oriel::ViewerId viewer, oriel::PointerInput input) override;
    void key(oriel::ViewerId viewer, oriel::KeyInput input) override;
    /** What waits is played first, at once: nobody is there any more to wait for. */
    void releaseAll(oriel::ViewerId viewer) override;

private:
    struct Step {
        ViewerId viewer = 0;
        std::variant<PointerInput, KeyInput> input;
    };
    /** With more, correct text matters less than memory. */
    static constexpr qsizetype mostWaiting = 4096;

    void take(const Step &step);
    void play(const Step &step);
    void playDue();
    void playAll();
    std::chrono::milliseconds restBefore(const Step &step);

    InputInjector &m_input;
    X11Keyboard *m_keyboard;
    QQueue<Step> m_waiting;
    QTimer m_timer; ///< until the first may be played
};

} // namespace oriel
