#include "desktop/x11/X11Connection.h"

#include "desktop/Logging.h"

#include <QAbstractEventDispatcher>
#include <QDeadlineTimer>
#include <QSocketNotifier>

#include <xcb/xcbext.h>

#include <poll.h>
#include <sys/socket.h>

#include <cstring>

namespace oriel {

namespace {

// A server that another program has grabbed must not hold up the end.
constexpr std::chrono::seconds farewellTimeout{1};

QString connectError(int code, const QString &display)
{
    if (display.isEmpty())
        return X11Connection::tr("There is no X display: set DISPLAY, or name one with "
                                 "--display :0.");
    if (code == XCB_CONN_CLOSED_PARSE_ERR)
        return X11Connection::tr("\"%1\" is no X display; one looks like :0.").arg(display);
    return X11Connection::tr("Can't open the X display %1: see that it runs and that this user "
                             "may use it (XAUTHORITY must name its access file).")
        .arg(display);
}

const xcb_screen_t *screenOf(xcb_connection_t *connection, int number)
{
    xcb_screen_iterator_t it = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; it.rem > 0; xcb_screen_next(&it)) {
        if (number-- == 0)
            return it.data;
    }
    return nullptr;
}

} // namespace

std::unique_ptr<X11Connection> X11Connection::open(const QString &display, QString *error)
{
    const QString name = display.isEmpty() ? qEnvironmentVariable("DISPLAY") : display;
    int number = 0;
    xcb_connection_t *connection = xcb_connect(qPrintable(name), &number);
    const int code = xcb_connection_has_error(connection);
    if (code || !screenOf(connection, number)) {
        xcb_disconnect(connection);
        *error = connectError(code, name);
        return nullptr;
    }
    return std::unique_ptr<X11Connection>(new X11Connection(connection, number, name));
}

X11Connection::X11Connection(xcb_connection_t *connection, int screen, const QString &displayName)
    : m_xcb(connection)
    , m_screen(screenOf(connection, screen))
    , m_displayName(displayName)
    , m_notifier(
          new QSocketNotifier(xcb_get_file_descriptor(connection), QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, [this] { processEvents(); });
    // Waiting for a reply reads events too, and the socket stays silent about those.
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this,
            [this] { processEvents(xcb_poll_for_queued_event); });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this,
            [this] { processEvents(xcb_poll_for_queued_event); });
}

X11Connection::~X11Connection()
{
    m_notifier->setEnabled(false);
    awaitServer();
    xcb_disconnect(m_xcb);
}

void X11Connection::awaitServer()
{
    // A server that finds the connection closed drops what it has not read yet: the release of a
    // held key, say. Its answer proves that it has read all.
    const xcb_get_input_focus_cookie_t cookie = xcb_get_input_focus(m_xcb);
    xcb_flush(m_xcb);
    const QDeadlineTimer deadline(farewellTimeout);
    void *reply = nullptr;
    xcb_generic_error_t *error = nullptr;
    while (!xcb_poll_for_reply(m_xcb, cookie.sequence, &reply, &error) && !deadline.hasExpired()) {
        pollfd fd{xcb_get_file_descriptor(m_xcb), POLLIN, 0};
        poll(&fd, 1, int(deadline.remainingTime()));
    }
    std::free(reply);
    std::free(error);
}

bool X11Connection::isLocal() const
{
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    return getsockname(xcb_get_file_descriptor(m_xcb), reinterpret_cast<sockaddr *>(&address),
                       &length)
        == 0
        && address.ss_family == AF_UNIX;
}

const xcb_query_extension_reply_t *X11Connection::extension(xcb_extension_t *extension) const
{
    const xcb_query_extension_reply_t *reply = xcb_get_extension_data(m_xcb, extension);
    return reply && reply->present ? reply : nullptr;
}

xcb_atom_t X11Connection::atom(const char *name) const
{
    const auto reply = xcbReply(xcb_intern_atom_reply, m_xcb,
                                xcb_intern_atom(m_xcb, 0, quint16(std::strlen(name)), name));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

QString X11Connection::atomName(xcb_atom_t atom) const
{
    const auto reply = xcbReply(xcb_get_atom_name_reply, m_xcb, xcb_get_atom_name(m_xcb, atom));
    if (!reply)
        return {};
    return QString::fromLatin1(xcb_get_atom_name_name(reply.get()),
                               xcb_get_atom_name_name_length(reply.get()));
}

void X11Connection::selectRootEvents(quint32 mask)
{
    m_rootEvents |= mask;
    xcb_change_window_attributes(m_xcb, root(), XCB_CW_EVENT_MASK, &m_rootEvents);
}

void X11Connection::deselectRootEvents(quint32 mask)
{
    m_rootEvents &= ~mask;
    xcb_change_window_attributes(m_xcb, root(), XCB_CW_EVENT_MASK, &m_rootEvents);
    flush();
}

void X11Connection::processEvents() { processEvents(xcb_poll_for_event); }

void X11Connection::processEvents(PollFunction poll)
{
    if (m_lost || m_processing)
        return;
    m_processing = true;
    // Handlers may wait for replies, and thereby queue events: those come in the same pass.
    while (const auto next = XcbPtr<xcb_generic_event_t>(poll(m_xcb))) {
        if (next->response_type)
            emit event(next.get());
        else
            qCDebug(logDesktop, "X error %d for request %d.%d",
                    xcbCast<xcb_generic_error_t>(next.get())->error_code,
                    xcbCast<xcb_generic_error_t>(next.get())->major_code,
                    xcbCast<xcb_generic_error_t>(next.get())->minor_code);
    }
    xcb_flush(m_xcb);
    m_processing = false;
    checkLost();
}

void X11Connection::checkLost()
{
    if (m_lost || !xcb_connection_has_error(m_xcb))
        return;
    m_lost = true;
    m_notifier->setEnabled(false);
    emit lost();
}

} // namespace oriel
