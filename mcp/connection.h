#pragma once

#include <QLocalSocket>
#include <QObject>

#include "core/agents.h"
#include "core/settings.h"
#include "mcp/hello.h"
#include "mcp/session.h"

namespace mcp {

// One client of the service: a socket and the MCP session on it. Deletes itself when the socket has closed; what is
// in flight is then cancelled, jobs go on.
class Connection final : public QObject
{
    Q_OBJECT

public:
    // `settings` are the service's: what the bridge's hello doesn't set. A bridge is put into `agents`, which outlives
    // this.
    Connection(QLocalSocket *socket, const ServerInfo &info, const Offer &offer, const core::Settings &settings,
               core::Agents &agents, QObject *parent);
    ~Connection() override;

    // Tells the peer that the window it asked for is up.
    void confirmPresentation();

signals:
    // The peer wants to be the user's window (mcp/presentation.h).
    void presentationAsked(bool show, const QString &activationToken);

private:
    void receive();
    void takeHello(const QJsonObject &params);
    void introduce();
    void write(const QByteArray &line);
    void refuse(const QString &reason);

    QLocalSocket *m_socket;
    core::Agents &m_agents;
    Session m_session;
};

}  // namespace mcp
