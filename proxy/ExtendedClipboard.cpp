#include "proxy/ExtendedClipboard.h"

#include "proxy/RfbMessages.h"

#include <QtEndian>

#include <zlib.h>

#include <bit>

namespace oriel::ExtendedClipboard {

namespace {

constexpr quint32 formatMask = 0xffff;
constexpr quint32 textFormat = 1;
constexpr quint32 actionMask = 0xff000000;
constexpr quint32 capabilities = 1U << 24;
constexpr quint32 request = 1U << 25;
constexpr quint32 peek = 1U << 26;
constexpr quint32 notify = 1U << 27;
constexpr quint32 provide = 1U << 28;

QByteArray u32(quint32 value)
{
    QByteArray bytes(sizeof value, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

struct Unpacked {
    bool ok = false;
    bool tooLong = false;
    QByteArray bytes;
};

/** Inflates to at most `limit` bytes; a stream may end in a flush instead of an end mark. */
Unpacked unpack(const QByteArray &packed, qsizetype limit)
{
    Unpacked result;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return result;
    QByteArray input = packed; // zlib's interface is not const
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    int status = Z_OK;
    while (status == Z_OK && result.bytes.size() <= limit) {
        constexpr qsizetype piece = 16 * 1024;
        const qsizetype before = result.bytes.size();
        result.bytes.resize(before + piece);
        stream.next_out = reinterpret_cast<Bytef *>(result.bytes.data() + before);
        stream.avail_out = piece;
        status = inflate(&stream, Z_SYNC_FLUSH);
        result.bytes.chop(stream.avail_out);
    }
    result.tooLong = result.bytes.size() > limit;
    // Z_BUF_ERROR: all input is used up.
    result.ok = status == Z_STREAM_END || (status == Z_BUF_ERROR && stream.avail_in == 0);
    inflateEnd(&stream);
    return result;
}

std::optional<Message> checkProvide(quint32 formats, const QByteArray &packed)
{
    Message message{Action::Provide, {}};
    // Only text is ever asked for; other formats that come with it follow it in the stream.
    if (!(formats & textFormat))
        return message;
    const Unpacked unpacked = unpack(packed, Rfb::maxCutText + qsizetype(sizeof(quint32)));
    if (unpacked.tooLong)
        return message;
    if (!unpacked.ok || unpacked.bytes.size() < qsizetype(sizeof(quint32)))
        return std::nullopt;
    const quint32 declared = qFromBigEndian<quint32>(unpacked.bytes.constData());
    const qsizetype carried = unpacked.bytes.size() - qsizetype(sizeof declared);
    const bool fits = formats == textFormat ? carried == declared : carried >= declared;
    if (!fits)
        return std::nullopt;
    QByteArray text = unpacked.bytes.mid(sizeof declared, declared);
    if (!text.endsWith('\0'))
        text.append('\0');
    if (text.size() > 1 && text.size() <= Rfb::maxCutText)
        message.payload = makeProvide(text);
    return message;
}

} // namespace

QByteArray makeProvide(const QByteArray &text)
{
    QByteArray plain = u32(static_cast<quint32>(text.size())) + text;
    z_stream stream{};
    if (deflateInit(&stream, Z_BEST_SPEED) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 16,
                      '\0');
    stream.next_in = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    // No end mark: libvncserver before 0.9.15 takes it for an error.
    deflate(&stream, Z_SYNC_FLUSH);
    packed.chop(stream.avail_out);
    deflateEnd(&stream);
    return u32(provide | textFormat) + packed;
}

std::optional<Message> check(const QByteArray &payload)
{
    if (payload.size() < qsizetype(sizeof(quint32)))
        return std::nullopt;
    const quint32 flags = qFromBigEndian<quint32>(payload.constData());
    const quint32 formats = flags & formatMask;
    const qsizetype rest = payload.size() - qsizetype(sizeof flags);
    if (flags & capabilities) {
        // One size per format; the other action bits say what the client can do.
        if (rest != qsizetype(sizeof(quint32)) * std::popcount(formats))
            return std::nullopt;
        return Message{Action::Capabilities, payload};
    }
    const quint32 action = flags & actionMask;
    if (action == provide)
        return checkProvide(formats, payload.mid(sizeof flags));
    if (rest != 0)
        return std::nullopt;
    if (action == request)
        return Message{Action::Request, payload};
    if (action == peek)
        return Message{Action::Peek, payload};
    if (action == notify)
        return Message{Action::Notify, payload};
    return std::nullopt;
}

} // namespace oriel::ExtendedClipboard
