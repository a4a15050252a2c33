#include "proxy/WebSocketFrame.h"

#include <QtEndian>

namespace oriel::WebSocketFrame {

QByteArray head(Opcode opcode, qsizetype size)
{
    constexpr quint8 final = 0x80;
    QByteArray result(2, '\0');
    result[0] = static_cast<char>(final | static_cast<quint8>(opcode));
    if (size <= maxControl) {
        result[1] = static_cast<char>(size);
    } else if (size <= 0xffff) {
        result[1] = 126;
        result.resize(4);
        qToBigEndian(static_cast<quint16>(size), result.data() + 2);
    } else {
        result[1] = 127;
        result.resize(10);
        qToBigEndian(static_cast<quint64>(size), result.data() + 2);
    }
    return result;
}

QByteArray make(Opcode opcode, const QByteArray &payload)
{
    return head(opcode, payload.size()) + payload;
}

QByteArray makeClose(CloseCode code)
{
    QByteArray payload(2, '\0');
    qToBigEndian(static_cast<quint16>(code), payload.data());
    return make(Opcode::Close, payload);
}

} // namespace oriel::WebSocketFrame
