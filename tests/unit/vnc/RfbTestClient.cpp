#include "RfbTestClient.h"

#include <QRegion>
#include <QTest>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace oriel {

namespace Encoding = rfb::Encoding;

const RfbTestClient::Rect *RfbTestClient::Update::find(qint32 encoding) const
{
    for (const Rect &rect : rects) {
        if (rect.encoding == encoding)
            return &rect;
    }
    return nullptr;
}

QRegion RfbTestClient::Update::pixels() const
{
    QRegion region;
    for (const Rect &rect : rects) {
        if (rect.encoding >= 0 && rect.encoding <= Encoding::zrle)
            region += rect.place;
    }
    return region;
}

RfbTestClient::RfbTestClient(int fd)
    : m_fd(fd)
    , m_drain(QThread::create([this] { drain(); }))
{
    m_drain->start();
}

RfbTestClient::~RfbTestClient()
{
    ::shutdown(m_fd, SHUT_RDWR);
    m_drain->wait();
    ::close(m_fd);
}

void RfbTestClient::drain()
{
    char bytes[64 * 1024];
    while (true) {
        pollfd waiting{m_fd, POLLIN, 0};
        ::poll(&waiting, 1, -1);
        const ssize_t count = ::read(m_fd, bytes, sizeof bytes);
        if (count <= 0)
            break;
        const QMutexLocker lock(&m_mutex);
        m_received.append(bytes, count);
    }
    m_isAtEnd = true;
}

void RfbTestClient::send(const QByteArray &bytes) const
{
    QCOMPARE(::send(m_fd, bytes.constData(), std::size_t(bytes.size()), MSG_NOSIGNAL),
             bytes.size());
}

bool RfbTestClient::start()
{
    send(QByteArray(1, '\1'));
    return QTest::qWaitFor([this] {
        parse();
        return m_isStarted;
    });
}

void RfbTestClient::setFormat(const PixelFormat &format)
{
    m_format = format;
    m_decoder.setFormat(format);
    send(rfb::ByteWriter()
             .u8(0)
             .padding(3)
             .u8(format.bitsPerPixel)
             .u8(format.depth)
             .u8(format.bigEndian)
             .u8(format.trueColour)
             .u16(format.redMax)
             .u16(format.greenMax)
             .u16(format.blueMax)
             .u8(format.redShift)
             .u8(format.greenShift)
             .u8(format.blueShift)
             .padding(3)
             .data());
}

void RfbTestClient::setEncodings(const QList<qint32> &encodings) const
{
    rfb::ByteWriter message;
    message.u8(2).padding(1).u16(unsigned(encodings.size()));
    for (const qint32 encoding : encodings)
        message.u32(quint32(encoding));
    send(message.data());
}

void RfbTestClient::request(const QRect &area, bool incremental) const
{
    send(rfb::ByteWriter()
             .u8(3)
             .u8(incremental)
             .u16(unsigned(area.x()))
             .u16(unsigned(area.y()))
             .u16(unsigned(area.width()))
             .u16(unsigned(area.height()))
             .data());
}

template <typename T>
std::optional<T> RfbTestClient::await(QList<T> &queue, int timeout)
{
    const bool isThere = QTest::qWaitFor(
        [&] {
            parse();
            return !queue.isEmpty();
        },
        timeout);
    return isThere ? std::optional<T>(queue.takeFirst()) : std::nullopt;
}

std::optional<RfbTestClient::Update> RfbTestClient::update(int timeout)
{
    return await(m_updates, timeout);
}

std::optional<QByteArray> RfbTestClient::cutText(int timeout) { return await(m_cutTexts, timeout); }

bool RfbTestClient::parse()
{
    const QMutexLocker lock(&m_mutex);
    try {
        while (!m_received.isEmpty()) {
            ByteReader reader{QByteArrayView(m_received)};
            parseOne(reader);
            m_received.remove(0, reader.position());
        }
    } catch (const NeedMore &) {
        return false;
    }
    return true;
}

bool RfbTestClient::parseOne(ByteReader &reader)
{
    if (!m_isStarted) {
        const int width = reader.u16();
        const int height = reader.u16();
        const QByteArray format = reader.take(16).toByteArray();
        name = QString::fromUtf8(reader.take(reader.u32()));
        size = QSize(width, height);
        serverFormat = format;
        m_picture.fill(0xDEADBEEF, width * height);
        m_isStarted = true;
        return true;
    }
    const int type = reader.u8();
    if (type == 0) {
        const Update update = parseUpdate(reader);
        apply(update);
        m_updates.append(update);
    } else if (type == 1) { // SetColourMapEntries
        reader.take(3);
        reader.take(reader.u16() * 6);
    } else if (type == 3) {
        reader.take(3);
        const auto length = qint32(reader.u32());
        reader.take(std::abs(length));
        m_cutTexts.append(m_received.first(reader.position()));
    } else if (type == 248) { // ServerFence
        reader.take(3);
        const quint32 flags = reader.u32();
        const QByteArray payload = reader.take(reader.u8()).toByteArray();
        rfb::ByteWriter answer;
        answer.u8(248).padding(3).u32(flags & 3).u8(unsigned(payload.size())).bytes(payload);
        m_heldAnswers += answer.data();
        setAnswersFences(m_answersFences);
    } else if (type != 150) { // EndOfContinuousUpdates
        throw std::runtime_error("a message of an unknown type");
    }
    return true;
}

