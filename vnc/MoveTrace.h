#pragma once

#include "desktop/Framebuffer.h"

#include <QList>
#include <QPoint>
#include <QRect>

namespace oriel {

/**
 * Large rectangles inside `area` in which each pixel of `now` is the one that `before` has at the
 * place minus `by`. Disjoint, and not all there are: what is narrow or low is left out.
 */
QList<QRect> traceMove(const Framebuffer &before, const Framebuffer &now, const QRect &area,
                       QPoint by);

} // namespace oriel
