#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace oriel {

/** Tells each second that is left, rounded up, and passes none over as long as anybody listens. */
class Countdown : public QObject {
    Q_OBJECT

public:
    explicit Countdown(QDeadlineTimer deadline, QObject *parent = nullptr);

    /** At least 0. */
    std::chrono::seconds left() const;

signals:
    /** left() is another one. The last is 0. */
    void changed(std::chrono::seconds left);

private:
    void waitForNext();
    void tell();

    const QDeadlineTimer m_deadline;
    QTimer m_timer;
    std::chrono::seconds m_told;
};

} // namespace oriel
