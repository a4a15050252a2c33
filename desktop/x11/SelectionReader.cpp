#include "desktop/x11/SelectionReader.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace oriel {

namespace {

constexpr std::chrono::seconds ownerTimeout{5};
constexpr quint32 maxTargets = 1024;

} // namespace

SelectionReader::SelectionReader(X11Connection &connection, const SelectionAtoms &atoms,
                                 xcb_window_t window, Limits limits)
    : m_connection(connection)
    , m_atoms(atoms)
    , m_window(window)
    , m_limits(limits)
    , m_properties{connection.atom("ORIEL_TEXT_0"), connection.atom("ORIEL_TEXT_1"),
                   connection.atom("ORIEL_TEXT_2"), connection.atom("ORIEL_TEXT_3")}
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(ownerTimeout);
    m_timeout.callOnTimeout(this, &SelectionReader::fail);
    connect(&connection, &X11Connection::event, this, &SelectionReader::handleEvent);
}

void SelectionReader::read()
{
    m_turn = (m_turn + 1) % m_properties.size();
    ask(m_atoms.targets, Step::Targets);
}

void SelectionReader::cancel()
{
    m_step = Step::Idle;
    m_bytes.clear();
    m_timeout.stop();
}

void SelectionReader::handleEvent(const xcb_generic_event_t *event)
{
    if (m_step == Step::Idle)
        return;
    const int type = xcbType(event);
    if (type == XCB_SELECTION_NOTIFY) {
        handleAnswer(*xcbCast<xcb_selection_notify_event_t>(event));
    } else if (type == XCB_PROPERTY_NOTIFY && m_step == Step::Increments) {
        const auto *change = xcbCast<xcb_property_notify_event_t>(event);
        if (change->window == m_window && change->atom == m_properties[m_turn]
            && change->state == XCB_PROPERTY_NEW_VALUE)
            readIncrement();
    }
}

void SelectionReader::handleAnswer(const xcb_selection_notify_event_t &answer)
{
    if (answer.requestor != m_window || answer.selection != m_atoms.clipboard
        || answer.target != m_target)
        return;
    if (answer.property == m_properties[m_turn]) {
        if (m_step == Step::Targets)
            readTargets();
        else if (m_step == Step::Content)
            readContent();
    } else if (answer.property == XCB_ATOM_NONE) {
        // Some programs don't list what they have.
        if (m_step == Step::Targets)
            ask(m_atoms.utf8String, Step::Content);
        else
            fail();
    }
}

void SelectionReader::ask(xcb_atom_t target, Step step)
{
    m_step = step;
    m_target = target;
    m_bytes.clear();
    m_timeout.start();
    xcb_delete_property(m_connection.xcb(), m_window, m_properties[m_turn]);
    xcb_convert_selection(m_connection.xcb(), m_window, m_atoms.clipboard, target,
                          m_properties[m_turn], XCB_CURRENT_TIME);
    m_connection.flush();
}

void SelectionReader::readTargets()
{
    const auto reply =
        xcbReply(xcb_get_property_reply, m_connection.xcb(),
                 xcb_get_property(m_connection.xcb(), 1, m_window, m_properties[m_turn],
                                  XCB_GET_PROPERTY_TYPE_ANY, 0, maxTargets));
    if (!reply || reply->format != 32) {
        fail();
        return;
    }
    const std::span offered(static_cast<const xcb_atom_t *>(xcb_get_property_value(reply.get())),
                            reply->value_len);
    for (const xcb_atom_t target :
         {m_atoms.utf8String, m_atoms.utf8Mime, xcb_atom_t(XCB_ATOM_STRING), m_atoms.png}) {
        if (std::find(offered.begin(), offered.end(), target) != offered.end()) {
            ask(target, Step::Content);
            return;
        }
    }
    fail(); // files or the like
}

/** Of what the present target is. */
int SelectionReader::limit() const
{
    return m_target == m_atoms.png ? m_limits.picture : m_limits.text;
}

void SelectionReader::readContent()
{
    const auto reply =
        xcbReply(xcb_get_property_reply, m_connection.xcb(),
                 xcb_get_property(m_connection.xcb(), 1, m_window, m_properties[m_turn],
                                  XCB_GET_PROPERTY_TYPE_ANY, 0, quint32(limit() / 4 + 1)));
    const void *value = reply ? xcb_get_property_value(reply.get()) : nullptr;
    const int length = reply ? xcb_get_property_value_length(reply.get()) : 0;
    if (reply && reply->type == m_atoms.incr) {
        // It begins with a size that the whole has at least. Deleting it asked for the first part.
        quint32 size = 0;
        if (length >= int(sizeof size))
            std::memcpy(&size, value, sizeof size);
        if (size > quint32(limit())) {
            refuse();
            return;
        }
        m_step = Step::Increments;
        m_timeout.start();
    } else if (reply && reply->bytes_after) {
        refuse();
    } else if (!reply || reply->format != 8) {
        fail();
    } else {
        m_bytes = QByteArray(static_cast<const char *>(value), length);
        finish();
    }
}

void SelectionReader::readIncrement()
{
    const auto reply =
        xcbReply(xcb_get_property_reply, m_connection.xcb(),
                 xcb_get_property(m_connection.xcb(), 1, m_window, m_properties[m_turn],
                                  XCB_GET_PROPERTY_TYPE_ANY, 0, quint32(limit() / 4 + 1)));
    if (!reply) {
        fail();
        return;
    }
    const int length = xcb_get_property_value_length(reply.get());
    if (reply->bytes_after || m_bytes.size() + length > limit()) {
        refuse();
    } else if (length == 0) {
        finish();
    } else {
        m_bytes.append(static_cast<const char *>(xcb_get_property_value(reply.get())), length);
        m_timeout.start();
    }
}

void SelectionReader::finish()
{
    QByteArray bytes = m_bytes;
    const bool fits = bytes.size() <= limit();
    const xcb_atom_t target = m_target;
    cancel();
    while (target != m_atoms.png && bytes.endsWith('\0'))
        bytes.chop(1);
    if (!fits)
        emit tooLarge();
    else if (bytes.isEmpty())
        emit failed();
    else if (target == m_atoms.png)
        emit finishedPicture(bytes);
    else
        emit finished(target == XCB_ATOM_STRING ? QString::fromLatin1(bytes)
                                                : QString::fromUtf8(bytes));
}

void SelectionReader::refuse()
{
    cancel();
    emit tooLarge();
}

void SelectionReader::fail()
{
    cancel();
    emit failed();
}

} // namespace oriel
