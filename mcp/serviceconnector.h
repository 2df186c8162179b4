#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/environment.h"
#include "core/paths.h"

namespace mcp {

// Gets a connection to the user's service, and starts the service when there is none: in a session of its own, so
// that no signal meant for the agent reaches it. Checks that the service runs under our own user id.
class ServiceConnector final : public QObject
{
    Q_OBJECT

public:
    // `environment`: the agent's; what a service needs of it is handed on to one that is started.
    ServiceConnector(core::Paths paths, core::Environment environment, QObject *parent = nullptr);

    // A service that this starts does not end when nobody needs it.
    void startForGood() { m_forGood = true; }

    // Tries until one of the two signals comes.
    void connectToService();

signals:
    void connected(int socket);  // the receiver owns the descriptor
    void failed(const QString &sentence);  // after 10 s

private:
    void attempt();
    void startService();

    core::Paths m_paths;
    core::Environment m_environment;
    bool m_forGood = false;
    QElapsedTimer m_since;  // connectToService()
    QElapsedTimer m_sinceStart;  // of the service, by us
    QTimer m_retry;
};

// The variables that a service started by a bridge gets: those of the login session. Everything else is the agent's
// own and reaches only the agent's jobs (through its hello).
core::Environment sessionVariables(const core::Environment &environment);

}  // namespace mcp
