#pragma once

#include "desktop/Framebuffer.h"

#include <QRegion>

namespace oriel {

/** Side of the tiles that pictures are compared in: about a typed character. */
constexpr int tileSide = 16;

/** The parts of tiles inside `damage` in which `now` is not what `before` is. Same sizes. */
QRegion changedTiles(const Framebuffer &before, const Framebuffer &now, const QRegion &damage);

/** Copies what lies in `area` from one picture to another of the same size. */
void copyPixels(Framebuffer &to, const Framebuffer &from, const QRegion &area);

/** `region`, with the space between its parts filled until it has at most `maxRects` parts. */
QRegion coarsened(const QRegion &region, int maxRects);

int pixelsIn(const QRegion &region);

} // namespace oriel
