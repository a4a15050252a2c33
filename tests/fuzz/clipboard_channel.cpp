// A viewer's clipboard on the vnc side. Input: steps of a kind, a length and that many bytes.
#include "desktop/HostClipboard.h"
#include "tests/fuzz/Fuzz.h"
#include "vnc/ClipboardChannel.h"

#include <QtEndian>

using namespace oriel;

namespace {

/** Whole ServerCutText messages (RFC 6143 §7.6.4, negative lengths being the extended form). */
void requireWhole(QByteArray messages)
{
    while (!messages.isEmpty()) {
        fuzz::require(messages.size() >= 8 && messages.front() == 3, "a reply is a ServerCutText");
        const qint64 length = qFromBigEndian<qint32>(messages.constData() + 4);
        fuzz::require(messages.size() >= 8 + qAbs(length), "a reply is whole");
        messages.remove(0, 8 + qAbs(length));
    }
}

void requireGood(const ClipboardChannel::Outcome &outcome)
{
    requireWhole(outcome.reply);
    fuzz::require(!outcome.text
                      || (outcome.text->toUtf8().size() <= HostClipboard::maxUtf8Bytes
                          && !outcome.text->contains(QChar::Null)),
                  "the host gets text of a bounded size, without NUL");
}

void step(ClipboardChannel &channel, quint8 kind, const QByteArray &bytes)
{
    switch (kind % 5) {
    case 0: requireWhole(channel.setExtended(kind & 0x80)); break;
    case 1: requireWhole(channel.offer(QString::fromUtf8(bytes))); break;
    case 2: requireWhole(channel.withdraw()); break;
    case 3: requireGood(channel.receive(bytes)); break;
    case 4:
        if (bytes.size() >= 4)
            requireGood(channel.receiveExtended(bytes));
        break;
    default: break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    ClipboardChannel channel;
    while (!bytes.isEmpty()) {
        const quint8 kind = fuzz::takeByte(bytes);
        const quint8 length = fuzz::takeByte(bytes);
        step(channel, kind, bytes.left(length));
        bytes.remove(0, length);
    }
    return 0;
}
