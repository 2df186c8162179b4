#include "rawpeer.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <QElapsedTimer>
#include <QFile>

RawPeer::RawPeer(const QString &socketPath)
    : m_fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, QFile::encodeName(socketPath).constData(), sizeof address.sun_path - 1);
    if (::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        close();
}

bool RawPeer::write(const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t n =
            ::send(m_fd, bytes.constData() + done, size_t(bytes.size() - done), MSG_NOSIGNAL | MSG_DONTWAIT);
        pollfd writable{m_fd, POLLOUT, 0};
        if (n > 0)
            done += n;
        else if (errno != EAGAIN || ::poll(&writable, 1, 10000) <= 0)
            return false;
    }
    return true;
}

QByteArray RawPeer::readLine(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_input.contains('\n')) {
        if (timer.hasExpired(timeoutMs) || !readMore(timeoutMs))
            return {};
    }
    const QByteArray line = m_input.left(m_input.indexOf('\n'));
    m_input.remove(0, line.size() + 1);
    return line;
}

bool RawPeer::waitForClose(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (readMore(timeoutMs)) { }
    return !timer.hasExpired(timeoutMs);
}

void RawPeer::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

// False at the end of the connection and after the time.
bool RawPeer::readMore(int timeoutMs)
{
    pollfd readable{m_fd, POLLIN, 0};
    if (::poll(&readable, 1, timeoutMs) <= 0)
        return false;
    char buffer[65536];
    const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (n > 0)
        m_input.append(buffer, n);
    return n > 0;
}

QByteArray helloLine(const QByteArray &environment)
{
    return R"({"jsonrpc":"2.0","method":"jobdeck/hello","params":{"session":"raw","cwd":"/tmp","version":"test","environment":")"
        + environment.toBase64() + "\"}}\n";
}

QByteArray requestLine(int id, const QByteArray &method, const QByteArray &params)
{
    return R"({"jsonrpc":"2.0","id":)" + QByteArray::number(id) + R"(,"method":")" + method + R"(","params":)" + params
        + "}\n";
}

QByteArray initializeLine(int id)
{
    return requestLine(
        id, "initialize",
        R"({"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}})");
}

QByteArray executeLine(int id, const QByteArray &command)
{
    return requestLine(id, "tools/call", R"({"name":"execute","arguments":{"command":")" + command + "\"}}");
}
