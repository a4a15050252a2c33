#pragma once

#include "desktop/DamageTracker.h"
#include "desktop/FrameStore.h"
#include "desktop/ScreenCapture.h"

#include <QTimer>

namespace oriel {

/** Shows a scene at a fixed rate while frames are asked for. Frames count from 0. */
class FakeCapture : public ScreenCapture {
    Q_OBJECT

public:
    enum class Scene { Pattern, Moves };

    /** `framesPerSecond` 0: the picture moves on by step() only. */
    FakeCapture(FrameStore &store, QSize size, int framesPerSecond, Scene scene = Scene::Pattern);

    void start() override;
    void stop() override;
    void requestFrame() override;

    void step();
    void resize(QSize size);
    QSize size() const { return m_size; }
    Scene scene() const { return m_scene; }
    void movePointer(QPoint position);
    /** One of two pictures of different sizes, both partly transparent. */
    void setCursor(int number);
    void toggleLed(int bit);
    void setState(ScreenState state);
    /** So many, of one width, side by side. */
    void setMonitors(int count);
    void fail();

private:
    void publishIfPossible();
    QRegion paint(Framebuffer &picture);
    ScreenLayout layout() const;
    CursorShape cursor() const;

    FrameStore &m_store;
    QSize m_size;
    const Scene m_scene;
    QTimer m_timer;
    bool m_running = false;
    bool m_requested = false;
    bool m_wholePicture = true;
    quint32 m_frame = 0;
    quint32 m_steps = 0;
    int m_cursor = 0;
    int m_leds = 0;
    int m_monitors = 1;
    ScreenState m_state = ScreenState::On;
};

} // namespace oriel
