#pragma once

#include "session/SharingSession.h"

#include <QLabel>
#include <QTimer>

namespace oriel {

/**
 * How long the unused link lives; once somebody came, how long nobody may do nothing. Wakes up
 * only while it is seen, and only when its words change.
 */
class TimeLeftLabel : public QLabel {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit TimeLeftLabel(const SharingSession &session, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    const SharingSession &m_session;
    QTimer m_timer;
};

} // namespace oriel
