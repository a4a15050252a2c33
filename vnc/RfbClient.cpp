#include "vnc/RfbClient.h"

#include "vnc/Logging.h"

#include <QScopedValueRollback>

#include <unistd.h>

namespace oriel {

namespace Encoding = rfb::Encoding;

namespace {

constexpr char greeting[] = "RFB 003.008\n";
constexpr ssize_t greetingLength = sizeof greeting - 1;

bool readGreeting(int fd)
{
    char bytes[greetingLength];
    return ::read(fd, bytes, sizeof bytes) == greetingLength;
}

} // namespace

std::unique_ptr<RfbClient> RfbClient::open(RfbScreen &screen, FileDescriptor &peer)
{
    SocketPair pair = SocketPair::open();
    if (!pair.ours.isValid()) {
        qCWarning(logVnc, "No socket pair for a viewer: too many open files?");
        return {};
    }
    if (pair.ours.get() >= maxDescriptor) {
        qCWarning(logVnc, "A viewer was turned away: too many open files.");
        return {};
    }
    // rfbNewClient() sniffs for a WebSocket handshake and gives up at once, instead of after
    // 100 ms, when the client has greeted already.
    if (::write(pair.peers.get(), greeting, greetingLength) != greetingLength)
        return {};
    // From here on libvncserver owns our end, also when it fails.
    rfbClientRec *const raw = rfbNewClient(screen.get(), pair.ours.release());
    if (!raw)
        return {};
    std::unique_ptr<RfbClient> client(new RfbClient(raw));
    if (!client->greet(pair.peers.get()))
        return {};
    peer = std::move(pair.peers);
    return client;
}

RfbClient::RfbClient(rfbClientRec *client)
    : m_client(client)
{
}

RfbClient::~RfbClient() = default;

void RfbClient::Gone::operator()(rfbClientRec *client) const { rfbClientConnectionGone(client); }

/** Takes both greetings off the pair: proxy/ has done the handshake with the viewer itself. */
bool RfbClient::greet(int peer)
{
    if (!readGreeting(m_client->sock) || !readGreeting(peer))
        return false;
    m_client->protocolMajorVersion = 3;
    m_client->protocolMinorVersion = 8;
    m_client->state = rfbClientRec::RFB_NORMAL;
    setEncodings(ClientEncodings());
    return true;
}

void RfbClient::close()
{
    if (isOpen())
        rfbCloseClient(m_client.get());
}

bool RfbClient::setPixelFormat(const PixelFormat &format)
{
    Q_ASSERT(format.isUsable());
    rfbPixelFormat &own = m_client->format;
    own.bitsPerPixel = format.bitsPerPixel;
    own.depth = format.depth;
    own.bigEndian = format.bigEndian;
    own.trueColour = format.trueColour;
    own.redMax = format.redMax;
    own.greenMax = format.greenMax;
    own.blueMax = format.blueMax;
    own.redShift = format.redShift;
    own.greenShift = format.greenShift;
    own.blueShift = format.blueShift;
    return rfbSetTranslateFunction(m_client.get()) && isOpen();
}

void RfbClient::setEncodings(const ClientEncodings &encodings)
{
    rfbClientRec &client = *m_client;
    client.preferredEncoding = encodings.pixels;
    client.enableLastRectEncoding = encodings.lastRect;
    // What may lose is coded by PictureCoder.
    client.tightQualityLevel = -1;
    client.turboQualityLevel = -1;
    if (encodings.compression) {
        client.tightCompressLevel = *encodings.compression;
        client.zlibCompressLevel = uint32_t(*encodings.compression);
    }
}

QByteArray RfbClient::translated(const QByteArray &pixels, QSize size) const
{
    Q_ASSERT(pixels.size() == qsizetype(size.width()) * size.height() * 4);
    QByteArray result(qsizetype(size.width()) * size.height() * m_client->format.bitsPerPixel / 8,
                      Qt::Uninitialized);
    QByteArray source = pixels; // libvncserver takes no pointer to const, but does not write
    m_client->translateFn(m_client->translateLookupTable, &m_client->screen->serverFormat,
                          &m_client->format, source.data(), result.data(), size.width() * 4,
                          size.width(), size.height());
    return result;
}

bool RfbClient::hasTightPixels() const
{
    const rfbPixelFormat &format = m_client->format;
    return format.trueColour && format.bitsPerPixel == 32 && format.depth == 24
        && format.redMax == 255 && format.greenMax == 255 && format.blueMax == 255;
}

bool RfbClient::write(QByteArrayView bytes)
{
    if (!isOpen())
        return false;
    m_written += quint32(bytes.size());
    if (rfbWriteExact(m_client.get(), bytes.data(), int(bytes.size())) > 0)
        return true;
    close();
    return false;
}

int RfbClient::countRects(const QRect &rect) const
{
    const int width = rect.width();
    const int height = rect.height();
    switch (m_client->preferredEncoding) {
    case Encoding::tight:
        return rfbNumCodedRectsTight(m_client.get(), rect.x(), rect.y(), width, height);
    case Encoding::corre:
        return ((width - 1) / m_client->correMaxWidth + 1)
            * ((height - 1) / m_client->correMaxHeight + 1);
    case Encoding::zlib: return (height - 1) / (ZLIB_MAX_SIZE(width) / width) + 1;
    default: return 1;
    }
}

bool RfbClient::encode(const QRect &rect)
{
    if (!isOpen())
        return false;
    // Without JPEG the encoder lowers it for good.
    const QScopedValueRollback compression(m_client->tightCompressLevel);
    return encodePreferred(rect);
}

bool RfbClient::encodePreferred(const QRect &rect)
{
    rfbClientRec *const client = m_client.get();
    const int x = rect.x();
    const int y = rect.y();
    const int width = rect.width();
    const int height = rect.height();
    switch (client->preferredEncoding) {
    case Encoding::rre: return rfbSendRectEncodingRRE(client, x, y, width, height);
    case Encoding::corre: return rfbSendRectEncodingCoRRE(client, x, y, width, height);
    case Encoding::hextile: return rfbSendRectEncodingHextile(client, x, y, width, height);
    case Encoding::zlib: return rfbSendRectEncodingZlib(client, x, y, width, height);
    case Encoding::tight: return rfbSendRectEncodingTight(client, x, y, width, height);
    case Encoding::zrle: return rfbSendRectEncodingZRLE(client, x, y, width, height);
    default: return encodeRaw(rect);
    }
}

bool RfbClient::encodeRaw(const QRect &rect)
{
    return isOpen()
        && rfbSendRectEncodingRaw(m_client.get(), rect.x(), rect.y(), rect.width(), rect.height());
}

bool RfbClient::endRects() { return isOpen() && rfbSendLastRectMarker(m_client.get()); }

quint32 RfbClient::bytesSent() const
{
    return m_written + quint32(rfbStatGetSentBytes(m_client.get()));
}

bool RfbClient::flush() { return isOpen() && rfbSendUpdateBuf(m_client.get()); }

} // namespace oriel
