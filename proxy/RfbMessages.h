#pragma once

#include <QtGlobal>

namespace oriel {

/** Numbers of the RFB protocol (RFC 6143 and the community's rfbproto). */
namespace Rfb {

enum ClientMessage : quint8 {
    SetPixelFormat = 0,
    SetEncodings = 2,
    FramebufferUpdateRequest = 3,
    KeyEvent = 4,
    PointerEvent = 5,
    ClientCutText = 6,
    EnableContinuousUpdates = 150,
    /**
     * Oriel's own, between proxy and vnc only and never taken from the wire: a PointerEvent with
     * more than seven buttons. U8 type, U8 buttons 1 to 7 (bit 0 = button 1), U8 upper buttons
     * (bit 0 = button 8), U16 x, U16 y; big-endian.
     */
    WidePointerEvent = 240,
    ClientFence = 248,
    SetDesktopSize = 251,
    Qemu = 255,
};

constexpr quint8 qemuExtendedKeyEvent = 0;
constexpr qint32 encodingExtendedMouseButtons = -316;
/** In the button mask: one more byte of buttons follows (ExtendedMouseButtons). */
constexpr quint8 moreButtons = 0x80;

/** In the first byte of a fence's flags. */
constexpr quint8 fenceRequest = 0x80;
constexpr qsizetype maxFencePayload = 64;
constexpr qsizetype maxEncodings = 256;
constexpr qsizetype maxCutText = 1024 * 1024;

} // namespace Rfb
} // namespace oriel
