// The extended clipboard's check and what it lets through to the vnc side.
// Input: a form, then a payload as sent (0), or flags, a declared size and what is to be deflated.
#include "proxy/ExtendedClipboard.h"
#include "proxy/RfbMessages.h"
#include "tests/fuzz/Fuzz.h"
#include "vnc/ClipboardChannel.h"

#include <zlib.h>

using namespace oriel;

namespace {

/** Deflating is beyond a fuzzer's luck. */
QByteArray deflated(QByteArray plain)
{
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray packed(qsizetype(size), '\0');
    compress(reinterpret_cast<Bytef *>(packed.data()), &size,
             reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()));
    packed.truncate(qsizetype(size));
    return packed;
}

QByteArray makePayload(quint8 form, const QByteArray &bytes)
{
    if (form == 0 || bytes.size() < 4)
        return bytes;
    QByteArray plain = bytes.mid(4);
    // A bomb, now and then: what is given, again and again, up to some megabytes.
    if (form == 1 && plain.size() > 4)
        plain = plain.left(4) + plain.mid(4).repeated(1 + 2 * 1024 * 1024 / plain.size());
    return bytes.left(4) + deflated(plain);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 form = fuzz::takeByte(bytes);
    const auto checked = ExtendedClipboard::check(makePayload(form, bytes));
    if (!checked || checked->payload.isEmpty())
        return 0;
    fuzz::require(checked->payload.size() >= 4, "what is handed on has its flags");

    ClipboardChannel channel;
    channel.setExtended(true);
    const auto outcome = channel.receiveExtended(checked->payload);
    if (checked->action != ExtendedClipboard::Action::Provide)
        return 0;
    const auto again = ExtendedClipboard::check(checked->payload);
    fuzz::require(again && again->payload == checked->payload, "what was checked stays as it is");
    // Bytes that are no UTF-8 may grow beyond the limit when they are replaced.
    fuzz::require(!outcome.text || outcome.text->toUtf8().size() <= Rfb::maxCutText,
                  "no text is above its limit");
    return 0;
}
