#pragma once

#include "desktop/Framebuffer.h"

#include <QRect>

#include <array>
#include <cstdint>
#include <vector>

namespace oriel {

/**
 * An area of the desktop's picture as video encoders take it: a plane of luma and two of chroma at
 * half the width and height. BT.709 in limited range, the colours that every decoder knows; chroma
 * lies in the middle of its four pixels.
 *
 * The size is rounded up to even numbers; what that adds repeats the last column and row.
 */
class I420Picture {
public:
    struct Plane {
        std::uint8_t *data = nullptr;
        int stride = 0;
        QSize size;
    };

    /** `size` must not be empty. All bytes are 0 until load(). */
    explicit I420Picture(QSize size);
    Q_DISABLE_COPY_MOVE(I420Picture)

    QSize size() const { return m_planes[0].size; }
    /** All planes, for who wants the memory as a whole. */
    std::vector<std::uint8_t> &data() { return m_data; }
    /** Luma, blue difference, red difference. Owned by the picture. */
    const std::array<Plane, 3> &planes() const { return m_planes; }

    /** Takes `area` of `picture`, which lies within it and has the size given at construction. */
    void load(const Framebuffer &picture, const QRect &area);

private:
    std::array<Plane, 3> m_planes;
    std::vector<std::uint8_t> m_data;
    std::vector<std::uint8_t> m_padded; ///< two rows with the column that makes them even
};

} // namespace oriel
