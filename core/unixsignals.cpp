#include "core/unixsignals.h"

#include <sys/signalfd.h>

#include <csignal>

#include <QSocketNotifier>

namespace core {

namespace {

sigset_t setOf(std::initializer_list<int> signalNumbers)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : signalNumbers)
        sigaddset(&set, number);
    return set;
}

}  // namespace

void UnixSignals::block(std::initializer_list<int> signalNumbers)
{
    const sigset_t set = setOf(signalNumbers);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

UnixSignals::UnixSignals(std::initializer_list<int> signalNumbers, QObject *parent)
    : QObject(parent)
{
    block(signalNumbers);
    const sigset_t set = setOf(signalNumbers);
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
