#include "desktop/x11/X11Backend.h"

#include <QStringList>
#include <QSysInfo>

#include <xcb/screensaver.h>

#include <pwd.h>
#include <unistd.h>

namespace oriel {

namespace {

bool hasScreenSaver(X11Connection &connection)
{
    return connection.extension(&xcb_screensaver_id) != nullptr;
}

QString userName()
{
    const passwd *user = getpwuid(getuid());
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(getuid());
}

} // namespace

std::unique_ptr<DesktopBackend> X11Backend::open(const DesktopChoice &choice, FrameStore &store,
                                                 QString *error)
{
    auto connection = X11Connection::open(choice.display, error);
    if (!connection)
        return nullptr;
    auto ownWindows = std::make_unique<OwnWindows>(*connection, xcb_window_t(choice.ownWindow));
    auto capture = X11Capture::create(*connection, *ownWindows, store, error);
    if (!capture)
        return nullptr;
    return std::unique_ptr<DesktopBackend>(
        new X11Backend(std::move(connection), std::move(ownWindows), std::move(capture)));
}

X11Backend::X11Backend(std::unique_ptr<X11Connection> connection,
                       std::unique_ptr<OwnWindows> ownWindows, std::unique_ptr<X11Capture> capture)
    : m_connection(std::move(connection))
    , m_ownWindows(std::move(ownWindows))
    , m_capture(std::move(capture))
    , m_keyboard(X11Keyboard::create(*m_connection))
    , m_input(*m_connection, *m_ownWindows, m_keyboard.get())
    , m_pacedInput(m_input, m_keyboard.get())
    , m_clipboard(*m_connection)
{
    if (m_keyboard) {
        m_capture->setLeds(m_keyboard->leds());
        connect(m_keyboard.get(), &X11Keyboard::ledsChanged, m_capture.get(), &X11Capture::setLeds);
    }
    connect(&m_lockWatcher, &LockWatcher::changed, m_capture.get(), &X11Capture::setLocked);
}

X11Backend::~X11Backend() = default;

QString X11Backend::name() const
{
    const QString host = QSysInfo::machineHostName().section(QLatin1Char('.'), 0, 0);
    return QStringLiteral("%1 on %2").arg(userName(), host);
}

QString X11Backend::limitations() const
{
    QStringList lines;
    if (!m_input.isPossible())
        lines += tr("This X server has no XTEST, so viewers can look but not touch.");
    else if (!m_keyboard)
        lines += tr("This X server has no XKEYBOARD, so viewers can point but not type.");
    if (!m_capture->usesSharedMemory())
        lines += tr("This X server shares no memory (MIT-SHM), so capturing costs more.");
    if (!m_capture->hasDamage()) {
        lines += tr("This X server doesn't tell what changes (DAMAGE), so pictures come late "
                    "and cost more.");
    }
    return lines.join(QLatin1Char(' '));
}

void X11Backend::keepAwake(bool awake)
{
    m_sleepInhibitor.setActive(awake);
    if (!hasScreenSaver(*m_connection))
        return;
    // The server takes it back when the connection ends.
    xcb_screensaver_suspend(m_connection->xcb(), awake);
    m_connection->flush();
}

} // namespace oriel
