#pragma once

#include <memory>

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include "core/result.h"
#include "core/uniquefd.h"

class QLocalSocket;

namespace mcp {

// Listens on the service's socket, of mode 0600. A peer of another user is closed without a word. Not QLocalServer: when
// accept(2) fails once, for instance for want of descriptors, it closes for good and removes the socket's path.
class SocketServer final : public QObject
{
    Q_OBJECT

public:
    explicit SocketServer(QObject *parent = nullptr);
    // Removes the path.
    ~SocketServer() override;

    // Replaces what lies at the path: only with the service's lock held. Once.
    core::Result<void> listen(const QString &path);
    [[nodiscard]] int connectionCount() const { return m_connections; }

signals:
    void connected(QLocalSocket *socket);  // the receiver makes it its own
    void connectionCountChanged();

private:
    void acceptAll();
    void serve(core::UniqueFd peer);

    QByteArray m_path;
    core::UniqueFd m_listening;
    std::unique_ptr<QSocketNotifier> m_pending;
    QTimer m_pause;  // after accept(2) has failed
    int m_connections = 0;
};

}  // namespace mcp
