#include "core/unixsignals.h"

#include <sys/signalfd.h>

#include <csignal>

#include <QSocketNotifier>

namespace core {

UnixSignals::UnixSignals(std::initializer_list<int> signalNumbers, QObject *parent)
    : QObject(parent)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : signalNumbers)
        sigaddset(&set, number);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_fd.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    auto *notifier = new QSocketNotifier(m_fd.get(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &UnixSignals::read);
}

void UnixSignals::read()
{
    signalfd_siginfo info;
    while (::read(m_fd.get(), &info, sizeof info) == ssize_t(sizeof info))
        emit received(int(info.ssi_signo));
}

}  // namespace core
