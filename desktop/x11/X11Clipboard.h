#pragma once

#include "desktop/HostClipboard.h"
#include "desktop/x11/SelectionAtoms.h"
#include "desktop/x11/SelectionOwner.h"
#include "desktop/x11/SelectionReader.h"

#include <optional>

namespace oriel {

/** The CLIPBOARD selection. XFIXES tells when it changes hands. */
class X11Clipboard : public HostClipboard {
    Q_OBJECT

public:
    /** `connection` outlives it. */
    explicit X11Clipboard(X11Connection &connection);
    /** Waits a moment for a clipboard manager that is just taking over a viewer's text. */
    ~X11Clipboard() override;

    void start() override;
    void stop() override;
    void setText(const QString &text) override;
    void setPicture(const QByteArray &png) override;

private:
    static xcb_window_t createWindow(X11Connection &connection);
    void handleEvent(const xcb_generic_event_t *event);
    void watchReader();
    void forgetOwn();
    void noteTextGone();
    void handOver();

    X11Connection &m_connection;
    SelectionAtoms m_atoms;
    xcb_window_t m_window;
    SelectionReader m_reader;
    SelectionOwner m_owner;
    quint8 m_event = 0; ///< 0 without XFIXES
    bool m_running = false;
    bool m_handingOver = false;
    std::optional<QString> m_ownText; ///< what a viewer put there last
    QByteArray m_ownPicture;          ///< or this
};

} // namespace oriel
