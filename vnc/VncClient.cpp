#include "vnc/VncClient.h"

#include "vnc/Logging.h"
#include "vnc/MonotonicTime.h"
#include "vnc/PaintedPointer.h"
#include "vnc/RfbClient.h"
#include "vnc/UpdateWriter.h"

#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <limits>
#include <utility>

namespace oriel {

namespace {

using namespace std::chrono_literals;

// What rests for one to two of these is sharpened: not between two frames of something that moves,
// and before the eye settles.
constexpr auto stillness = 250ms;

// The next key's echo waits for the update under way, on a slow line longest: so it takes no longer
// than this, as far as it can be chosen. Where the line is not known to be slow, that is half a
// megabyte.
constexpr auto longestUpdate = 50ms;
constexpr qsizetype largestUpdate = 512 * 1024;
constexpr qsizetype smallestRefinement = 4096; // pixels

constexpr auto watchInterval = 250ms;

constexpr std::size_t readBytes = 64 * 1024;

VideoWatch::Time now() { return monotonicTime<VideoWatch::Time>(); }

} // namespace

VncClient::VncClient(ViewerRights rights, std::unique_ptr<RfbClient> rfb, RfbScreen &screen,
                     SharedCoders &coders, const DesktopView &desktop, QObject *parent)
    : QObject(parent)
    , m_rights(rights)
    , m_rfb(std::move(rfb))
    , m_screen(screen)
    , m_desktop(desktop)
    , m_news(desktop, rights)
    , m_coder(coders)
{
    m_refinement.setSingleShot(true);
    m_refinement.setInterval(stillness);
    connect(&m_refinement, &QTimer::timeout, this, [this] {
        m_updates.age(affordable());
        emit served();
    });
    m_watching.setInterval(watchInterval);
    connect(&m_watching, &QTimer::timeout, this, &VncClient::watchVideo);
    connect(&m_pacer, &UpdatePacer::ready, this, &VncClient::served);
}

VncClient::~VncClient() = default;

void VncClient::start()
{
    if (m_notifier || m_isClosed)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_rfb->descriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &VncClient::readMessages);
}

void VncClient::close()
{
    m_isClosed = true;
    m_refinement.stop();
    m_watching.stop();
    if (m_notifier)
        m_notifier->setEnabled(false);
    m_rfb->close();
}

void VncClient::fail(const char *reason)
{
    if (m_isClosed)
        return;
    qCInfo(logVnc, "A viewer's connection ends: %s", reason);
    close();
    emit closed();
}

