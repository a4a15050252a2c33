#include "desktop/fake/FakeInput.h"

#include "desktop/fake/FakeRecorder.h"

#include <QJsonArray>

namespace oriel {

namespace {
constexpr auto typeKey = QLatin1StringView("type");
constexpr auto viewerKey = QLatin1StringView("viewer");
constexpr auto buttonsKey = QLatin1StringView("buttons");
} // namespace

FakeInput::FakeInput(FakeRecorder &recorder)
    : m_recorder(recorder)
{
}

void FakeInput::pointer(ViewerId viewer, PointerInput input)
{
    m_recorder.record({{typeKey, QLatin1StringView("pointer")},
                       {viewerKey, viewer},
                       {QLatin1StringView("x"), input.position.x()},
                       {QLatin1StringView("y"), input.position.y()},
                       {buttonsKey, qint64(input.buttons)}});
    const HeldInput::ButtonChange change = m_held.setButtons(viewer, input.buttons);
    emit pointerMoved(input.position);
    if (change.pressed)
        emit pressing();
    if (change.pressed || change.released)
        emit buttonsChanged(input.buttons);
}

void FakeInput::key(ViewerId viewer, KeyInput input)
{
    m_recorder.record({{typeKey, QLatin1StringView("key")},
                       {viewerKey, viewer},
                       {QLatin1StringView("keysym"), qint64(input.keysym)},
                       {QLatin1StringView("scancode"), qint64(input.scancode)},
                       {QLatin1StringView("down"), input.down}});
    const quint64 identity = HeldInput::identity(input);
    if (!input.down) {
        m_held.release(viewer, identity);
        return;
    }
    if (!m_held.heldKey(viewer, identity) && m_held.mayPress(viewer))
        m_held.press(viewer, identity, input.keysym ? input.keysym : input.scancode);
    emit pressing();
    emit keyPressed(input.keysym);
}

void FakeInput::releaseAll(ViewerId viewer)
{
    const HeldInput::Released released = m_held.releaseAll(viewer);
    QJsonArray keys;
    for (const quint32 key : released.keyCodes)
        keys.append(qint64(key));
    m_recorder.record({{typeKey, QLatin1StringView("release")},
                       {viewerKey, viewer},
                       {QLatin1StringView("keys"), keys},
                       {buttonsKey, qint64(released.buttons)}});
}

} // namespace oriel
