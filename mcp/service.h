#pragma once

#include <chrono>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "core/paths.h"
#include "core/servicelock.h"
#include "core/settings.h"
#include "mcp/jobchanges.h"
#include "mcp/notices.h"
#include "mcp/session.h"
#include "mcp/socketserver.h"
#include "mcp/toolregistry.h"

namespace mcp {

class Connection;
class Request;
struct ServiceStatus;

// The service: holds the user's lock, runs the jobs and serves MCP on the local socket. `jobdeckd` is this and
// nothing else.
class Service final : public QObject
{
    Q_OBJECT

public:
    // `idleTime`: it ends after so long without a client and a running or queued job; none: never.
    Service(core::Paths paths, core::Settings settings, std::optional<std::chrono::seconds> idleTime,
            QObject *parent = nullptr);
    ~Service() override;

    // Takes the lock, then over all jobs, then listens, if possible on what was passed to us. HeldByAnother: another
    // service runs, nothing was done.
    core::Result<core::ServiceLock::Outcome> start(core::PassedSocket &&passed = {});

    // When another service runs: makes this one its successor, before the other is asked to go (mcp/presentation.h).
    void reserve() { (void)m_lock.reserve(m_paths); }

    // Ends: jobs run on with their keepers and the queue with the next service, unless the settings say that they are stopped first. finished() follows.
    void shutDown();
    // The same, but jobs run on whatever the settings say: another service comes.
    void leave();

    [[nodiscard]] core::JobManager &jobs() { return m_jobs; }
    [[nodiscard]] core::Agents &agents() { return m_agents; }

    // This service has a window: it answers who asks for one with presentationAsked(), instead of leaving.
    void setHasWindow() { m_hasWindow = true; }

signals:
    void finished();
    void presentationAsked(bool show, const QString &activationToken);

private:
    void addConnection(QLocalSocket *socket);
    void present(Connection *asker, bool show, const QString &activationToken);
    void control(Request &request);
    [[nodiscard]] ServiceStatus status() const;
    void watchIdleness();
    void finishIfIdle();

    core::Paths m_paths;
    core::ServiceLock m_lock;
    core::JobManager m_jobs;
    JobChanges m_changes;
    core::Agents m_agents;
    Notices m_notices;
    ToolRegistry m_tools;
    ServerInfo m_info;
    SocketServer m_server;
    QDateTime m_since;  // when it began to serve
    bool m_hasWindow = false;
    QTimer m_idle;  // its interval is 0 when the service never ends by itself
};

// Raises the soft limit of open descriptors to the hard one and returns what it was: the limit that jobs get.
quint64 raiseDescriptorLimit();

}  // namespace mcp
