#pragma once

#include "desktop/Framebuffer.h"

#include <QPoint>
#include <QRandomGenerator>

namespace oriel {

/** Pictures for tests: textures without repetition, copies of parts, comparing. */
class TestScreen {
public:
    explicit TestScreen(QSize size)
        : picture(size)
    {
    }

    quint32 pixel(int x, int y) const;
    void setPixel(int x, int y, quint32 colour);
    /** What a texture shows at `origin` comes to the top left of `area`; clipped. */
    void texture(const QRect &area, quint32 seed, QPoint origin = {});
    void noise(const QRect &area, QRandomGenerator &random);
    void fill(const QRect &area, quint32 colour);
    /** As a window system copies: `target` shows what was `by` away. Both inside. */
    void copy(const QRect &target, QPoint by);
    void assign(const TestScreen &other);
    QRect bounds() const { return {QPoint(), picture.size()}; }

    static quint32 textureAt(int x, int y, quint32 seed);

    Framebuffer picture;
};

} // namespace oriel
