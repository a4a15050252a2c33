// The frames of a client's WebSocket.
// Input: how it arrives, how long a message may be, then the client's bytes after the upgrade.
#include "proxy/WebSocketFramer.h"
#include "tests/fuzz/Fuzz.h"

using namespace oriel;

namespace {

struct Reading {
    QByteArray data;        ///< of all messages
    QByteArrayList control; ///< kind, and where in the data it came, before the payload
    std::optional<CloseCode> error;

    friend bool operator==(const Reading &, const Reading &) = default;
};

Reading read(const QByteArrayList &pieces, qsizetype maxMessage)
{
    Reading reading;
    WebSocketFramer framer(maxMessage);
    for (const QByteArray &piece : pieces) {
        framer.append(piece);
        while (const auto part = framer.next()) {
            if (part->kind == WebSocketFramer::Kind::Data)
                reading.data += part->payload;
            else
                reading.control.append(QByteArray::number(int(part->kind)) + ' '
                                       + QByteArray::number(reading.data.size()) + ' '
                                       + part->payload);
        }
    }
    reading.error = framer.error();
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 seed = fuzz::takeByte(bytes);
    const qsizetype maxMessage = 16 * qsizetype(fuzz::takeByte(bytes));
    const Reading whole = read({bytes}, maxMessage);
    fuzz::require(whole == read(fuzz::inPieces(bytes, seed), maxMessage),
                  "pieces are read as the whole");
    fuzz::require(whole.data.size() <= bytes.size(), "no byte comes from nowhere");
    for (const QByteArray &control : whole.control)
        fuzz::require(control.size() <= WebSocketFrame::maxControl + 24,
                      "control frames are short");
    return 0;
}
