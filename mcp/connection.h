#pragma once

#include <QLocalSocket>
#include <QObject>

#include "core/settings.h"
#include "mcp/hello.h"
#include "mcp/session.h"

namespace mcp {

class ToolRegistry;

// One client of the service: a socket and the MCP session on it. Deletes itself when the socket has closed; what is
// in flight is then cancelled, jobs go on.
class Connection final : public QObject
{
    Q_OBJECT

public:
    // `settings` are the service's: what the bridge's hello doesn't set.
    Connection(QLocalSocket *socket, const ServerInfo &info, const ToolRegistry &tools, const core::Settings &settings,
               QObject *parent);

private:
    void takeHello(const QJsonObject &params);
    void write(const QByteArray &line);
    void refuse(const QString &reason);

    QLocalSocket *m_socket;
    Session m_session;
};

}  // namespace mcp
