#pragma once

#include <QImage>

namespace oriel::bench::Texture {

/**
 * Something that codes like a photograph: large gradients, detail in every size, a little noise.
 * Always the same for the same seed.
 */
QImage photograph(const QSize &size, std::uint32_t seed);

} // namespace oriel::bench::Texture
