#pragma once

#include "desktop/HeldInput.h"
#include "desktop/InputInjector.h"

namespace oriel {

class FakeRecorder;

/**
 * Records input, and what releaseAll() let go:
 *   {"type":"pointer","viewer":1,"x":3,"y":4,"buttons":1}
 *   {"type":"key","viewer":1,"keysym":97,"scancode":30,"down":true}
 *   {"type":"release","viewer":1,"keys":[97],"buttons":0}
 */
class FakeInput : public InputInjector {
    Q_OBJECT

public:
    explicit FakeInput(FakeRecorder &recorder);

    void pointer(oriel::ViewerId viewer, oriel::PointerInput input) override;
    void key(oriel::ViewerId viewer, oriel::KeyInput input) override;
    void releaseAll(oriel::ViewerId viewer) override;

signals:
    void pointerMoved(QPoint position);
    void buttonsChanged(quint32 buttons);
    void keyPressed(quint32 keysym);

private:
    FakeRecorder &m_recorder;
    HeldInput m_held;
};

} // namespace oriel
