#include "desktop/fake/FakeCapture.h"

#include "desktop/fake/FakeMoves.h"
#include "desktop/fake/FakePattern.h"

#include <utility>

namespace oriel {

FakeCapture::FakeCapture(FrameStore &store, QSize size, int framesPerSecond, Scene scene)
    : m_store(store)
    , m_size(size)
    , m_scene(scene)
{
    if (framesPerSecond > 0) {
        m_timer.setInterval(1000 / framesPerSecond);
        m_timer.callOnTimeout(this, &FakeCapture::step);
    }
    connect(&store, &FrameStore::released, this, &FakeCapture::publishIfPossible,
            Qt::QueuedConnection);
}

void FakeCapture::start()
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_requested = true;
    m_wholePicture = true;
    emit layoutChanged(layout());
    emit cursorChanged(cursor());
    emit ledStateChanged(m_leds);
    emit screenStateChanged(m_state);
    if (m_timer.interval() > 0)
        m_timer.start();
    QMetaObject::invokeMethod(this, &FakeCapture::publishIfPossible, Qt::QueuedConnection);
}

void FakeCapture::stop()
{
    Q_ASSERT(m_running);
    m_running = false;
    m_requested = false;
    m_timer.stop();
}

void FakeCapture::requestFrame()
{
    m_requested = m_running;
    publishIfPossible();
}

void FakeCapture::step()
{
    ++m_steps;
    publishIfPossible();
}

void FakeCapture::resize(QSize size)
{
    m_size = size;
    m_wholePicture = true;
    if (m_running)
        emit layoutChanged(layout());
    publishIfPossible();
}

void FakeCapture::movePointer(QPoint position)
{
    if (m_running)
        emit pointerMoved(position);
}

void FakeCapture::setCursor(int number)
{
    if (std::exchange(m_cursor, number) != number && m_running)
        emit cursorChanged(cursor());
}

void FakeCapture::toggleLed(int bit)
{
    m_leds ^= 1 << bit;
    if (m_running)
        emit ledStateChanged(m_leds);
}

void FakeCapture::setState(ScreenState state)
{
    m_state = state;
    if (m_running)
        emit screenStateChanged(state);
}

void FakeCapture::setMonitors(int count)
{
    m_monitors = count;
    if (m_running)
        emit layoutChanged(layout());
}

void FakeCapture::fail()
{
    emit failed(QStringLiteral("The fake desktop went away, as it was told to."));
}

void FakeCapture::publishIfPossible()
{
    if (!m_running || !m_requested || (!m_wholePicture && !m_steps))
        return;
    QRegion damage;
    if (FrameStore::Access access = m_store.tryWrite()) {
        if (!access.framebuffer() || access->size() != m_size)
            access.resize(m_size);
        damage = paint(*access.framebuffer());
    } else {
        return; // released() comes
    }
    m_wholePicture = false;
    m_steps = 0;
    m_requested = false;
    emit framePublished(damage);
}

/** Goes on by the steps that are due. What changed. */
QRegion FakeCapture::paint(Framebuffer &picture)
{
    if (!m_wholePicture && m_scene == Scene::Pattern) {
        QRegion damage;
        for (quint32 i = 0; i < m_steps; ++i)
            damage += FakePattern::paintNext(picture, ++m_frame);
        return damage;
    }
    m_frame += m_steps;
    if (m_scene == Scene::Moves)
        FakeMoves::paint(picture, m_frame);
    else
        FakePattern::paintAll(picture, m_frame);
    return QRect(QPoint(0, 0), m_size);
}

ScreenLayout FakeCapture::layout() const
{
    ScreenLayout layout{m_size, {}};
    for (int i = 0; i < m_monitors; ++i) {
        const int left = m_size.width() * i / m_monitors;
        const int right = m_size.width() * (i + 1) / m_monitors;
        layout.monitors.append({quint32(i + 1), QRect(left, 0, right - left, m_size.height()),
                                QStringLiteral("FAKE-%1").arg(i + 1)});
    }
    return layout;
}

CursorShape FakeCapture::cursor() const
{
    const int side = m_cursor == 0 ? 16 : 24;
    CursorShape shape{QSize(side, side), QPoint(m_cursor + 1, m_cursor + 2), {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const char alpha = x + y < side ? char(0xff) : char(0x80);
            const char red = m_cursor == 0 ? alpha : char(0);
            const char pixel[] = {red, alpha, char(0), alpha};
            shape.pixels.append(pixel, sizeof pixel);
        }
    }
    return shape;
}

} // namespace oriel
