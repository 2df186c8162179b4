#include "mcp/socketserver.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include <QFile>
#include <QLocalSocket>
#include <QLoggingCategory>

#include "mcp/hello.h"
#include "mcp/peer.h"

Q_LOGGING_CATEGORY(lcSocket, "jobdeck.socket", QtWarningMsg)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr int backlog = 4096;
constexpr int mostConnections = 256;
constexpr int acceptedPerWake = 64;
constexpr auto pauseAfterFailure = 200ms;  // when there is no descriptor for a connection

int bindPrivately(const QByteArray &path)
{
    core::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    ::unlink(path.constData());
    const mode_t before = ::umask(0177);
    const bool bound = fd.isValid() && ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
                       && ::listen(fd.get(), backlog) == 0;
    ::umask(before);
    return bound ? fd.release() : -1;
}

}  // namespace

SocketServer::SocketServer(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseAfterFailure);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_pending->setEnabled(true); });
}

SocketServer::~SocketServer()
{
    if (m_listening.isValid())
        ::unlink(m_path.constData());
}

core::Result<void> SocketServer::listen(const QString &path)
{
    m_path = QFile::encodeName(path);
    m_listening.reset(bindPrivately(m_path));
    if (!m_listening.isValid())
        return core::Error {u"The service's socket %1 cannot be made: %2."_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))};
    m_pending = std::make_unique<QSocketNotifier>(m_listening.get(), QSocketNotifier::Read);
    connect(m_pending.get(), &QSocketNotifier::activated, this, &SocketServer::acceptAll);
    return {};
}

void SocketServer::acceptAll()
{
    for (int i = 0; i < acceptedPerWake; ++i) {
        core::UniqueFd peer(::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (peer.isValid()) {
            serve(std::move(peer));
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            qCWarning(lcSocket, "A connection could not be accepted: %s. Trying again.", std::strerror(errno));
            m_pending->setEnabled(false);
            m_pause.start();
            return;
        }
    }
}

void SocketServer::serve(core::UniqueFd peer)
{
    auto *socket = new QLocalSocket(this);
    socket->setSocketDescriptor(peer.release());
    const bool ours = peerUserIsOurs(*socket);
    if (!ours || m_connections >= mostConnections) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (ours)
            socket->write(refusedLine(u"The Jobdeck service serves %1 connections already. Close an agent and try again."_s.arg(mostConnections)));
        socket->disconnectFromServer();
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] {
        --m_connections;
        emit connectionCountChanged();
    });
    emit connected(socket);
    emit connectionCountChanged();
}

}  // namespace mcp
