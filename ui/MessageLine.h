#pragma once

#include "ui/Notice.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace oriel {

/**
 * One line at the top of the share window for what happened. Information goes by itself after a
 * while; warnings and errors stay until they are dismissed or replaced.
 */
class MessageLine : public QFrame {
    Q_OBJECT

public:
    explicit MessageLine(QWidget *parent = nullptr);

    void show(const Notice &notice);
    void clear();
    /** What is said just now; empty if nothing. */
    QString text() const;

private:
    QLabel *m_icon;
    QLabel *m_text;
    QTimer m_timer;
};

} // namespace oriel
