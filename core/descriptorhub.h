#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <functional>

#include <QHash>
#include <QObject>

#include "core/uniquefd.h"

namespace core {

// Watches many descriptors with one: they are behind an epoll descriptor of our own, and the event loop polls only
// that. With hundreds of jobs the loop's iterations stay as cheap as with one.
class DescriptorHub final : public QObject
{
    Q_OBJECT

public:
    // EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR as in epoll_ctl(2).
    using Handler = std::function<void(std::uint32_t events)>;

    explicit DescriptorHub(QObject *parent = nullptr);

    // Calls the handler whenever one of the events is there (level-triggered). The descriptor must be removed before
    // it is closed.
    void add(int fd, std::uint32_t events, Handler handler);
    void change(int fd, std::uint32_t events);
    void remove(int fd);

private:
    void dispatch();

    UniqueFd m_epoll;
    QHash<int, Handler> m_handlers;
};

}  // namespace core
