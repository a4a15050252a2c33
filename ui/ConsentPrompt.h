#pragma once

#include "session/Viewer.h"

#include <QDeadlineTimer>
#include <QDialog>
#include <QTimer>

#include <chrono>

class QLabel;
class QProgressBar;
class QPushButton;

namespace oriel {

/**
 * Asks the host whether one viewer may come in. Answers once, with answered(), and closes; Esc
 * and closing the window refuse. It keeps no time itself: the countdown only shows how long
 * Admission will wait.
 */
class ConsentPrompt : public QDialog {
    Q_OBJECT

public:
    /** So long nothing can be pressed: what was being typed or clicked was meant elsewhere. */
    static constexpr std::chrono::milliseconds inertTime{600};

    /** `mayControl`: the session lets viewers control; else they can only look in any case. */
    ConsentPrompt(const ViewerInfo &viewer, bool mayControl, QDeadlineTimer deadline,
                  QWidget *parent = nullptr);

    ViewerId viewer() const { return m_viewer; }

public slots:
    void reject() override;

signals:
    void answered(oriel::ViewerId viewer, oriel::ConsentAnswer answer);

private:
    void build(const ViewerInfo &viewer, bool mayControl);
    QPushButton *makeButton(const QString &text, ConsentAnswer answer);
    void arm();
    void count();
    void finish(ConsentAnswer answer);

    const ViewerId m_viewer;
    const QDeadlineTimer m_deadline;
    QTimer m_second;
    bool m_armed = false;
    QList<QPushButton *> m_buttons;
    QPushButton *m_refuse = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_countdown = nullptr;
};

} // namespace oriel
