#pragma once

#include "desktop/CursorShape.h"
#include "desktop/Framebuffer.h"

#include <QRect>

namespace oriel {

/** The pointer, blended into a picture as long as this object lives; then what was there. */
class PaintedPointer {
public:
    /** Where a pointer at `position` covers a picture; empty if it is hidden. */
    static QRect area(const CursorShape &shape, QPoint position);

    /** `picture` outlives it and is not touched by others meanwhile. */
    PaintedPointer(Framebuffer &picture, const CursorShape &shape, QPoint position);
    ~PaintedPointer();
    Q_DISABLE_COPY_MOVE(PaintedPointer)

private:
    Framebuffer &m_picture;
    QRect m_area;
    QByteArray m_covered;
};

} // namespace oriel
