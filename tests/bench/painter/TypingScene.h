#pragma once

#include "tests/bench/painter/Scene.h"

#include <QFont>

namespace oriel::bench {

/** A terminal between two bars, full of text, in which somebody types. */
class TypingScene : public Scene {
public:
    explicit TypingScene(const QSize &screen);

    int rate() const override { return 20; }

private:
    struct Place {
        int line; ///< counted from the first line that is typed
        int column;
    };

    QRegion draw(int frame, int previous, QImage &screen) override;

    Place placeOf(int frame) const;
    int firstLineShown(const Place &cursor) const;
    QRect cellOf(const Place &place, const Place &cursor) const;
    void drawAll(const Place &cursor, QImage &screen) const;

    QFont m_font;
    QSize m_cell;
    QSize m_screen;
    int m_rows;
};

} // namespace oriel::bench
