#include "vnc/ClipboardChannel.h"

#include "desktop/HostClipboard.h"
#include "vnc/RfbTypes.h"

#include <QScopeGuard>

#include <zlib.h>

#include <utility>

namespace oriel {

namespace {

constexpr quint32 formatText = 1U << 0;
constexpr quint32 actionCaps = 1U << 24;
constexpr quint32 actionRequest = 1U << 25;
constexpr quint32 actionPeek = 1U << 26;
constexpr quint32 actionNotify = 1U << 27;
constexpr quint32 actionProvide = 1U << 28;

// On the wire each line end takes two bytes and a null ends the text.
constexpr quint32 maxWireText = 2 * HostClipboard::maxUtf8Bytes + 1;

QByteArray cutText(qint32 length, QByteArrayView body)
{
    return rfb::ByteWriter()
        .u8(unsigned(rfb::ServerType::ServerCutText))
        .padding(3)
        .u32(quint32(length))
        .bytes(body)
        .data();
}

/** A negative length marks the extended form. */
QByteArray extended(quint32 flags, QByteArrayView data = {})
{
    const QByteArray body = rfb::ByteWriter().u32(flags).bytes(data).data();
    return cutText(-qint32(body.size()), body);
}

/** Null-terminated, lines ended by CR LF, behind its length, deflated. Empty on failure. */
QByteArray deflatedText(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    utf8.replace("\r\n", "\n").replace("\n", "\r\n");
    utf8.append('\0');
    const QByteArray plain = rfb::ByteWriter().u32(quint32(utf8.size())).bytes(utf8).data();

    uLongf size = compressBound(uLong(plain.size()));
    QByteArray packed(qsizetype(size), Qt::Uninitialized);
    if (compress(reinterpret_cast<Bytef *>(packed.data()), &size,
                 reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()))
        != Z_OK)
        return {};
    packed.truncate(qsizetype(size));
    return packed;
}

/** Fills `to` completely, or says that the stream has less. */
bool inflateExactly(z_stream &stream, char *to, quint32 size)
{
    stream.next_out = reinterpret_cast<Bytef *>(to);
    stream.avail_out = size;
    while (stream.avail_out > 0) {
        const uInt before = stream.avail_out;
        const int result = inflate(&stream, Z_SYNC_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return false;
        // Clients need not end their stream, so running dry shows only in getting nothing.
        if (stream.avail_out == before)
            return false;
    }
    return true;
}

/** The first part of a provide's data. Nothing if it is not what its length says. */
std::optional<QByteArray> inflatedText(QByteArrayView data)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return {};
    const auto end = qScopeGuard([&stream] { inflateEnd(&stream); });
    QByteArray input = data.toByteArray(); // zlib takes no pointer to const
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = uInt(input.size());

    char length[4];
    if (!inflateExactly(stream, length, sizeof length))
        return {};
    const quint32 size = qFromBigEndian<quint32>(length);
    if (size > maxWireText)
        return {};
    QByteArray text(qsizetype(size), Qt::Uninitialized);
    if (!inflateExactly(stream, text.data(), size))
        return {};
    return text;
}

std::optional<QString> hostText(QString text)
{
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.remove(QChar::Null);
    if (text.toUtf8().size() > HostClipboard::maxUtf8Bytes)
        return {};
    return text;
}

} // namespace

QByteArray ClipboardChannel::setExtended(bool isExtended)
{
    const Mode before = m_mode;
    m_mode = isExtended ? Mode::Extended : Mode::Latin1;
    QByteArray messages;
    if (isExtended) {
        // No text unasked: a notify is enough, and the client's next copy is asked for.
        messages = extended(actionCaps | actionRequest | actionPeek | actionNotify | actionProvide
                                | formatText,
                            rfb::ByteWriter().u32(0).data());
    }
    if (m_mode != before)
        messages += announce();
    return messages;
}

QByteArray ClipboardChannel::offer(const QString &text)
{
    if (text.toUtf8().size() > HostClipboard::maxUtf8Bytes)
        setText(std::nullopt);
    else
        setText(text);
    return announce();
}

QByteArray ClipboardChannel::withdraw()
{
    // Latin-1 has no word for it; an empty text would be one more thing to paste.
    const bool tells = m_text && m_mode == Mode::Extended && m_takesNotify;
    setText(std::nullopt);
    return tells ? extended(actionNotify) : QByteArray();
}

QByteArray ClipboardChannel::announce()
{
    if (!m_text)
        return {};
    switch (m_mode) {
    case Mode::Unknown: return {};
    case Mode::Latin1: {
        QString lines = *m_text;
        const QByteArray latin1 =
            lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).toLatin1();
        return cutText(qint32(latin1.size()), latin1);
    }
    case Mode::Extended: break;
    }
    if (m_takesNotify)
        return extended(actionNotify | formatText);
    if (m_takesProvide && quint32(m_text->toUtf8().size()) <= m_maxUnasked)
        return provide();
    return {};
}

void ClipboardChannel::setText(const std::optional<QString> &text)
{
    m_text = text;
    m_packed.clear();
}

QByteArray ClipboardChannel::provide()
{
    // Packing takes long enough for a client that asks all the time to hold up the others.
    if (m_packed.isEmpty())
        m_packed = deflatedText(m_text.value_or(QString()));
    return m_packed.isEmpty() ? QByteArray() : extended(actionProvide | formatText, m_packed);
}

ClipboardChannel::Outcome ClipboardChannel::receive(const QByteArray &latin1)
{
    return takeText(QString::fromLatin1(latin1));
}

ClipboardChannel::Outcome ClipboardChannel::receiveExtended(const QByteArray &body)
{
    Q_ASSERT(body.size() >= 4);
    if (m_mode != Mode::Extended)
        return {};
    const auto flags = qFromBigEndian<quint32>(body.constData());
    const QByteArrayView data = QByteArrayView(body).sliced(4);

    if (flags & actionCaps) {
        takeCapabilities(flags, data);
        return {};
    }
    if (flags & actionPeek)
        return {extended(actionNotify | (m_text ? formatText : 0)), {}};
    if (!(flags & formatText))
        return {};
    if (flags & actionRequest)
        return {m_text ? provide() : QByteArray(), {}};
    if (flags & actionNotify)
        return {extended(actionRequest | formatText), {}};
    if (flags & actionProvide) {
        if (const std::optional<QByteArray> text = inflatedText(data))
            return takeText(QString::fromUtf8(*text));
    }
    return {};
}

ClipboardChannel::Outcome ClipboardChannel::takeText(const QString &text)
{
    const std::optional<QString> taken = hostText(text);
    if (taken)
        setText(taken); // The host's clipboard holds it now.
    return {{}, taken};
}

void ClipboardChannel::takeCapabilities(quint32 flags, QByteArrayView sizes)
{
    const bool takesText = flags & formatText;
    m_takesNotify = takesText && (flags & actionNotify);
    m_takesProvide = takesText && (flags & actionProvide);
    // One size for each format, text being the first.
    m_maxUnasked = takesText && sizes.size() >= 4 ? qFromBigEndian<quint32>(sizes.data()) : 0;
}

} // namespace oriel
