#pragma once

#include "session/Clock.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace oriel {

/**
 * Tells when the machine's addresses or routes may have changed. Told by the kernel (netlink,
 * RFC 3549), nothing is polled. Lives in the net thread.
 */
class AddressWatcher : public QObject {
    Q_OBJECT

public:
    /** A network that comes up makes many small changes; they are one. */
    static constexpr std::chrono::milliseconds settleTime{1000};

    /** `clock` outlives it. */
    explicit AddressWatcher(const Clock &clock, QObject *parent = nullptr);
    ~AddressWatcher() override;

signals:
    void changed();

private:
    void drain();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<ClockTimer> m_settleTimer;
};

} // namespace oriel
