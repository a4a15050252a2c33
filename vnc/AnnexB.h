#pragma once

#include <QByteArray>
#include <QList>

namespace oriel {

/** H.264 as a stream of bytes: units behind start codes (ITU-T H.264, annex B). */
namespace AnnexB {

/** The types of units that matter here (table 7-1). */
enum UnitType { Slice = 1, KeySlice = 5, Sequence = 7, PictureParameters = 8 };

struct Unit {
    int type = 0;
    QByteArrayView bytes; ///< with its start code
};

/** The units of `stream`, which must outlive them; none if it does not begin with a start code. */
QList<Unit> units(QByteArrayView stream);

} // namespace AnnexB
} // namespace oriel
