#pragma once

#include "tests/bench/painter/Scene.h"

namespace oriel::bench {

/** A window that looks like a photograph, dragged over a wall that does. */
class DragScene : public Scene {
public:
    explicit DragScene(const QSize &screen);

    int rate() const override { return 30; }
    CodePlacement placement() const override { return CodePlacement::Window; }

private:
    QRegion draw(int frame, int previous, QImage &screen) override;

    QImage m_wall;
    QImage m_window;
};

} // namespace oriel::bench
