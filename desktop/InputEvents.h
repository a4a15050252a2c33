#pragma once

#include <QMetaType>
#include <QPoint>

namespace oriel {

/** A pointer's place and its buttons (bit n = button n + 1, up to 9; wheel = 4 to 7). */
struct PointerInput {
    QPoint position; ///< in the framebuffer
    quint32 buttons = 0;
};

/** A key press or release. */
struct KeyInput {
    quint32 keysym = 0;   ///< X11 keysym, Unicode ones (0x01xxxxxx) included; 0 if unknown
    quint32 scancode = 0; ///< XT set 1, 0xE0xx as xx|0x80 (QEMU extended key event); 0 if unknown
    bool down = false;
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::PointerInput)
Q_DECLARE_METATYPE(oriel::KeyInput)
