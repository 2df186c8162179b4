#include "core/descriptorhub.h"

#include <array>

#include <QSocketNotifier>

namespace core {

DescriptorHub::DescriptorHub(QObject *parent)
    : QObject(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    auto *notifier = new QSocketNotifier(m_epoll.get(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &DescriptorHub::dispatch);
}

void DescriptorHub::add(int fd, std::uint32_t events, Handler handler)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
    m_handlers.insert(fd, std::move(handler));
}

void DescriptorHub::change(int fd, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void DescriptorHub::remove(int fd)
{
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
    m_handlers.remove(fd);
}

void DescriptorHub::dispatch()
{
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(m_epoll.get(), events.data(), int(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        // A handler before this one may have removed it; a copy, because it may remove itself.
        const Handler handler = m_handlers.value(events[size_t(i)].data.fd);
        if (handler)
            handler(events[size_t(i)].events);
    }
}

}  // namespace core
