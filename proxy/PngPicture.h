#pragma once

#include <QByteArray>

#include <optional>

namespace oriel {

/** Pictures on their way from one clipboard to another. Pure. */
namespace PngPicture {

constexpr qsizetype maxBytes = 8 * 1024 * 1024;
/** What whoever pastes it has to take memory for: somewhat more than 8K video has. */
constexpr quint64 maxPixels = 40'000'000;
constexpr quint32 maxSide = 16384;

/**
 * The file with nothing in it but pixels, palette and colour space, each chunk whole; nothing, if
 * it is no PNG or a larger one. Pixels are not unpacked: the header says how many there are, so
 * decoders stop there, however far the rest could be blown up. What can hide more goes: texts and
 * profiles (packed by themselves), animations, whatever stands behind the end.
 */
std::optional<QByteArray> cleaned(QByteArrayView file);

} // namespace PngPicture
} // namespace oriel
