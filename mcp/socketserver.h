#pragma once

#include <QByteArray>
#include <QLocalServer>
#include <QObject>
#include <QSocketNotifier>

#include "core/result.h"
#include "core/uniquefd.h"

namespace mcp {

// Listens on the service's socket. The path is bound by us with mode 0600 and its descriptor given to QLocalServer,
// whose own way of taking a path can steal that of a live server; it closes for good when accept(2) fails once, for
// instance for want of descriptors (EMFILE), and is then made anew. A peer of another user is closed without a word.
class SocketServer final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SocketServer() override;  // removes the path

    // Replaces what lies at the path: only with the service's lock held.
    core::Result<void> listen(const QString &path);
    [[nodiscard]] int connectionCount() const { return m_connections; }

signals:
    void connected(QLocalSocket *socket);  // the receiver makes it its own
    void connectionCountChanged();

private:
    void startServer();
    void acceptAll();
    void accept(QLocalSocket *socket);
    void ensureListening();

    QByteArray m_path;
    core::UniqueFd m_listening;  // ours; QLocalServer gets a duplicate, because it closes its own when accept fails
    QLocalServer *m_server = nullptr;
    QSocketNotifier *m_pending = nullptr;
    int m_connections = 0;
};

}  // namespace mcp
