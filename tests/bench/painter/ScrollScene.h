#pragma once

#include "tests/bench/painter/Scene.h"

#include <vector>

namespace oriel::bench {

/** A long document of text alone, scrolled down and up over the whole window. */
class ScrollScene : public Scene {
public:
    explicit ScrollScene(const QSize &screen);

    int rate() const override { return 30; }

private:
    QRegion draw(int frame, int previous, QImage &screen) override;

    std::vector<int> m_offsets; ///< of the way down; back up it is the same
    QImage m_document;
};

} // namespace oriel::bench
