#pragma once

#include <QPoint>
#include <QRect>
#include <QRegion>

namespace oriel {

/** Pixels of a picture that are exact copies of what the picture before showed elsewhere. */
struct Move {
    QRegion target;
    QPoint by; ///< from where the pixels were to where they are

    QRegion source() const { return target.translated(-by); }
};

/** One rectangle of an update that the client copies within its own picture. */
struct CopyRect {
    QRect target;
    QPoint by;

    QRect source() const { return target.translated(-by); }
};

} // namespace oriel
