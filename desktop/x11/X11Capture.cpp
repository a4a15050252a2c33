#include "desktop/x11/X11Capture.h"

#include <xcb/xfixes.h>

#include <span>
#include <utility>

namespace oriel {

namespace {

// Without XDAMAGE the whole screen is compared, which is dear: five times a second will do.
constexpr std::chrono::milliseconds comparingInterval{200};

// After a refused capture (the screen is just changing its size, say).
constexpr std::chrono::milliseconds retryInterval{100};

// What viewers see in place of Oriel's own windows: calm beside dark and light ones.
constexpr QRgb coverColour = qRgb(0x4a, 0x52, 0x60);

bool hasDamageExtension(X11Connection &connection)
{
    xcb_connection_t *c = connection.xcb();
    return connection.extension(&xcb_damage_id) && connection.extension(&xcb_xfixes_id)
        && xcbReply(xcb_damage_query_version_reply, c, xcb_damage_query_version(c, 1, 1))
        && xcbReply(xcb_xfixes_query_version_reply, c, xcb_xfixes_query_version(c, 5, 0));
}

} // namespace

std::unique_ptr<X11Capture> X11Capture::create(X11Connection &connection, OwnWindows &ownWindows,
                                               FrameStore &store, QString *error)
{
    auto grabber = ScreenGrabber::create(connection, error);
    if (!grabber)
        return nullptr;
    return std::unique_ptr<X11Capture>(
        new X11Capture(connection, ownWindows, store, std::move(grabber)));
}

X11Capture::X11Capture(X11Connection &connection, OwnWindows &ownWindows, FrameStore &store,
                       std::unique_ptr<ScreenGrabber> grabber)
    : m_connection(connection)
    , m_ownWindows(ownWindows)
    , m_store(store)
    , m_grabber(std::move(grabber))
    , m_geometry(connection)
    , m_pointer(connection)
    , m_screenState(connection)
{
    if (hasDamageExtension(connection)) {
        m_damageEvent =
            quint8(connection.extension(&xcb_damage_id)->first_event + XCB_DAMAGE_NOTIFY);
    }
    m_frameTimer.setSingleShot(true);
    m_frameTimer.setTimerType(Qt::PreciseTimer);
    m_frameTimer.callOnTimeout(this, &X11Capture::capture);
    // One change of layout comes as several events.
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(0);
    m_layoutTimer.callOnTimeout(this, &X11Capture::updateLayout);
    connect(&m_geometry, &ScreenGeometry::changed, this, [this] {
        if (m_running)
            m_layoutTimer.start();
    });
    connect(&m_pointer, &PointerWatcher::cursorChanged, this, &ScreenCapture::cursorChanged);
    connect(&m_pointer, &PointerWatcher::moved, this, &ScreenCapture::pointerMoved);
    connect(&m_screenState, &ScreenStateWatcher::changed, this, [this](ScreenState state) {
        if (m_running)
            emit screenStateChanged(state);
    });
    connect(&connection, &X11Connection::event, this, &X11Capture::handleEvent);
    connect(&connection, &X11Connection::lost, this, [this] {
        m_running = false;
        m_frameTimer.stop();
        m_layoutTimer.stop();
        emit failed(tr("The X server %1 went away.").arg(m_connection.displayName()));
    });
    connect(&store, &FrameStore::released, this, &X11Capture::schedule, Qt::QueuedConnection);
}

X11Capture::~X11Capture() = default;

void X11Capture::start()
{
    Q_ASSERT(!m_running);
    m_running = !m_connection.isLost();
    if (!m_running)
        return;
    m_requested = true;
    m_layout = {};
    m_covered = {};
    m_ownWindows.start();
    openDamage();
    updateLayout();
    m_pointer.start(m_frameInterval);
    emit ledStateChanged(m_leds);
    emit screenStateChanged(m_screenState.state());
}

void X11Capture::stop()
{
    if (!std::exchange(m_running, false))
        return; // lost meanwhile
    m_requested = false;
    m_frameTimer.stop();
    m_layoutTimer.stop();
    m_pointer.stop();
    m_changes.clear();
    m_grabber->release();
    m_ownWindows.stop();
    closeDamage();
}

void X11Capture::requestFrame()
{
    if (!m_running)
        return;
    m_requested = true;
    schedule();
}

bool X11Capture::resizeDesktop(QSize size) { return !size.isEmpty() && m_geometry.resize(size); }

void X11Capture::setLeds(int leds)
{
    if (std::exchange(m_leds, leds) != leds && m_running)
        emit ledStateChanged(leds);
}

bool X11Capture::usesSharedMemory() const { return m_grabber->usesSharedMemory(); }

void X11Capture::openDamage()
{
    if (!m_damageEvent)
        return;
    xcb_connection_t *c = m_connection.xcb();
    m_region = xcb_generate_id(c);
    xcb_xfixes_create_region(c, m_region, 0, nullptr);
    m_damage = xcb_generate_id(c);
    xcb_damage_create(c, m_damage, m_connection.root(), XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
    // A new damage object begins full, and the first frame is the whole screen anyway.
    xcb_damage_subtract(c, m_damage, XCB_XFIXES_REGION_NONE, XCB_XFIXES_REGION_NONE);
}

void X11Capture::closeDamage()
{
    if (!m_damageEvent)
        return;
    xcb_damage_destroy(m_connection.xcb(), m_damage);
    xcb_xfixes_destroy_region(m_connection.xcb(), m_region);
    m_serverHasDamage = false;
    m_connection.flush();
}

void X11Capture::handleEvent(const xcb_generic_event_t *event)
{
    if (!m_running || !m_damageEvent || xcbType(event) != m_damageEvent
        || xcbCast<xcb_damage_notify_event_t>(event)->damage != m_damage)
        return;
    m_serverHasDamage = true;
    schedule();
}

void X11Capture::updateLayout()
{
    const ScreenLayout layout = m_geometry.layout();
    if (layout.size.isEmpty() || layout == m_layout)
        return;
    m_frameInterval = m_geometry.frameInterval();
    if (layout.size != m_tracker.size() || m_layout.size.isEmpty()) {
        m_tracker.resize(layout.size);
        m_grabber->resize(layout.size);
    }
    m_layout = layout;
    emit layoutChanged(m_layout);
    schedule();
}

void X11Capture::schedule()
{
    const bool damaged = m_serverHasDamage || !m_tracker.isEmpty() || !m_damageEvent;
    if (!m_running || !m_requested || !damaged || m_frameTimer.isActive())
        return;
    const auto wait = m_frameDue - Clock::now();
    m_frameTimer.start(
        std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(wait)));
}

void X11Capture::capture()
{
    if (!m_requested)
        return; // damage told during the last capture
    if (m_layoutTimer.isActive()) {
        m_layoutTimer.stop();
        updateLayout();
    }
    fetchDamage();
    QRegion published;
    if (FrameStore::Access access = m_store.tryWrite()) {
        if (!access.framebuffer() || access->size() != m_tracker.size()) {
            access.resize(m_tracker.size());
            m_tracker.addAll();
        }
        published = copy(*access.framebuffer());
    } else {
        return; // released() calls schedule()
    }
    if (published.isEmpty()) {
        schedule();
        return;
    }
    // Frames keep the display's beat; one after a pause starts a new beat at once.
    const auto now = Clock::now();
    m_frameDue = (now - m_frameDue < m_frameInterval ? m_frameDue : now) + m_frameInterval;
    m_requested = false;
    m_pointer.checkPosition();
    emit framePublished(published);
}

void X11Capture::fetchDamage()
{
    if (!std::exchange(m_serverHasDamage, false))
        return;
    xcb_connection_t *c = m_connection.xcb();
    xcb_damage_subtract(c, m_damage, XCB_XFIXES_REGION_NONE, m_region);
    const auto reply =
        xcbReply(xcb_xfixes_fetch_region_reply, c, xcb_xfixes_fetch_region(c, m_region));
    if (!reply)
        return;
    const std::span rects(xcb_xfixes_fetch_region_rectangles(reply.get()),
                          std::size_t(xcb_xfixes_fetch_region_rectangles_length(reply.get())));
    for (const xcb_rectangle_t &rect : rects)
        m_tracker.add(QRect(rect.x, rect.y, rect.width, rect.height));
}

QRegion X11Capture::copy(Framebuffer &framebuffer)
{
    const QRegion all(QRect(QPoint(0, 0), m_tracker.size()));
    const bool compare = !m_damageEvent && m_tracker.isEmpty();
    QRegion area = compare ? all : m_tracker.take();
    Framebuffer &target = compare ? m_changes.scratch(m_tracker.size()) : framebuffer;
    if (!area.isEmpty() && !m_grabber->grab(area, target)) {
        m_tracker.addAll();
        m_layoutTimer.start();
        m_frameDue = Clock::now() + retryInterval;
        return {};
    }
    area += coverOwnWindows(area, target);
    if (!compare)
        return area;
    m_frameDue = Clock::now() + comparingInterval;
    return m_changes.apply(framebuffer);
}

/**
 * Paints over what `grabbed` has of our own windows, and where one has come since. What one has
 * left becomes damage. Returns what was painted.
 */
QRegion X11Capture::coverOwnWindows(const QRegion &grabbed, Framebuffer &framebuffer)
{
    if (m_ownWindows.areNone())
        return {};
    // Asked after the pixels came: a window that is among them is among these.
    const QRegion visible = m_ownWindows.visible() & QRect(QPoint(0, 0), m_tracker.size());
    QRegion painted = visible & (grabbed | (visible - m_covered));
    for (const QRect &rect : painted)
        framebuffer.fill(rect, coverColour);
    m_tracker.add((m_covered - visible) - grabbed);
    m_covered = visible;
    return painted;
}

} // namespace oriel
