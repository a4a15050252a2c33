#pragma once

#include "session/Clock.h"
#include "session/Viewer.h"

#include <QObject>

#include <memory>

namespace oriel {

/**
 * Whether the person at the host uses the mouse, so that viewers keep their hands off it: told by
 * where the pointer goes while none of them moves it. Lives in the net thread.
 */
class HostMouse : public QObject {
    Q_OBJECT

public:
    /** Without a move for so long, the mouse rests. */
    static constexpr std::chrono::milliseconds rest{1000};
    /** One move alone may be a program's, which puts the pointer on its button. */
    static constexpr std::chrono::milliseconds together{500};

    /** `clock` outlives it. */
    explicit HostMouse(const Clock &clock, QObject *parent = nullptr);
    ~HostMouse() override;

    /** The pointer moved. `mover`: the viewer that did it; 0: none of them. */
    void noteMove(oriel::ViewerId mover);

signals:
    /** Hence at most twice a second. */
    void usedChanged(bool used);

private:
    void tick();

    const Clock &m_clock;
    std::chrono::milliseconds m_lastMove{-1'000'000};
    bool m_used = false;
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
