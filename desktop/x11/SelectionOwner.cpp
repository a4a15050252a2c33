#include "desktop/x11/SelectionOwner.h"

#include <algorithm>
#include <span>

namespace oriel {

namespace {

constexpr qsizetype partBytes = 128 * 1024;
constexpr qsizetype maxTransfers = 32;
constexpr std::chrono::seconds requestorTimeout{5};
constexpr quint32 maxMultiple = 64;

} // namespace

SelectionOwner::SelectionOwner(X11Connection &connection, const SelectionAtoms &atoms,
                               xcb_window_t window)
    : m_connection(connection)
    , m_atoms(atoms)
    , m_window(window)
{
    m_cleanUp.setSingleShot(true);
    m_cleanUp.setInterval(requestorTimeout);
    m_cleanUp.callOnTimeout(this, &SelectionOwner::forgetLateTransfers);
    connect(&connection, &X11Connection::event, this, &SelectionOwner::handleEvent);
}

void SelectionOwner::own(const QString &text)
{
    m_text = text;
    m_picture.clear();
    takeOver();
}

void SelectionOwner::ownPicture(const QByteArray &png)
{
    m_text.clear();
    m_picture = png;
    takeOver();
}

void SelectionOwner::takeOver()
{
    m_owner = true;
    m_timestamp = XCB_CURRENT_TIME;
    xcb_set_selection_owner(m_connection.xcb(), m_window, m_atoms.clipboard, XCB_CURRENT_TIME);
    m_connection.flush();
}

void SelectionOwner::handleEvent(const xcb_generic_event_t *event)
{
    switch (xcbType(event)) {
    case XCB_SELECTION_REQUEST: {
        const auto *request = xcbCast<xcb_selection_request_event_t>(event);
        if (request->owner == m_window && request->selection == m_atoms.clipboard)
            answer(*request);
        break;
    }
    case XCB_SELECTION_CLEAR: {
        const auto *clear = xcbCast<xcb_selection_clear_event_t>(event);
        if (clear->owner == m_window && clear->selection == m_atoms.clipboard) {
            m_owner = false;
            m_text.clear();
            m_picture.clear();
        }
        break;
    }
    case XCB_PROPERTY_NOTIFY: {
        const auto *change = xcbCast<xcb_property_notify_event_t>(event);
        if (change->state == XCB_PROPERTY_DELETE)
            sendNextPart(*change);
        break;
    }
    default: break;
    }
}

void SelectionOwner::answer(const xcb_selection_request_event_t &request)
{
    // Old programs leave the property out and mean the target's name (ICCCM 2.2).
    const xcb_atom_t property = request.property ? request.property : request.target;
    const bool done = m_owner
        && (request.target == m_atoms.multiple
                ? convertMultiple(request.requestor, property)
                : convert(request.requestor, request.target, property));
    // An event always is 32 bytes on the wire.
    union {
        xcb_selection_notify_event_t event;
        char bytes[32];
    } reply{};
    reply.event.response_type = XCB_SELECTION_NOTIFY;
    reply.event.time = request.time;
    reply.event.requestor = request.requestor;
    reply.event.selection = request.selection;
    reply.event.target = request.target;
    reply.event.property = done ? property : xcb_atom_t(XCB_ATOM_NONE);
    xcb_send_event(m_connection.xcb(), 0, request.requestor, XCB_EVENT_MASK_NO_EVENT, reply.bytes);
    m_connection.flush();
}

QList<quint32> SelectionOwner::targets() const
{
    QList<quint32> list{m_atoms.targets, m_atoms.multiple, m_atoms.timestamp};
    if (m_picture.isEmpty())
        list += {m_atoms.utf8String, m_atoms.utf8Mime, m_atoms.text, XCB_ATOM_STRING};
    else
        list += m_atoms.png;
    return list;
}

bool SelectionOwner::convert(xcb_window_t requestor, xcb_atom_t target, xcb_atom_t property)
{
    if (target == m_atoms.targets) {
        setAtoms(requestor, property, XCB_ATOM_ATOM, targets());
        return true;
    }
    if (target == m_atoms.timestamp) {
        setAtoms(requestor, property, XCB_ATOM_INTEGER, {m_timestamp});
        return true;
    }
    if (!m_picture.isEmpty())
        return target == m_atoms.png && send(requestor, property, target, m_picture);
    if (target == m_atoms.utf8String || target == m_atoms.text)
        return send(requestor, property, m_atoms.utf8String, m_text.toUtf8());
    if (target == m_atoms.utf8Mime)
        return send(requestor, property, target, m_text.toUtf8());
    if (target == XCB_ATOM_STRING)
        return send(requestor, property, target, m_text.toLatin1());
    return false;
}

bool SelectionOwner::convertMultiple(xcb_window_t requestor, xcb_atom_t property)
{
    const auto reply = xcbReply(xcb_get_property_reply, m_connection.xcb(),
                                xcb_get_property(m_connection.xcb(), 0, requestor, property,
                                                 m_atoms.atomPair, 0, 2 * maxMultiple));
    if (!reply || reply->format != 32)
        return false;
    const std::span given(static_cast<const xcb_atom_t *>(xcb_get_property_value(reply.get())),
                          reply->value_len);
    QList<quint32> pairs(given.begin(), given.end());
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        if (pairs[i] == m_atoms.multiple || !convert(requestor, pairs[i], pairs[i + 1]))
            pairs[i + 1] = XCB_ATOM_NONE;
    }
    setAtoms(requestor, property, m_atoms.atomPair, pairs);
    return true;
}

