// The vnc side's own parser. Input: how it arrives, then the client's bytes from ClientInit on.
#include "tests/fuzz/Fuzz.h"
#include "vnc/ClientMessage.h"

#include <QDataStream>
#include <QIODevice>

using namespace oriel;

namespace {

using Status = ClientMessageParser::Status;

/** All of a message as bytes, to be compared. */
struct Describe {
    QDataStream &out;

    void operator()(const ClientInit &) { }
    void operator()(const Skipped &) { }
    void operator()(const SetPixelFormat &m)
    {
        out << m.format.bitsPerPixel << m.format.depth << m.format.bigEndian << m.format.trueColour
            << m.format.redMax << m.format.greenMax << m.format.blueMax << m.format.redShift
            << m.format.greenShift << m.format.blueShift << m.format.isUsable();
    }
    void operator()(const SetEncodings &m) { out << m.encodings; }
    void operator()(const UpdateRequest &m) { out << m.incremental << m.area; }
    void operator()(const ContinuousUpdates &m) { out << m.enable << m.area; }
    void operator()(const ClientFence &m)
    {
        fuzz::require(m.payload.size() <= 64, "a fence's payload has its bound");
        out << m.flags << m.payload;
    }
    void operator()(const KeyInput &m) { out << m.keysym << m.scancode << m.down; }
    void operator()(const PointerInput &m) { out << m.position << m.buttons; }
    void operator()(const CutText &m) { out << m.latin1; }
    void operator()(const ExtendedCutText &m)
    {
        fuzz::require(m.body.size() >= 4, "an extended text has its flags");
        out << m.body;
    }
    void operator()(const SetDesktopSize &m) { out << m.size << m.screens; }
};

QByteArrayList read(const QByteArrayList &pieces)
{
    QByteArrayList result;
    ClientMessageParser parser;
    ClientMessage message;
    for (const QByteArray &piece : pieces) {
        parser.append(piece);
        Status status = Status::NeedMore;
        while ((status = parser.next(message)) == Status::Message) {
            QByteArray text;
            QDataStream out(&text, QIODevice::WriteOnly);
            out << quint32(message.index());
            std::visit(Describe{out}, message);
            result.append(text);
        }
        if (status == Status::Malformed) {
            result.append("malformed");
            break;
        }
    }
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 seed = fuzz::takeByte(bytes);
    fuzz::require(read({bytes}) == read(fuzz::inPieces(bytes, seed)),
                  "pieces are read as the whole");
    return 0;
}
