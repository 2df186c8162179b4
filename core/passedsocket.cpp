#include "core/passedsocket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <utility>

#include <QFile>
#include <QLoggingCategory>

#include "core/localsocket.h"

Q_LOGGING_CATEGORY(lcPassed, "jobdeck.socket", QtWarningMsg)

namespace core {

namespace {

constexpr int firstPassed = 3;

// Of the process that called listen(2): asked of a connection, of its other end.
pid_t listenerOf(int fd)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : -1;
}

bool listensAt(int fd, const QByteArray &path)
{
    int listening = 0;
    socklen_t size = sizeof listening;
    if (::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0)
        return false;
    sockaddr_un address{};
    size = sizeof address - 1;  // a zero stays behind the path
    return ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0 && address.sun_family == AF_UNIX
        && path == address.sun_path;
}

}  // namespace

PassedSocket PassedSocket::take(const QString &path)
{
    const bool forUs = qEnvironmentVariableIntValue("LISTEN_PID") == ::getpid();
    const int count = forUs ? qEnvironmentVariableIntValue("LISTEN_FDS") : 0;
    for (const char *variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
        qunsetenv(variable);
    PassedSocket socket;
    socket.m_path = path;
    for (int fd = firstPassed; fd < firstPassed + count; ++fd) {
        UniqueFd passed(fd);
        if (!socket.isValid() && listensAt(fd, QFile::encodeName(path))) {
            ::fcntl(fd, F_SETFD, FD_CLOEXEC);
            ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
            socket.m_fd = std::move(passed);
        } else {
            qCWarning(lcPassed, "The socket %d that was passed to the service does not listen at %s: it is not used.",
                      fd, qUtf8Printable(path));
        }
    }
    return socket;
}

bool PassedSocket::isReached() const
{
    const UniqueFd probe = connectToSocket(m_path);
    return isValid() && probe.isValid() && listenerOf(probe.get()) == listenerOf(m_fd.get());
}

void PassedSocket::refuseClients() const
{
    while (UniqueFd(::accept(m_fd.get(), nullptr, nullptr)).isValid())
        continue;
}

}  // namespace core
