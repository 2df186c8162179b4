#include "core/keeper/services.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace keeper {

namespace {

bool isOurs(int fd)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

short eventsOf(int fd, const std::vector<pollfd> &fds)
{
    const auto found = std::find_if(fds.begin(), fds.end(), [fd](const pollfd &entry) { return entry.fd == fd; });
    return found == fds.end() ? short(0) : found->revents;
}

}  // namespace

void Services::Peer::sendBytes(FrameType type, const std::string &payload)
{
    if (!isOpen())
        return;
    const FrameHeader header{std::uint32_t(type), std::uint32_t(payload.size())};
    m_output.append(reinterpret_cast<const char *>(&header), sizeof header);
    m_output.append(payload);
    flush();
    if (m_output.size() > maxBacklog)
        m_fd.reset();
}

void Services::Peer::flush()
{
    std::size_t sent = 0;
    while (sent < m_output.size()) {
        const ssize_t n =
            ::send(m_fd.get(), m_output.data() + sent, m_output.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        sent += std::size_t(n);
    }
    m_output.erase(0, sent);
}

// False at the end of the connection.
bool Services::Peer::read()
{
    char buffer[16384];
    const ssize_t n = ::recv(m_fd.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (n > 0)
        m_input.append(buffer, std::size_t(n));
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

bool Services::Peer::nextFrame(Frame &frame)
{
    FrameHeader header{};
    if (!isOpen() || !unpack(m_input, header))
        return false;
    if (header.length > maxPayload) {
        m_fd.reset();
        return false;
    }
    if (m_input.size() < sizeof header + header.length)
        return false;
    frame = {FrameType(header.type), m_input.substr(sizeof header, header.length)};
    m_input.erase(0, sizeof header + header.length);
    return true;
}

Services::Services(int listeningFd, int firstFd)
    : m_listening(listeningFd)
{
    if (firstFd >= 0)
        m_peers.emplace_back(firstFd);
}

void Services::reportBytes(FrameType type, const std::string &payload)
{
    for (Peer &peer : m_peers) {
        if (peer.m_attached)
            peer.sendBytes(type, payload);
    }
}

void Services::addPollFds(std::vector<pollfd> &fds) const
{
    fds.push_back({m_listening.get(), POLLIN, 0});
    for (const Peer &peer : m_peers)
        fds.push_back({peer.m_fd.get(), short(peer.m_output.empty() ? POLLIN : POLLIN | POLLOUT), 0});
}

void Services::acceptNew(const std::vector<pollfd> &fds)
{
    if (!(eventsOf(m_listening.get(), fds) & POLLIN))
        return;
    const int fd = ::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0)
        m_peers.emplace_back(fd);
    if (fd >= 0 && !isOurs(fd))
        m_peers.pop_back();
}

bool Services::ready(Peer &peer, const std::vector<pollfd> &fds)
{
    const short events = eventsOf(peer.m_fd.get(), fds);
    if (events & POLLOUT)
        peer.flush();
    return events & (POLLIN | POLLHUP | POLLERR);
}

bool Services::hasBacklog() const
{
    return std::any_of(m_peers.begin(), m_peers.end(), [](const Peer &peer) { return !peer.m_output.empty(); });
}

bool Services::isAwaitingAttach() const
{
    return std::any_of(m_peers.begin(), m_peers.end(), [](const Peer &peer) { return !peer.m_attached; });
}

}  // namespace keeper