bool SelectionOwner::send(xcb_window_t requestor, xcb_atom_t property, xcb_atom_t type,
                          const QByteArray &data)
{
    if (data.size() <= partBytes) {
        xcb_change_property(m_connection.xcb(), XCB_PROP_MODE_REPLACE, requestor, property, type, 8,
                            quint32(data.size()), data.constData());
        return true;
    }
    if (m_transfers.size() >= maxTransfers)
        return false;
    watch(requestor, true);
    m_transfers.append({requestor, property, type, data, 0, Clock::now() + requestorTimeout});
    setAtoms(requestor, property, m_atoms.incr, {quint32(data.size())});
    m_cleanUp.start();
    return true;
}

void SelectionOwner::setAtoms(xcb_window_t requestor, xcb_atom_t property, xcb_atom_t type,
                              const QList<quint32> &values)
{
    xcb_change_property(m_connection.xcb(), XCB_PROP_MODE_REPLACE, requestor, property, type, 32,
                        quint32(values.size()), values.constData());
}

void SelectionOwner::sendNextPart(const xcb_property_notify_event_t &deleted)
{
    const auto transfer =
        std::find_if(m_transfers.begin(), m_transfers.end(), [&deleted](const Transfer &t) {
            return t.requestor == deleted.window && t.property == deleted.atom;
        });
    if (transfer == m_transfers.end())
        return;
    const qsizetype size = std::min(partBytes, transfer->data.size() - transfer->sent);
    xcb_change_property(m_connection.xcb(), XCB_PROP_MODE_REPLACE, transfer->requestor,
                        transfer->property, transfer->type, 8, quint32(size),
                        transfer->data.constData() + transfer->sent);
    transfer->sent += size;
    transfer->deadline = Clock::now() + requestorTimeout;
    if (size == 0) { // an empty part ends it
        const xcb_window_t requestor = transfer->requestor;
        m_transfers.erase(transfer);
        watch(requestor, false);
    }
    m_connection.flush();
}

void SelectionOwner::forgetLateTransfers()
{
    const auto now = Clock::now();
    QList<xcb_window_t> late;
    for (const Transfer &transfer : std::as_const(m_transfers)) {
        if (transfer.deadline <= now)
            late.append(transfer.requestor);
    }
    m_transfers.removeIf([now](const Transfer &transfer) { return transfer.deadline <= now; });
    for (const xcb_window_t requestor : std::as_const(late))
        watch(requestor, false);
    if (!m_transfers.isEmpty())
        m_cleanUp.start();
    m_connection.flush();
}

void SelectionOwner::watch(xcb_window_t requestor, bool on)
{
    const bool stillNeeded =
        std::any_of(m_transfers.cbegin(), m_transfers.cend(),
                    [requestor](const Transfer &t) { return t.requestor == requestor; });
    if (stillNeeded)
        return;
    const quint32 events = on ? XCB_EVENT_MASK_PROPERTY_CHANGE : XCB_EVENT_MASK_NO_EVENT;
    xcb_change_window_attributes(m_connection.xcb(), requestor, XCB_CW_EVENT_MASK, &events);
}

} // namespace oriel
