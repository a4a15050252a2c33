#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QPoint>
#include <QSize>

namespace oriel {

/** The pointer's picture. An empty size means that the host hides its pointer. */
struct CursorShape {
    QSize size;
    QPoint hotSpot;    ///< within size
    QByteArray pixels; ///< 4 bytes a pixel: R, G, B premultiplied by A, A; rows without padding

    friend bool operator==(const CursorShape &, const CursorShape &) = default;
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::CursorShape)
