#include "mcp/peer.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QLocalSocket>

namespace mcp {

namespace {

ucred credentials(const QLocalSocket &socket)
{
    ucred peer{0, uid_t(-1), gid_t(-1)};
    socklen_t size = sizeof peer;
    ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size);
    return peer;
}

}  // namespace

bool peerUserIsOurs(const QLocalSocket &socket)
{
    return credentials(socket).uid == geteuid();
}

qint64 peerProcess(const QLocalSocket &socket)
{
    return credentials(socket).pid;
}

}  // namespace mcp
