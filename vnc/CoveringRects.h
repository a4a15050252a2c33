#pragma once

#include <QList>
#include <QRect>
#include <QRegion>

namespace oriel {

/**
 * Few rectangles that together cover `region`, and more where that saves rectangles: each one less
 * is worth `price` pixels outside. They may overlap and stay within the region's bounds.
 */
QList<QRect> coveringRects(const QRegion &region, int price);

} // namespace oriel
