#pragma once

#include <QString>

namespace oriel::bench::Prose {

/** Words of about `length` characters in all; the same for the same seed. */
QString line(std::uint32_t seed, int length);

/** The same as sentences. */
QString paragraph(std::uint32_t seed, int length);

} // namespace oriel::bench::Prose
