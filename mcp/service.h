#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/jobmanager.h"
#include "core/paths.h"
#include "core/servicelock.h"
#include "core/settings.h"
#include "mcp/session.h"
#include "mcp/socketserver.h"
#include "mcp/toolregistry.h"

namespace mcp {

// The service: holds the user's lock, runs the jobs and serves MCP on the local socket. `jobdeckd` is this and
// nothing else.
class Service final : public QObject
{
    Q_OBJECT

public:
    enum class Ends { Never, WhenIdle };  // WhenIdle: after 10 minutes without a client and a running job

    Service(core::Paths paths, core::Settings settings, Ends ends, QObject *parent = nullptr);
    ~Service() override;

    // Takes the lock, then over all jobs, then listens. HeldByAnother: another service runs, nothing was done.
    core::Result<core::ServiceLock::Outcome> start();

    // Ends: jobs run on with their keepers, unless the settings say that they are stopped first. finished() follows.
    void shutDown();

    [[nodiscard]] core::JobManager &jobs() { return m_jobs; }

signals:
    void finished();

private:
    void addConnection(QLocalSocket *socket);
    void watchIdleness();
    void finishIfIdle();

    core::Paths m_paths;
    Ends m_ends;
    core::ServiceLock m_lock;
    core::JobManager m_jobs;
    ToolRegistry m_tools;
    ServerInfo m_info;
    SocketServer m_server;
    QTimer m_idle;
};

// Raises the soft limit of open descriptors to the hard one and returns what it was: the limit that jobs get.
quint64 raiseDescriptorLimit();

}  // namespace mcp
