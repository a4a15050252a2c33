#include "desktop/x11/X11Clipboard.h"

#include <QDeadlineTimer>

#include <xcb/xfixes.h>

#include <poll.h>

namespace oriel {

namespace {

// A clipboard manager takes some milliseconds; one that hangs must not hold us up.
constexpr std::chrono::milliseconds handOverTimeout{300};

} // namespace

X11Clipboard::X11Clipboard(X11Connection &connection)
    : m_connection(connection)
    , m_atoms(connection)
    , m_window(createWindow(connection))
    , m_reader(connection, m_atoms, m_window, {.text = maxUtf8Bytes, .picture = maxPictureBytes})
    , m_owner(connection, m_atoms, m_window)
{
    if (connection.extension(&xcb_xfixes_id)
        && xcbReply(xcb_xfixes_query_version_reply, connection.xcb(),
                    xcb_xfixes_query_version(connection.xcb(), 5, 0))) {
        m_event =
            quint8(connection.extension(&xcb_xfixes_id)->first_event + XCB_XFIXES_SELECTION_NOTIFY);
        xcb_xfixes_select_selection_input(connection.xcb(), m_window, m_atoms.clipboard,
                                          XCB_XFIXES_SELECTION_EVENT_MASK_SET_SELECTION_OWNER);
    }
    connect(&connection, &X11Connection::event, this, &X11Clipboard::handleEvent);
    watchReader();
}

void X11Clipboard::watchReader()
{
    connect(&m_reader, &SelectionReader::finished, this, [this](const QString &text) {
        // A clipboard manager may have taken our own text over.
        if (m_running && m_ownText != text) {
            forgetOwn();
            emit textChanged(text);
        }
    });
    connect(&m_reader, &SelectionReader::finishedPicture, this, [this](const QByteArray &png) {
        if (!m_running || m_ownPicture == png)
            return;
        noteTextGone();
        emit pictureChanged(png);
    });
    connect(&m_reader, &SelectionReader::tooLarge, this, [this] {
        noteTextGone();
        if (m_running)
            emit tooLarge();
    });
    connect(&m_reader, &SelectionReader::failed, this, &X11Clipboard::noteTextGone);
}

X11Clipboard::~X11Clipboard()
{
    if (!m_handingOver)
        handOver();
    const QDeadlineTimer deadline(handOverTimeout);
    while (m_handingOver && !m_connection.isLost() && !deadline.hasExpired()) {
        pollfd fd{xcb_get_file_descriptor(m_connection.xcb()), POLLIN, 0};
        poll(&fd, 1, int(deadline.remainingTime()));
        m_connection.processEvents();
    }
    xcb_destroy_window(m_connection.xcb(), m_window);
    m_connection.flush();
}

xcb_window_t X11Clipboard::createWindow(X11Connection &connection)
{
    const xcb_window_t window = xcb_generate_id(connection.xcb());
    const quint32 events = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_create_window(connection.xcb(), XCB_COPY_FROM_PARENT, window, connection.root(), -1, -1, 1,
                      1, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK,
                      &events);
    return window;
}

void X11Clipboard::start()
{
    Q_ASSERT(!m_running);
    m_running = true;
    if (m_owner.isOwner())
        return; // nothing that viewers don't know
    forgetOwn();
    m_reader.read();
}

void X11Clipboard::stop()
{
    Q_ASSERT(m_running);
    m_running = false;
    m_reader.cancel();
    handOver();
}

void X11Clipboard::setText(const QString &text)
{
    if (text.toUtf8().size() > maxUtf8Bytes)
        return;
    m_reader.cancel();
    forgetOwn();
    m_ownText = text;
    m_owner.own(text);
}

void X11Clipboard::setPicture(const QByteArray &png)
{
    if (png.isEmpty() || png.size() > maxPictureBytes)
        return;
    m_reader.cancel();
    forgetOwn();
    m_ownPicture = png;
    m_owner.ownPicture(png);
}

void X11Clipboard::forgetOwn()
{
    m_ownText.reset();
    m_ownPicture.clear();
}

void X11Clipboard::handleEvent(const xcb_generic_event_t *event)
{
    const int type = xcbType(event);
    if (m_event && type == m_event) {
        const auto *notify = xcbCast<xcb_xfixes_selection_notify_event_t>(event);
        if (notify->selection != m_atoms.clipboard)
            return;
        if (notify->owner == m_window)
            m_owner.setTimestamp(notify->selection_timestamp);
        else if (notify->owner && m_running)
            m_reader.read();
        else if (!notify->owner)
            noteTextGone();
    } else if (type == XCB_SELECTION_NOTIFY) {
        const auto *answer = xcbCast<xcb_selection_notify_event_t>(event);
        if (answer->requestor == m_window && answer->selection == m_atoms.clipboardManager)
            m_handingOver = false;
    }
}

void X11Clipboard::noteTextGone()
{
    m_reader.cancel();
    forgetOwn();
    if (m_running)
        emit textGone();
}

void X11Clipboard::handOver()
{
    if (!m_owner.isOwner() || m_connection.isLost())
        return;
    const auto manager =
        xcbReply(xcb_get_selection_owner_reply, m_connection.xcb(),
                 xcb_get_selection_owner(m_connection.xcb(), m_atoms.clipboardManager));
    if (!manager || !manager->owner)
        return;
    m_handingOver = true;
    xcb_convert_selection(m_connection.xcb(), m_window, m_atoms.clipboardManager,
                          m_atoms.saveTargets, XCB_ATOM_NONE, XCB_CURRENT_TIME);
    m_connection.flush();
}

} // namespace oriel
