#include "desktop/x11/ScreenStateWatcher.h"

#include <xcb/screensaver.h>

namespace oriel {

ScreenStateWatcher::ScreenStateWatcher(X11Connection &connection)
    : m_connection(connection)
{
    xcb_connection_t *c = connection.xcb();
    const auto *extension = connection.extension(&xcb_screensaver_id);
    if (!extension
        || !xcbReply(xcb_screensaver_query_version_reply, c,
                     xcb_screensaver_query_version(c, 1, 1)))
        return;
    m_event = quint8(extension->first_event + XCB_SCREENSAVER_NOTIFY);
    xcb_screensaver_select_input(c, connection.root(), XCB_SCREENSAVER_EVENT_NOTIFY_MASK);
    connect(&connection, &X11Connection::event, this, &ScreenStateWatcher::handleEvent);
    const auto info = xcbReply(xcb_screensaver_query_info_reply, c,
                               xcb_screensaver_query_info(c, connection.root()));
    m_blank = info && info->state == XCB_SCREENSAVER_STATE_ON;
}

ScreenState ScreenStateWatcher::state() const
{
    if (m_locked)
        return ScreenState::Locked;
    return m_blank ? ScreenState::Blank : ScreenState::On;
}

void ScreenStateWatcher::setLocked(bool locked) { update(m_blank, locked); }

void ScreenStateWatcher::handleEvent(const xcb_generic_event_t *event)
{
    if (xcbType(event) != m_event)
        return;
    const quint8 state = xcbCast<xcb_screensaver_notify_event_t>(event)->state;
    update(state == XCB_SCREENSAVER_STATE_ON || state == XCB_SCREENSAVER_STATE_CYCLE, m_locked);
}

void ScreenStateWatcher::update(bool blank, bool locked)
{
    const ScreenState before = state();
    m_blank = blank;
    m_locked = locked;
    if (state() != before)
        emit changed(state());
}

} // namespace oriel
