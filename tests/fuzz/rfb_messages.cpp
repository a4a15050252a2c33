// What an admitted client sends: cut, filtered, and read by the vnc side as it was meant.
// Input: how it arrives, the viewer's rights, then the client's bytes from ClientInit on.
#include "proxy/RfbFilter.h"
#include "proxy/RfbFramer.h"
#include "proxy/RfbMessages.h"
#include "tests/fuzz/Fuzz.h"
#include "vnc/ClientMessage.h"

using namespace oriel;

namespace {

struct Cut {
    QByteArrayList messages;
    RfbFramer::Error error = RfbFramer::Error::None;
    bool isInside = false;

    friend bool operator==(const Cut &, const Cut &) = default;
};

Cut cut(const QByteArrayList &pieces)
{
    Cut result;
    RfbFramer framer;
    for (const QByteArray &piece : pieces) {
        framer.append(piece);
        while (const auto message = framer.next())
            result.messages.append(*message);
    }
    result.error = framer.error();
    result.isInside = result.error == RfbFramer::Error::None && framer.isInsideMessage();
    return result;
}

bool isInput(quint8 type)
{
    return type == Rfb::KeyEvent || type == Rfb::PointerEvent || type == Rfb::WidePointerEvent
        || type == Rfb::SetDesktopSize || type == Rfb::Qemu;
}

/** False: the connection ends here. */
bool passOn(const QByteArray &message, ViewerRights rights, ClientMessageParser &vnc)
{
    const RfbFilter::Result result = RfbFilter(rights).pass(message);
    if (!result.isValid || result.forward.isEmpty())
        return result.isValid;
    const auto type = quint8(result.forward.front());
    fuzz::require(rights.control || !isInput(type), "who may only look does not act");
    fuzz::require(rights.clipboard || type != Rfb::ClientCutText,
                  "no clipboard without the right to it");
    ClientMessage read;
    vnc.append(result.forward);
    fuzz::require(vnc.next(read) == ClientMessageParser::Status::Message
                      && vnc.next(read) == ClientMessageParser::Status::NeedMore,
                  "what the filter lets through is one whole message on the vnc side");
    fuzz::require(RfbFilter::isInput(result.forward)
                      == (std::holds_alternative<KeyInput>(read)
                          || std::holds_alternative<PointerInput>(read)),
                  "both sides know what goes to the InputDesk");
    fuzz::require(RfbFilter::isBarrier(result.forward) == isBarrier(read),
                  "both sides count the same barriers");
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 seed = fuzz::takeByte(bytes);
    const quint8 choice = fuzz::takeByte(bytes);
    const Cut whole = cut({bytes});
    fuzz::require(whole == cut(fuzz::inPieces(bytes, seed)), "pieces are cut as the whole");
    fuzz::require(bytes.startsWith(whole.messages.join()), "cutting neither adds nor loses a byte");

    ClientMessageParser vnc;
    ClientMessage read;
    for (const QByteArray &message : whole.messages) {
        if (&message == &whole.messages.constFirst()) { // ClientInit is not the filter's
            vnc.append(message);
            vnc.next(read);
        } else if (!passOn(message, {(choice & 1) != 0, (choice & 2) != 0}, vnc)) {
            break;
        }
    }
    return 0;
}
