#include "mcp/socketserver.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLoggingCategory>
#include <QTimer>

#include "mcp/hello.h"
#include "mcp/peer.h"

Q_LOGGING_CATEGORY(lcSocket, "jobdeck.socket", QtWarningMsg)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr int backlog = 4096;
constexpr int mostConnections = 256;
constexpr auto pauseAfterFailure = 200ms;  // when there is no descriptor for a connection

// Bound beside the path and moved there when it listens, so that there is always one that answers.
int bindPrivately(const QByteArray &path)
{
    core::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const QByteArray beside = path + ".new";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, beside.constData(), sizeof address.sun_path - 1);
    ::unlink(beside.constData());
    const mode_t before = ::umask(0177);
    const bool bound = fd.isValid()
        && ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(fd.get(), backlog) == 0 && std::rename(beside.constData(), path.constData()) == 0;
    ::umask(before);
    return bound ? fd.release() : -1;
}

}  // namespace

SocketServer::~SocketServer()
{
    if (m_listening.isValid() && !m_passed)
        ::unlink(m_path.constData());
}

core::Result<void> SocketServer::listen(const QString &path, core::PassedSocket passed)
{
    m_path = QFile::encodeName(path);
    m_passed = passed.isReached();
    if (m_passed) {
        ::lstat(m_path.constData(), &m_file);
        serve(passed.release());
    } else if (const auto bound = bindPath(); !bound) {
        return bound;
    } else if (passed.isValid()) {
        passed.refuseClients();
    }
    m_folder.addPath(QFileInfo(path).path());
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, this, &SocketServer::keepPath);
    return {};
}

core::Result<void> SocketServer::bindPath()
{
    core::UniqueFd bound(bindPrivately(m_path));
    if (!bound.isValid())
        return core::Error{u"The service's socket %1 cannot be made: %2."_s.arg(
            QFile::decodeName(m_path), QString::fromLocal8Bit(std::strerror(errno)))};
    m_passed = false;
    ::lstat(m_path.constData(), &m_file);
    serve(std::move(bound));
    return {};
}

// systemd binds the path when its socket unit is started, whoever listens there.
void SocketServer::keepPath()
{
    struct stat now = {};
    const bool there = ::lstat(m_path.constData(), &now) == 0;
    if (there && now.st_dev == m_file.st_dev && now.st_ino == m_file.st_ino)
        return;
    qCWarning(lcSocket, "The socket %s was %s; binding it again.", m_path.constData(), there ? "replaced" : "removed");
    if (const auto bound = bindPath(); !bound) {
        qCWarning(lcSocket, "%s", qUtf8Printable(bound.error()));
        QTimer::singleShot(pauseAfterFailure, this, &SocketServer::keepPath);
    }
}

void SocketServer::serve(core::UniqueFd listening)
{
    m_pending.reset();
    m_listening = std::move(listening);
    m_pending = std::make_unique<QSocketNotifier>(m_listening.get(), QSocketNotifier::Read);
    connect(m_pending.get(), &QSocketNotifier::activated, this, &SocketServer::acceptAll);
}

void SocketServer::acceptAll()
{
    while (true) {
        core::UniqueFd client(::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (client.isValid()) {
            auto *socket = new QLocalSocket(this);
            socket->setSocketDescriptor(client.release());
            accept(socket);
        } else if (errno != EINTR && errno != ECONNABORTED) {
            break;
        }
    }
    if (errno == EAGAIN)
        return;
    qCWarning(lcSocket, "A connection could not be accepted (%s); trying again.", std::strerror(errno));
    m_pending->setEnabled(false);
    QTimer::singleShot(pauseAfterFailure, m_pending.get(), [this] { m_pending->setEnabled(true); });
}

void SocketServer::accept(QLocalSocket *socket)
{
    if (!peerUserIsOurs(*socket) || m_connections >= mostConnections) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (peerUserIsOurs(*socket))
            socket->write(
                refusedLine(u"The Jobdeck service serves %1 connections already. Close an agent and try again."_s.arg(
                    mostConnections)));
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
