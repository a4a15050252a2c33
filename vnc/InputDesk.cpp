#include "vnc/InputDesk.h"

#include "vnc/ClientMessage.h"

#include <algorithm>
#include <utility>

namespace oriel {

namespace {

// Enough for the positions that the desktop has not reported back at any time.
constexpr std::size_t rememberedPlaces = 64;

} // namespace

void InputDesk::enter(const ViewerInfo &viewer)
{
    Entered entered;
    entered.rights = viewer.rights;
    m_viewers.insert(viewer.id, entered);
}

void InputDesk::leave(ViewerId viewer)
{
    if (m_viewers.remove(viewer))
        emit released(viewer);
}

void InputDesk::letGo(ViewerId viewer)
{
    if (const auto found = m_viewers.constFind(viewer); found != m_viewers.cend())
        put(viewer, {{}, found->announced});
}

void InputDesk::take(ViewerId viewer, const QByteArray &messages, quint32 barriers)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end() || !found->rights.control || messages.isEmpty())
        return;
    found->announced = barriers;
    put(viewer, {messages, barriers});
}

void InputDesk::passBarrier(ViewerId viewer)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end())
        return;
    ++found->passed;
    QQueue<Held> due;
    while (!found->held.isEmpty() && found->held.head().barriers <= found->passed)
        due.enqueue(found->held.dequeue());
    for (const Held &next : std::as_const(due))
        put(viewer, next);
}

/** Plays it, or keeps it until its barriers are passed. */
void InputDesk::put(ViewerId viewer, const Held &next)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end())
        return;
    if (next.barriers > found->passed)
        found->held.enqueue(next);
    else if (next.messages.isEmpty())
        emit released(viewer);
    else
        play(viewer, next.messages);
}

void InputDesk::play(ViewerId viewer, const QByteArray &messages)
{
    ClientMessageParser parser(ClientMessageParser::Begin::AfterClientInit);
    parser.append(messages);
    ClientMessage message;
    while (parser.next(message) == ClientMessageParser::Status::Message) {
        if (const auto *pressed = std::get_if<KeyInput>(&message))
            emit key(viewer, *pressed);
        else if (const auto *moved = std::get_if<PointerInput>(&message))
            play(viewer, *moved);
    }
}

void InputDesk::play(ViewerId viewer, PointerInput input)
{
    input.position = {std::min(input.position.x(), m_size.width() - 1),
                      std::min(input.position.y(), m_size.height() - 1)};
    if (m_placed.empty() || m_placed.back().position != input.position
        || m_placed.back().viewer != viewer)
        m_placed.push_back({input.position, viewer});
    if (m_placed.size() > rememberedPlaces)
        m_placed.pop_front();
    emit pointer(viewer, input);
}

void InputDesk::setLayout(const ScreenLayout &layout) { m_size = layout.size; }

void InputDesk::notePointer(QPoint position)
{
    const auto placed = std::find_if(m_placed.crbegin(), m_placed.crend(),
                                     [&](const Placed &p) { return p.position == position; });
    emit pointerMoved(position, placed == m_placed.crend() ? 0 : placed->viewer);
}

} // namespace oriel
