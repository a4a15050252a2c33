// RFB's security handshake. Input: how it arrives, what the host decides, then the client's bytes.
#include "proxy/RfbHandshake.h"
#include "tests/fuzz/Fuzz.h"

#include <optional>

using namespace oriel;
using State = RfbHandshake::State;

namespace {

struct Ending {
    State state;
    qsizetype sent; ///< bytes: the challenge differs each time
    QByteArray rest;

    friend bool operator==(const Ending &, const Ending &) = default;
};

RfbHandshake start(quint8 choice)
{
    switch (choice % 3) {
    case 0: return RfbHandshake(RfbHandshake::Security::None);
    case 1: return RfbHandshake(RfbHandshake::Security::VncAuthentication);
    default: return RfbHandshake::refusing("not now");
    }
}

Ending run(const QByteArrayList &pieces, quint8 choice)
{
    RfbHandshake handshake = start(choice);
    qsizetype sent = handshake.takeOutput().size();
    bool responded = false;
    for (const QByteArray &piece : pieces) {
        handshake.receive(piece);
        responded |= handshake.state() == State::Response;
        sent += handshake.takeOutput().size();
    }
    fuzz::require(choice % 3 != 1 || handshake.state() != State::Accepted,
                  "nobody is let in before the host decides");
    fuzz::require(choice % 3 != 2 || handshake.state() != State::Accepted,
                  "who is turned away is not let in");
    if (handshake.state() == State::Response) {
        fuzz::require(responded && !handshake.answers("K7QM3XWP"), "a guess is no password");
        choice & 0x80 ? handshake.accept() : handshake.refuse("wrong");
        sent += handshake.takeOutput().size();
    }
    return {handshake.state(), sent, handshake.takeRest()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 seed = fuzz::takeByte(bytes);
    const quint8 choice = fuzz::takeByte(bytes);
    const Ending whole = run({bytes}, choice);
    fuzz::require(whole == run(fuzz::inPieces(bytes, seed), choice),
                  "pieces are answered as the whole");
    fuzz::require(whole.sent < 128, "little is said to strangers");
    return 0;
}
