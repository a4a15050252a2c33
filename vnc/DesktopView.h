#pragma once

#include "desktop/CursorShape.h"
#include "desktop/ScreenLayout.h"

#include <QPoint>
#include <QString>

#include <optional>

namespace oriel {

/** The desktop as the vnc thread knows it now; VncServer keeps it, its clients look at it. */
struct DesktopView {
    QString name;
    int viewers = 0;         ///< of it, all
    ScreenLayout layout;     ///< means nothing unless isLaidOut
    bool isLaidOut = false;  ///< capture has told the layout since it began
    bool hasPicture = false; ///< and published a frame since then
    /** A newer frame was asked for a moment ago, and there is none. */
    bool isCurrent = false;
    CursorShape cursor;
    int cursorSerial = 0; ///< counts changes; 0: nothing known yet
    std::optional<QPoint> pointer;
    int leds = -1; ///< -1: not known
};

} // namespace oriel
