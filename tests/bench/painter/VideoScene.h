#pragma once

#include "tests/bench/painter/Scene.h"

#include <vector>

namespace oriel::bench {

/** A film in the middle of a desktop that stands still: a loop, rendered beforehand. */
class VideoScene : public Scene {
public:
    VideoScene(const QSize &screen, int rate);

    int rate() const override { return m_rate; }
    CodePlacement placement() const override { return CodePlacement::Video; }
    void prepare() override;

private:
    QRegion draw(int frame, int previous, QImage &screen) override;

    QImage render(int step) const;
    const QImage &picture(int step);

    int m_rate;
    QImage m_desktop;
    QImage m_landscape;
    std::vector<QImage> m_film; ///< null where not asked for yet: one frame alone costs little
};

} // namespace oriel::bench
