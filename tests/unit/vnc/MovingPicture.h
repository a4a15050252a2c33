#pragma once

#include "desktop/Framebuffer.h"

#include <vector>

namespace oriel {

/**
 * A picture that moves like a filmed one, the same in every run: a textured landscape with detail
 * of every size that pans, and two soft shapes that cross it. With or without film grain.
 */
class MovingPicture {
public:
    explicit MovingPicture(QSize size);

    /** Paints frame `number`; `grain` is the noise's standard deviation in levels. */
    void paint(Framebuffer &picture, int number, double grain = 0) const;

private:
    struct Colour {
        float red, green, blue;
    };
    Colour at(double x, double y) const;

    QSize m_size;
    const std::vector<float> &m_relief; ///< a square of heights in 0 to 1, repeating
    const std::vector<signed char> &m_noise;
};

} // namespace oriel
