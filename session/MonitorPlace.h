#pragma once

#include <QRect>
#include <QString>

namespace oriel {

/** One of the host's monitors, as viewers are told of it: in pixels of the whole desktop. */
struct MonitorPlace {
    QString name; ///< the system's, "DP-1", unique
    QRect place;

    friend bool operator==(const MonitorPlace &, const MonitorPlace &) = default;
};

} // namespace oriel
