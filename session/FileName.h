#pragma once

#include <QString>

namespace oriel {

/** Names that strangers give to files, made fit for a folder of ours. Pure. */
namespace FileName {

constexpr qsizetype maxBytes = 200; ///< in UTF-8; file systems take 255, of which we need some

/**
 * What is left of `name` that any system can store and that shows what it is: the part behind the
 * last separator, without what is invisible or turns the direction of text, without leading dots
 * and trailing dots and spaces, no device of Windows', in Unicode's form C (UAX 15). At most
 * maxBytes, cut between two characters before the extension. Never empty.
 */
QString sanitised(const QString &name);

/** "photo (2).png" for "photo.png" and 2. */
QString numbered(const QString &name, int number);

} // namespace FileName
} // namespace oriel
