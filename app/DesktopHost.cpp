#include "app/DesktopHost.h"

namespace oriel {

DesktopHost::DesktopHost(FrameStore &store)
    : m_store(store)
{
}

DesktopHost::~DesktopHost() = default;

void DesktopHost::open(const DesktopChoice &choice, bool clipboard)
{
    QString error;
    m_clipboard = clipboard;
    m_backend = DesktopBackend::open(choice, m_store, &error);
    if (!m_backend) {
        emit failed(error);
        return;
    }
    connectParts();
    emit opened(m_backend->name(), m_backend->limitations());
}

void DesktopHost::connectParts()
{
    ScreenCapture &capture = m_backend->capture();
    connect(&capture, &ScreenCapture::framePublished, this, &DesktopHost::framePublished);
    connect(&capture, &ScreenCapture::layoutChanged, this, &DesktopHost::layoutChanged);
    connect(&capture, &ScreenCapture::layoutChanged, this, &DesktopHost::tellMonitors);
    connect(&capture, &ScreenCapture::cursorChanged, this, &DesktopHost::cursorChanged);
    connect(&capture, &ScreenCapture::pointerMoved, this, &DesktopHost::pointerMoved);
    connect(&capture, &ScreenCapture::screenStateChanged, this, &DesktopHost::screenStateChanged);
    connect(&capture, &ScreenCapture::ledStateChanged, this, &DesktopHost::ledStateChanged);
    connect(&capture, &ScreenCapture::failed, this, &DesktopHost::failed);
    connect(&m_backend->input(), &InputInjector::pressing, this, &DesktopHost::pressing);
    HostClipboard &clipboard = m_backend->clipboard();
    connect(&clipboard, &HostClipboard::textChanged, this, &DesktopHost::clipboardChanged);
    connect(&clipboard, &HostClipboard::textGone, this, &DesktopHost::clipboardGone);
    connect(&clipboard, &HostClipboard::pictureChanged, this,
            &DesktopHost::clipboardPictureChanged);
    connect(&clipboard, &HostClipboard::tooLarge, this, &DesktopHost::clipboardTooLarge);
}

void DesktopHost::tellMonitors(const ScreenLayout &layout)
{
    QList<MonitorPlace> places;
    for (const Monitor &monitor : layout.monitors)
        places.append({monitor.name, monitor.geometry});
    emit monitorsChanged(places);
}

void DesktopHost::close()
{
    setCaptureWanted(false);
    m_backend.reset();
    emit closed();
}

void DesktopHost::setCaptureWanted(bool wanted)
{
    if (!m_backend || wanted == m_capturing)
        return;
    m_capturing = wanted;
    if (wanted) {
        m_backend->capture().start();
        if (m_clipboard)
            m_backend->clipboard().start();
    } else {
        m_backend->capture().stop();
        if (m_clipboard)
            m_backend->clipboard().stop();
    }
    m_backend->keepAwake(wanted);
}

void DesktopHost::requestFrame()
{
    if (m_capturing)
        m_backend->capture().requestFrame();
}

void DesktopHost::pointer(ViewerId viewer, PointerInput input)
{
    if (m_backend)
        m_backend->input().pointer(viewer, input);
}

void DesktopHost::key(ViewerId viewer, KeyInput input)
{
    if (m_backend)
        m_backend->input().key(viewer, input);
}

void DesktopHost::releaseAll(ViewerId viewer)
{
    if (m_backend)
        m_backend->input().releaseAll(viewer);
}

void DesktopHost::setClipboard(const QString &text)
{
    if (m_capturing && m_clipboard)
        m_backend->clipboard().setText(text);
}

void DesktopHost::setClipboardPicture(const QByteArray &png)
{
    if (m_capturing && m_clipboard)
        m_backend->clipboard().setPicture(png);
}

void DesktopHost::resize(ViewerId viewer, QSize size)
{
    emit resizeFinished(viewer, m_backend && m_backend->resizeDesktop(size));
}

} // namespace oriel
