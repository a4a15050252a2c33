#include "vnc/RfbScreen.h"

#include "vnc/Logging.h"

#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <new>

namespace oriel {

namespace {

// libvncserver calls errors what is everyday life here (a viewer that left, a socket that is not
// TCP), so all it says is for debugging; what matters is said by our own code.
void log(const char *format, ...) // NOLINT(cert-dcl50-cpp): rfbLogProc is one
{
    if (!logLibrary().isDebugEnabled())
        return;
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    qCDebug(logLibrary).noquote() << QString::fromLocal8Bit(line).trimmed();
}

/** Process-global in libvncserver, so set once, whatever the number of servers and threads. */
void routeLog()
{
    static const bool routed = [] {
        rfbLog = log;
        rfbErr = log;
        return true;
    }();
    Q_UNUSED(routed)
}

} // namespace

RfbScreen::RfbScreen()
{
    routeLog();
    // The size means nothing before a picture is lent.
    m_screen.reset(rfbGetScreen(nullptr, nullptr, 4, 4, 8, 3, 4));
    if (!m_screen)
        throw std::bad_alloc();

    rfbScreenInfo &screen = *m_screen;
    screen.port = -1;
    screen.ipv6port = -1;
    screen.httpDir = nullptr;
    screen.udpPort = 0;
    screen.permitFileTransfer = FALSE;
    screen.alwaysShared = TRUE;
    screen.maxClientWait = maxWaitMs;
    screen.depth = 24;

    rfbPixelFormat &format = screen.serverFormat;
    format.bitsPerPixel = 32;
    format.depth = 24;
    format.bigEndian = FALSE;
    format.trueColour = TRUE;
    format.redMax = format.greenMax = format.blueMax = 255;
    format.redShift = 0;
    format.greenShift = 8;
    format.blueShift = 16;

    // What rfbInitServer() does beside sockets: a viewer that vanishes must not end the process.
    std::signal(SIGPIPE, SIG_IGN);
}

RfbScreen::~RfbScreen() = default;

void RfbScreen::Cleanup::operator()(rfbScreenInfo *screen) const { rfbScreenCleanup(screen); }

RfbScreen::Picture::Picture(RfbScreen &screen, std::uint8_t *pixels, QSize size, std::size_t stride)
    : m_screen(*screen.get())
{
    m_screen.frameBuffer = reinterpret_cast<char *>(pixels);
    m_screen.width = size.width();
    m_screen.height = size.height();
    m_screen.paddedWidthInBytes = int(stride);
}

RfbScreen::Picture::~Picture() { m_screen.frameBuffer = nullptr; }

} // namespace oriel
