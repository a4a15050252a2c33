#pragma once

#include "desktop/Framebuffer.h"

#include <QRegion>

namespace oriel {

/**
 * Tells photographs and film from text, drawings and user interfaces: by how seldom a pixel equals
 * its neighbour. Pictures are worth JPEG's loss, everything else is small without any. Pure.
 */
namespace PictureFinder {

/** Judged in cells of this size, aligned to the picture's corner. */
constexpr int cellSize = 32;

/**
 * The part of `area` that is photographic, in few rectangles: single cells are left out, and
 * small gaps filled. `area` lies within `picture`.
 */
QRegion find(const Framebuffer &picture, const QRegion &area);

} // namespace PictureFinder
} // namespace oriel
