#pragma once

#include "session/SharingSession.h"

#include <QFrame>

class QLabel;

namespace oriel {

/**
 * As long as somebody is connected the host sees it here, above all other windows and on every
 * workspace, and can stop it. Moved by dragging. On X11 the window manager does not know of it,
 * so that none can put it behind a full screen.
 */
class ViewingStrip : public QFrame {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit ViewingStrip(SharingSession &session);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void refresh();
    void place();
    QString text() const;

    SharingSession &m_session;
    QLabel *m_text;
    QPoint m_grip; ///< where in the strip the drag began
    bool m_moved = false;
};

} // namespace oriel
