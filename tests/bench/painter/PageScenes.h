#pragma once

#include "tests/bench/painter/Scene.h"

#include <vector>

namespace oriel::bench {

/** A page of text and boxes that never changes. */
class IdleScene : public Scene {
public:
    explicit IdleScene(const QSize &screen);

    int rate() const override { return 0; }

private:
    QRegion draw(int frame, int previous, QImage &screen) override;

    QImage m_page;
};

/** Pages of mixed text and pictures, each replaced by the next after a second. */
class FlipScene : public Scene {
public:
    explicit FlipScene(const QSize &screen);

    int rate() const override { return 1; }

private:
    QRegion draw(int frame, int previous, QImage &screen) override;

    std::vector<QImage> m_pages;
};

} // namespace oriel::bench
