#pragma once

#include <QtGlobal>

#include <optional>

namespace oriel {

/**
 * The Linux input code (KEY_*) of an XT set 1 scancode as QEMU extended key events carry it
 * (0xE0xx as xx|0x80). Nothing for places that no keyboard has.
 */
std::optional<quint32> inputCodeOf(quint32 scancode);

} // namespace oriel
