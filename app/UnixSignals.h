#pragma once

#include <QObject>

class QSocketNotifier;

namespace oriel {

/**
 * SIGINT, SIGTERM and SIGHUP as a Qt signal in the gui thread; one at a time. A thread that does
 * not block them would take them, and die of them, so block() comes before any thread.
 */
class UnixSignals : public QObject {
    Q_OBJECT

public:
    /** First thing in main(): QApplication starts threads of its own, which inherit the mask. */
    static void block();

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
