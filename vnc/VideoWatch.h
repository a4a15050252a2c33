#pragma once

#include "vnc/FlowControl.h"

namespace oriel {

/**
 * Whether one viewer still draws what it was sent, once that was H.264: some decoders keep a
 * picture to themselves, and noVNC then waits for it for ever. It answers the fence behind an
 * update before that is drawn, and begins the next update after. Pure: time is passed in.
 */
class VideoWatch {
public:
    using Time = FlowControl::Time;

    /** An answer may be out for so long, and so much later than expected. */
    static constexpr Time patience = std::chrono::seconds(1);
    static constexpr Time lateness = std::chrono::milliseconds(500);
    /** After this it hardly comes any more: the viewer is stuck, or its line is. */
    static constexpr Time lastPatience = std::chrono::seconds(4);
    /** No H.264 for so long after a silence; each time twice as long. */
    static constexpr Time firstPause = std::chrono::seconds(10);

    /** H.264 went out in the update that the flow control was told of last. */
    void noteSent(Time now) { m_sent = now; }
    bool maySend(Time now) const { return now >= m_pauseEnd; }

    /** Something is under way, and H.264 that was sent before it may not be drawn yet. */
    bool isDoubtful(const FlowControl &flow) const;
    /**
     * To be called a few times a second while isDoubtful(). True once in each silence: what it
     * shows may be wrong, and H.264 pauses.
     */
    bool fallsSilent(const FlowControl &flow, Time now);
    bool isStuck(const FlowControl &flow, Time now) const;

private:
    Time m_sent{-1};
    Time m_silence{-1}; ///< when what was not answered in the last one went out
    Time m_pauseEnd{0};
    Time m_pause = firstPause;
};

} // namespace oriel
