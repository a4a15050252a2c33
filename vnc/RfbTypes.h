#pragma once

#include <QByteArray>
#include <QRect>
#include <QtEndian>

namespace oriel::rfb {

/** Client messages that are taken: RFC 6143 §7.5, rfbproto, and one between proxy/ and vnc/. */
enum class ClientType : quint8 {
    SetPixelFormat = 0,
    SetEncodings = 2,
    FramebufferUpdateRequest = 3,
    KeyEvent = 4,
    PointerEvent = 5,
    ClientCutText = 6,
    EnableContinuousUpdates = 150,
    /**
     * A PointerEvent with more than eight buttons, as proxy/ hands it on: U8 240, U8 buttons 1 to
     * 7, U8 buttons 8 and 9, U16 x, U16 y. (On the wire it is message 5 with an extra byte.)
     */
    WidePointerEvent = 240,
    ClientFence = 248,
    SetDesktopSize = 251,
    Qemu = 255, ///< only its submessage 0, the extended key event
};

/** Server messages: RFC 6143 §7.6, rfbproto. */
enum class ServerType : quint8 {
    FramebufferUpdate = 0,
    ServerCutText = 3,
    EndOfContinuousUpdates = 150,
    ServerFence = 248,
};

/** Flags of both fences, and the largest payload: rfbproto, ServerFence. */
namespace Fence {
constexpr quint32 blockBefore = 1U << 0;
constexpr quint32 blockAfter = 1U << 1;
constexpr quint32 request = 1U << 31;
constexpr quint8 maxPayload = 64;
} // namespace Fence

/** Encodings and pseudo-encodings (RFC 6143 §7.7 and §7.8, rfbproto) that mean something here. */
namespace Encoding {
constexpr qint32 raw = 0;
constexpr qint32 copyRect = 1;
constexpr qint32 rre = 2;
constexpr qint32 corre = 4;
constexpr qint32 hextile = 5;
constexpr qint32 zlib = 6;
constexpr qint32 tight = 7;
constexpr qint32 zrle = 16;
constexpr qint32 openH264 = 50;
constexpr qint32 jpegQuality0 = -32;
constexpr qint32 jpegQuality9 = -23;
constexpr qint32 desktopSize = -223;
constexpr qint32 lastRect = -224;
constexpr qint32 pointerPosition = -232;
constexpr qint32 cursor = -239;
constexpr qint32 xCursor = -240;
constexpr qint32 compression0 = -256;
constexpr qint32 compression9 = -247;
constexpr qint32 qemuExtendedKey = -258;
constexpr qint32 qemuLedState = -261;
constexpr qint32 desktopName = -307;
constexpr qint32 extendedDesktopSize = -308;
constexpr qint32 fence = -312;
constexpr qint32 continuousUpdates = -313;
constexpr qint32 extendedMouseButtons = -316;
constexpr qint32 vmwareCursor = 0x574D5664;
constexpr qint32 extendedClipboard = qint32(0xC0A1E5CE);
} // namespace Encoding

/** Writes big-endian, as everything in RFB is. */
class ByteWriter {
public:
    ByteWriter &u8(unsigned value) { return append(quint8(value)); }
    ByteWriter &u16(unsigned value) { return append(quint16(value)); }
    ByteWriter &u32(quint32 value) { return append(value); }
    ByteWriter &padding(int count)
    {
        m_bytes.append(count, '\0');
        return *this;
    }
    ByteWriter &bytes(QByteArrayView data)
    {
        m_bytes.append(data);
        return *this;
    }
    const QByteArray &data() const { return m_bytes; }

private:
    template <typename T>
    ByteWriter &append(T value)
    {
        const T big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
        return *this;
    }
    QByteArray m_bytes;
};

/** A rectangle of an update that is coded already; `place` holds x, y, width and height. */
struct CodedRect {
    QRect place;
    qint32 encoding = 0;
    QByteArray data;
};

} // namespace oriel::rfb
