#pragma once

#include "desktop/DamageTracker.h"
#include "desktop/FrameStore.h"
#include "desktop/ScreenCapture.h"

#include <QTimer>

namespace oriel {

/** Shows FakePattern at a fixed rate while frames are asked for. Frames count from 0. */
class FakeCapture : public ScreenCapture {
    Q_OBJECT

public:
    /** `framesPerSecond` 0: the picture moves on by step() only. */
    FakeCapture(FrameStore &store, QSize size, int framesPerSecond);

    void start() override;
    void stop() override;
    void requestFrame() override;

    void step();
    void resize(QSize size);
    QSize size() const { return m_size; }
    void movePointer(QPoint position);
    /** One of two pictures of different sizes, both partly transparent. */
    void setCursor(int number);
    void toggleLed(int bit);
    void setState(ScreenState state);
    void fail();

private:
    void publishIfPossible();
    ScreenLayout layout() const;
    CursorShape cursor() const;

    FrameStore &m_store;
    QSize m_size;
    QTimer m_timer;
    bool m_running = false;
    bool m_requested = false;
    bool m_wholePicture = true;
    quint32 m_frame = 0;
    quint32 m_steps = 0;
    int m_cursor = 0;
    int m_leds = 0;
    ScreenState m_state = ScreenState::On;
};

} // namespace oriel
