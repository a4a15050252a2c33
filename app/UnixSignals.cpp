#include "app/UnixSignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace oriel {

namespace {

sigset_t handled()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM})
        sigaddset(&set, signal);
    // nohup ignores SIGHUP for us, which a blocked signal would get around.
    struct sigaction hangUp { };
    if (sigaction(SIGHUP, nullptr, &hangUp) == 0 && hangUp.sa_handler != SIG_IGN)
        sigaddset(&set, SIGHUP);
    return set;
}

} // namespace

void UnixSignals::block()
{
    const sigset_t set = handled();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    block();
    const sigset_t set = handled();
    // Writing to a pipe or socket whose reader is gone is an error to handle, not a death.
    std::signal(SIGPIPE, SIG_IGN);
    m_fd = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::read);
}

UnixSignals::~UnixSignals() { ::close(m_fd); }

void UnixSignals::read()
{
    signalfd_siginfo info{};
    while (::read(m_fd, &info, sizeof info) == sizeof info)
        emit received(static_cast<int>(info.ssi_signo));
}

} // namespace oriel
