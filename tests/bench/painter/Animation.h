#pragma once

#include "tests/bench/painter/Scene.h"
#include "tests/bench/painter/ScreenWindow.h"

#include <cstdint>
#include <string>

namespace oriel::bench {

/**
 * Paints frame after frame at the scene's rate, as standard input says: "go" and "stop", one a
 * line. A frame that can't keep its time makes the next ones later; none is left out.
 */
class Animation {
public:
    /** Frame 0 must be on the screen. `seconds` is for how long "go" goes; 0: until "stop". */
    Animation(Scene &scene, ScreenWindow &window, int seconds);

    /** Says that it is ready; returns at the end of standard input. */
    void run();

private:
    /** False at the end of the input. */
    bool readCommands();
    void obey(const std::string &command);
    void paintNext();

    Scene &m_scene;
    ScreenWindow &m_window;
    std::int64_t m_span;
    std::int64_t m_period;
    bool m_moving = false;
    int m_frame = 0;
    std::int64_t m_due = 0;
    std::int64_t m_end = 0;
    std::string m_input;
};

} // namespace oriel::bench
