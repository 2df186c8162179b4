#pragma once

#include <QtGlobal>

class QLocalSocket;

namespace mcp {

// Who is at the other end of a connected Unix socket, as the kernel knows it (SO_PEERCRED, unix(7)).
bool peerUserIsOurs(const QLocalSocket &socket);
qint64 peerProcess(const QLocalSocket &socket);

}  // namespace mcp
