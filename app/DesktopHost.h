#pragma once

#include "desktop/DesktopBackend.h"
#include "session/MonitorPlace.h"

#include <QObject>

#include <memory>

namespace oriel {

/**
 * Holds the opened desktop in the desktop thread and hands calls and signals through, so that
 * the wiring need not know when there is one. Everything but the constructor runs there.
 */
class DesktopHost : public QObject {
    Q_OBJECT

public:
    /** `store` outlives it. */
    explicit DesktopHost(FrameStore &store);
    ~DesktopHost() override;

public slots:
    /** Answers with opened() or failed(). */
    void open(const oriel::DesktopChoice &choice, bool clipboard);
    /** Gives everything back; answers with closed(). */
    void close();

    void setCaptureWanted(bool wanted);
    void requestFrame();
    void pointer(oriel::ViewerId viewer, oriel::PointerInput input);
    void key(oriel::ViewerId viewer, oriel::KeyInput input);
    void releaseAll(oriel::ViewerId viewer);
    void setClipboard(const QString &text);
    void setClipboardPicture(const QByteArray &png);
    void resize(oriel::ViewerId viewer, QSize size);

signals:
    /** `limitations`: see DesktopBackend. */
    void opened(const QString &name, const QString &limitations);
    /** On open(), or later when the desktop goes away for good. */
    void failed(const QString &error);
    void closed();

    void framePublished(const QRegion &damage);
    void layoutChanged(const oriel::ScreenLayout &layout);
    /** The same, as viewers are told of it. */
    void monitorsChanged(const QList<oriel::MonitorPlace> &monitors);
    void cursorChanged(const oriel::CursorShape &cursor);
    void pointerMoved(QPoint position);
    void screenStateChanged(oriel::ScreenState state);
    void ledStateChanged(int leds);
    void clipboardChanged(const QString &text);
    void clipboardGone();
    void clipboardPictureChanged(const QByteArray &png);
    void clipboardTooLarge();
    void pressing();
    void resizeFinished(oriel::ViewerId viewer, bool done);

private:
    void tellMonitors(const ScreenLayout &layout);
    void connectParts();

    FrameStore &m_store;
    std::unique_ptr<DesktopBackend> m_backend;
    bool m_clipboard = false;
    bool m_capturing = false;
};

} // namespace oriel