void VncClient::readMessages()
{
    char bytes[readBytes];
    const ssize_t count = ::recv(m_rfb->descriptor(), bytes, sizeof bytes, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (count <= 0)
        return fail("it was closed at the other end");

    m_parser.append(QByteArrayView(bytes, count));
    ClientMessage message;
    while (!m_isClosed) {
        const ClientMessageParser::Status status = m_parser.next(message);
        if (status == ClientMessageParser::Status::Malformed)
            return fail("a message that nobody knows");
        if (status == ClientMessageParser::Status::NeedMore)
            break;
        std::visit([this](const auto &m) { handle(m); }, message);
        if (isBarrier(message) && !m_isClosed)
            emit barrierPassed();
    }
    if (!m_isClosed)
        emit served();
}

void VncClient::handle(const ClientInit &)
{
    const QSize size = m_desktop.layout.size;
    const QByteArray name = m_desktop.name.toUtf8();
    const PixelFormat format;
    rfb::ByteWriter init; // RFC 6143 §7.3.2
    init.u16(unsigned(size.width())).u16(unsigned(size.height()));
    init.u8(format.bitsPerPixel).u8(format.depth).u8(format.bigEndian).u8(format.trueColour);
    init.u16(format.redMax).u16(format.greenMax).u16(format.blueMax);
    init.u8(format.redShift).u8(format.greenShift).u8(format.blueShift).padding(3);
    init.u32(quint32(name.size())).bytes(name);
    m_updates.setSize(size);
    m_news.serverInitSent();
    m_isInitialised = true;
    changePointer();
    send(init.data());
}

void VncClient::handle(const SetPixelFormat &message)
{
    if (!message.format.isUsable())
        return fail("a pixel format that cannot be");
    if (!m_rfb->setPixelFormat(message.format))
        fail("it takes no bytes");
}

void VncClient::handle(const SetEncodings &message)
{
    m_encodings = ClientEncodings(message.encodings);
    m_updates.setTakesCopies(m_encodings.copyRect);
    m_rfb->setEncodings(m_encodings);
    m_news.setEncodings(m_encodings);
    changePointer();
    send(m_pacer.setEncodings(m_encodings));
    if (m_rights.clipboard)
        send(m_clipboard.setExtended(m_encodings.extendedClipboard));
}

void VncClient::handle(const UpdateRequest &message)
{
    m_updates.request(message.area, message.incremental);
}

void VncClient::handle(const ContinuousUpdates &message)
{
    m_updates.setContinuous(message.enable ? message.area : QRect());
    if (!message.enable)
        send(QByteArray(1, char(rfb::ServerType::EndOfContinuousUpdates)));
}

void VncClient::handle(const ClientFence &message) { send(m_pacer.receive(message)); }

void VncClient::handle(const CutText &message)
{
    if (!m_rights.clipboard)
        return;
    if (const ClipboardChannel::Outcome outcome = m_clipboard.receive(message.latin1); outcome.text)
        emit textCopied(*outcome.text);
}

void VncClient::handle(const ExtendedCutText &message)
{
    if (!m_rights.clipboard)
        return;
    const ClipboardChannel::Outcome outcome = m_clipboard.receiveExtended(message.body);
    send(outcome.reply);
    if (outcome.text && !m_isClosed)
        emit textCopied(*outcome.text);
}

void VncClient::handle(const SetDesktopSize &message)
{
    if (m_rights.control)
        emit resizeAsked(message);
    else
        answerResize(LayoutNotice::Status::Prohibited);
}

void VncClient::addChange(const PictureChange &change)
{
    if (!change.changed.isEmpty())
        m_updates.addChange(change, m_painted);
}

void VncClient::addDamage(const QRegion &damage) { m_updates.addDamage(damage); }

void VncClient::changeLayout(LayoutNotice::Reason reason)
{
    if (!m_isInitialised)
        return;
    m_news.addLayoutNotice({reason, LayoutNotice::Status::Done});
    // What a client that can't change its size shows beyond a smaller desktop turns black.
    if (m_updates.size() != m_desktop.layout.size)
        addDamage(QRect(QPoint(), m_updates.size()));
}

void VncClient::changePointer()
{
    const bool isShown = isPainted() && m_desktop.pointer;
    const QRect area =
        isShown ? PaintedPointer::area(m_desktop.cursor, *m_desktop.pointer) : QRect();
    if (isShown || !m_painted.isEmpty())
        addDamage(QRegion(m_painted) + area);
    m_painted = area;
}

void VncClient::answerResize(LayoutNotice::Status status)
{
    m_news.addLayoutNotice({LayoutNotice::Reason::ThisClient, status});
}

void VncClient::setClipboard(const QString &text)
{
    if (m_rights.clipboard && !m_isClosed)
        send(m_clipboard.offer(text));
}

void VncClient::clearClipboard()
{
    if (m_rights.clipboard && !m_isClosed)
        send(m_clipboard.withdraw());
}

bool VncClient::isSizeDue() const
{
    return m_updates.size() != m_desktop.layout.size
        && (m_encodings.extendedDesktopSize || m_encodings.desktopSize);
}

void VncClient::serve(Framebuffer &picture)
{
    if (m_isClosed || !m_desktop.hasPicture)
        return;
    if (isWaiting() && !sendUpdate(picture))
        return fail("it takes no bytes");
    if (m_isInitialised && m_updates.isContinuous() && !isWaiting())
        m_pacer.await();
    if (m_updates.isAgeing() && !m_refinement.isActive())
        m_refinement.start();
}

bool VncClient::isWaiting() const
{
    if (!m_isInitialised)
        return false;
    return m_updates.isRequested() || (m_updates.isContinuous() && m_pacer.mayUpdate());
}

bool VncClient::takesVideo() const
{
    return !m_isVideoRefused && m_encodings.openH264 && m_encodings.isLossy()
        && !m_encodings.wantsBest() && m_updates.isContinuousEverywhere();
}

bool VncClient::isStuck() const { return m_videoWatch.isStuck(m_pacer.flow(), now()); }

bool VncClient::isDue() const
{
    return isSizeDue() || m_updates.hasDue() || mayRefine() || m_news.isDue();
}

/** Not before the desktop was asked for something newer, or that would wait on a slow line. */
bool VncClient::mayRefine() const { return m_desktop.isCurrent && m_updates.canRefine(); }

bool VncClient::sendUpdate(Framebuffer &picture)
{
    if (!isDue())
        return true;
    if (!m_rfb->write(m_pacer.before()))
        return false;
    const quint32 before = m_rfb->bytesSent();
    if (isSizeDue() && !sendSize())
        return false;
    const bool isRefinement = mayRefine();
    if (isWaiting() && isDue() && !sendPixels(picture, isRefinement))
        return false;
    const quint32 bytes = m_rfb->bytesSent() - before;
    if (!isRefinement)
        m_updates.noteBytes(bytes);
    const bool isWritten = bytes == 0 || m_rfb->write(m_pacer.behind(bytes));
    if (std::exchange(m_isVideoSent, false))
        m_videoWatch.noteSent(now());
    if (!m_watching.isActive() && m_videoWatch.isDoubtful(m_pacer.flow()))
        m_watching.start();
    return isWritten;
}

void VncClient::watchVideo()
{
    if (!m_videoWatch.isDoubtful(m_pacer.flow()))
        m_watching.stop();
    if (m_videoWatch.fallsSilent(m_pacer.flow(), now())) {
        qCInfo(logVnc, "A viewer is silent after it was sent H.264: it gets none for a while");
        addDamage(m_coder.forgetVideo());
    } else if (isStuck()) {
        emit stuck();
    }
}

/**
 * Alone in its update: clients may drop pixels that come with a change of size (rfbproto,
 * ExtendedDesktopSize). A request that is not incremental is then still owed its pixels.
 */
bool VncClient::sendSize()
{
    const QList<rfb::CodedRect> news = m_news.takeSize();
    m_updates.setSize(m_desktop.layout.size);
    m_updates.widenForced();
    m_updates.answerWithoutPixels();
    return UpdateWriter(m_screen, *m_rfb).write(news);
}

/** Bytes that an update may have where there is a choice. */
qsizetype VncClient::affordable() const
{
    const double seconds = std::chrono::duration<double>(longestUpdate).count();
    const auto rate = m_pacer.flow().rate();
    return rate ? std::min(qsizetype(*rate * seconds), largestUpdate) : largestUpdate;
}

/** Pixels to be sharpened at once. */
int VncClient::refinement() const
{
    return int(std::max(affordable() / UpdateQueue::losslessBytesPerPixel, smallestRefinement));
}

bool VncClient::sendPixels(Framebuffer &picture, bool isRefinement)
{
    // While the desktop changes its size, one of the two is ahead; the other is on its way.
    if (picture.size() != m_desktop.layout.size)
        return true;

    UpdateWriter writer(m_screen, *m_rfb);
    const QList<rfb::CodedRect> news = m_news.take(*m_rfb, m_updates.isForced());
    const UpdateQueue::Update update = isRefinement
        ? UpdateQueue::Update{{}, m_updates.takeRefinement(refinement())}
        : m_updates.take();
    if (isPainted() && m_desktop.pointer && update.pixels.intersects(m_painted)) {
        const PaintedPointer pointer(picture, m_desktop.cursor, *m_desktop.pointer);
        return writer.write(news, update.copies, {}, update.pixels, picture);
    }
    const CodedPixels coded = m_coder.encode(picture, update.pixels, choice(isRefinement));
    m_isVideoSent = coded.hasVideo;
    m_updates.noteLossy(coded.lossy);
    return writer.write(news, update.copies, coded.rects, coded.rest, picture);
}

CodingChoice VncClient::choice(bool isRefinement) const
{
    CodingChoice choice;
    choice.loss = m_encodings.isLossy() && m_rfb->takesJpeg() && !isRefinement;
    choice.video = takesVideo() && m_videoWatch.maySend(now());
    choice.shared = sharesLossless();
    choice.quality = m_encodings.quality.value_or(0);
    choice.affordable =
        m_encodings.wantsBest() ? std::numeric_limits<qsizetype>::max() : affordable();
    return choice;
}

/** Others are sent the same, and it can read what was coded for them. */
bool VncClient::sharesLossless() const
{
    return m_desktop.viewers > 1 && m_encodings.pixels == rfb::Encoding::tight
        && m_rfb->hasTightPixels();
}

void VncClient::send(QByteArrayView messages)
{
    if (!messages.isEmpty() && !m_isClosed && !m_rfb->write(messages))
        fail("it takes no bytes");
}

} // namespace oriel
