#pragma once

#include <QList>
#include <QMetaType>
#include <QRect>
#include <QSize>
#include <QString>

namespace oriel {

/** One monitor, in the coordinates of the whole desktop. */
struct Monitor {
    quint32 id = 0; ///< stable while the monitor stays plugged in
    QRect geometry;
    QString name;

    friend bool operator==(const Monitor &, const Monitor &) = default;
};

/** The desktop's size and its monitors (at least one). */
struct ScreenLayout {
    QSize size;
    QList<Monitor> monitors;

    friend bool operator==(const ScreenLayout &, const ScreenLayout &) = default;
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::ScreenLayout)
