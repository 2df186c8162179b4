#pragma once

#include <sys/stat.h>

#include <memory>

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QSocketNotifier>

#include "core/passedsocket.h"
#include "core/result.h"
#include "core/uniquefd.h"

class QLocalSocket;

namespace mcp {

// Listens on the service's socket. Not by QLocalServer, whose own way of taking a path can steal that of a live server,
// which removes the path that systemd has made, and which closes for good when accept(2) fails once, for instance for
// want of descriptors (EMFILE): we then try again. A peer of another user is closed without a word.
// When the path is removed or taken while it listens, for instance by systemd that starts its socket, it takes it back.
class SocketServer final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SocketServer() override;  // removes the path, unless systemd has made it

    // Uses the socket that was passed to us if clients reach it; else replaces what lies at the path. Only with the
    // service's lock held.
    core::Result<void> listen(const QString &path, core::PassedSocket passed = {});
    [[nodiscard]] int connectionCount() const { return m_connections; }

signals:
    void connected(QLocalSocket *socket);  // the receiver makes it its own
    void connectionCountChanged();

private:
    core::Result<void> bindPath();
    void keepPath();
    void serve(core::UniqueFd listening);
    void acceptAll();
    void accept(QLocalSocket *socket);

    QByteArray m_path;
    QFileSystemWatcher m_folder;
    struct stat m_file = {};  // of the path, when it leads to us
    bool m_passed = false;
    core::UniqueFd m_listening;
    std::unique_ptr<QSocketNotifier> m_pending;
    int m_connections = 0;
};

}  // namespace mcp
