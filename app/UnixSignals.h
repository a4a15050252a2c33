#pragma once

#include <QObject>

class QSocketNotifier;

namespace oriel {

/**
 * SIGINT, SIGTERM and SIGHUP as a Qt signal in the gui thread. Made before any thread, so that
 * all threads inherit the blocked mask; one at a time.
 */
class UnixSignals : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    void received(int signal);

private:
    void read();

    int m_fd = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace oriel