RfbTestClient::Update RfbTestClient::parseUpdate(ByteReader &reader) const
{
    reader.take(1);
    const int count = reader.u16();
    Update update;
    for (int i = 0; i < count; ++i) {
        const Rect rect = parseRect(reader);
        if (rect.encoding == Encoding::lastRect)
            break;
        update.rects.append(rect);
    }
    return update;
}

void RfbTestClient::setAnswersFences(bool answers)
{
    m_answersFences = answers;
    if (answers)
        send(std::exchange(m_heldAnswers, {}));
}

void RfbTestClient::enableContinuousUpdates() const
{
    rfb::ByteWriter message;
    message.u8(150).u8(1).u16(0).u16(0).u16(unsigned(size.width())).u16(unsigned(size.height()));
    send(message.data());
}

RfbTestClient::Rect RfbTestClient::parseRect(ByteReader &reader) const
{
    const int x = reader.u16();
    const int y = reader.u16();
    const int width = reader.u16();
    const int height = reader.u16();
    const qint32 encoding = qint32(reader.u32());
    const int area = width * height;
    const int maskBytes = (width + 7) / 8 * height;
    QByteArray data;
    switch (encoding) {
    case Encoding::lastRect:
    case Encoding::desktopSize:
    case Encoding::pointerPosition:
    case Encoding::qemuExtendedKey:
    case Encoding::extendedMouseButtons: break;
    case Encoding::vmwareCursor: data = reader.take(2 + area * 4).toByteArray(); break;
    case Encoding::cursor:
        data = reader.take(area * m_format.bitsPerPixel / 8 + maskBytes).toByteArray();
        break;
    case Encoding::xCursor: data = reader.take(area ? 6 + 2 * maskBytes : 0).toByteArray(); break;
    case Encoding::copyRect: data = reader.take(4).toByteArray(); break;
    case Encoding::openH264: {
        const quint32 length = reader.u32();
        data = reader.take(4 + length).toByteArray(); // the flags before it
        break;
    }
    case Encoding::qemuLedState: data = reader.take(1).toByteArray(); break;
    case Encoding::desktopName: data = reader.take(reader.u32()).toByteArray(); break;
    case Encoding::extendedDesktopSize: {
        const int screens = reader.u8();
        reader.take(3);
        data = reader.take(screens * 16).toByteArray();
        break;
    }
    default: {
        const qsizetype begin = reader.position();
        ByteReader probe = reader;
        m_decoder.skip(probe, QRect(x, y, width, height), encoding);
        data = reader.take(probe.position() - begin).toByteArray();
    }
    }
    return {QRect(x, y, width, height), encoding, data};
}

void RfbTestClient::apply(const Update &update)
{
    for (const Rect &rect : update.rects) {
        if (rect.encoding == Encoding::desktopSize
            || (rect.encoding == Encoding::extendedDesktopSize
                && (rect.place.x() != 1 || rect.place.y() == 0))) {
            if (size != rect.place.size())
                m_picture.fill(0xDEADBEEF, rect.place.width() * rect.place.height());
            size = rect.place.size();
        } else if (rect.encoding == Encoding::copyRect) {
            copy(rect);
        } else if (rect.encoding == Encoding::openH264) {
            m_videos.append(rect);
        } else if (rect.encoding >= 0 && rect.encoding <= Encoding::zrle) {
            m_decoder.decode(
                rect.data, rect.place, rect.encoding,
                [this](int x, int y, quint32 pixel) { m_picture[y * size.width() + x] = pixel; });
        }
    }
}

void RfbTestClient::copy(const Rect &rect)
{
    ByteReader reader{QByteArrayView(rect.data)};
    const int left = reader.u16();
    const int top = reader.u16();
    const QRect source(QPoint(left, top), rect.place.size());
    if (!QRect(QPoint(), size).contains(source) || !QRect(QPoint(), size).contains(rect.place))
        throw std::runtime_error("a copy from or to outside");
    const QList<quint32> before = m_picture;
    for (int y = 0; y < source.height(); ++y) {
        for (int x = 0; x < source.width(); ++x)
            m_picture[(rect.place.y() + y) * size.width() + rect.place.x() + x] =
                before[(top + y) * size.width() + left + x];
    }
}

} // namespace oriel
