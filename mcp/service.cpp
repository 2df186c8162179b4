#include "mcp/service.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include <QLocalSocket>
#include <QLoggingCategory>

#include "mcp/connection.h"
#include "mcp/instructions.h"
#include "mcp/jobtools.h"
#include "mcp/personmethods.h"
#include "mcp/prompts/jobprompts.h"
#include "mcp/request.h"
#include "mcp/servicestatus.h"
#include "mcp/tools/wait.h"

Q_LOGGING_CATEGORY(lcService, "jobdeck.service", QtInfoMsg)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto stopGrace = 5s;
constexpr auto stopPatience = 6s;  // then the service ends, whatever still lives
constexpr auto answerTime = 20ms;  // between the answer to who asks for the end, and the end

}  // namespace

Service::Service(core::Paths paths, core::Settings settings, std::optional<std::chrono::seconds> idleTime,
                 QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_jobs(m_paths, std::move(settings), raiseDescriptorLimit())
    , m_changes(m_jobs)
    , m_notices(m_jobs, m_agents, m_paths)
    , m_resources(m_jobs)
    , m_waits(m_jobs, m_paths)
    , m_info{u"jobdeck"_s, u"Jobdeck"_s, QStringLiteral(JOBDECK_VERSION), instructions()}
{
    for (Tool &tool : jobTools(m_jobs))
        m_tools.add(std::move(tool));
    m_tools.add(waitTool(m_jobs, m_waits));
    for (Prompt &prompt : jobPrompts(m_jobs))
        m_prompts.add(std::move(prompt));
    m_tools.setEpilogue([this](const ToolCall &call, ToolResult &result) { m_notices.amend(call, result); });
    connect(&m_server, &SocketServer::connected, this, &Service::addConnection);
    m_idle.setSingleShot(true);
    m_idle.setTimerType(Qt::VeryCoarseTimer);
    m_idle.setInterval(idleTime.value_or(0s));
    connect(&m_idle, &QTimer::timeout, this, &Service::finishIfIdle);
}

Service::~Service()
{
    // Connections take their agents out of m_agents, which is gone by the time QObject would delete them.
    qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly));
}

core::Result<core::ServiceLock::Outcome> Service::start(core::PassedSocket &&passed)
{
    auto taken = m_lock.take(m_paths);
    if (!taken || *taken == core::ServiceLock::Outcome::HeldByAnother)
        return taken;
    if (const auto made = core::makePrivateFolder(m_paths.jobs()); !made)
        return core::Error{made.error()};
    m_jobs.recover();
    for (core::Job *job : m_jobs.jobs())
        m_changes.watch(job);
    m_waits.resume();
    if (const auto listening = m_server.listen(m_paths.serviceSocket(), std::move(passed)); !listening)
        return core::Error{listening.error()};
    m_since = QDateTime::currentDateTimeUtc();
    if (m_idle.interval() > 0)
        watchIdleness();
    qCInfo(lcService, "Serving %s with %d running and %d queued jobs", qUtf8Printable(m_paths.serviceSocket()),
           m_jobs.runningCount(), m_jobs.queuedCount());
    return taken;
}

void Service::addConnection(QLocalSocket *socket)
{
    auto *connection = new Connection(socket, m_info, offer(), m_jobs.settings(), m_agents, this);
    addPersonMethods(connection->session(), m_jobs, m_changes);
    connect(connection, &Connection::presentationAsked, this,
            [this, connection](bool show, const QString &token) { present(connection, show, token); });
    connection->session().methods().add(serviceMethod, Methods::Unestablished | Methods::Legacy,
                                        [this](Request &request) { control(request); });
}

void Service::control(Request &request)
{
    const QString action = request.params()["action"_L1].toString();
    if (action != "status"_L1 && action != "stop"_L1)
        return request.fail(ErrorCode::InvalidParams,
                            u"The action of \"%1\" must be \"status\" or \"stop\"."_s.arg(serviceMethod));
    request.finish(status().toJson());
    if (action == "stop"_L1)
        QTimer::singleShot(answerTime, this, &Service::shutDown);
}

ServiceStatus Service::status() const
{
    ServiceStatus status{m_info.version,
                         ::getpid(),
                         m_since,
                         m_paths.serviceSocket(),
                         m_hasWindow,
                         m_jobs.runningCount(),
                         m_jobs.queuedCount(),
                         m_jobs.settings().stopJobsOnExit,
                         {}};
    for (const core::Agent &agent : m_agents.connected())
        status.agents += {agent.displayName(), agent.version, agent.cwd, agent.connected};
    return status;
}

Offer Service::offer()
{
    return {m_tools, &m_resources, &m_prompts, &m_waits};
}

void Service::present(Connection *asker, bool show, const QString &activationToken)
{
    if (m_hasWindow) {
        emit presentationAsked(show, activationToken);
        asker->confirmPresentation();
    } else {
        qCInfo(lcService, "Handing over to a service with a window");
        leave();
    }
}

void Service::leave()
{
    qCInfo(lcService, "Ending; %d running jobs go on, %d queued ones with the next service", m_jobs.runningCount(),
           m_jobs.queuedCount());
    emit finished();
}

void Service::watchIdleness()
{
    const auto restart = [this] { m_idle.start(); };
    connect(&m_server, &SocketServer::connectionCountChanged, this, restart);
    connect(&m_jobs, &core::JobManager::jobEnded, this, restart);
    restart();
}

void Service::finishIfIdle()
{
    if (m_server.connectionCount() > 0 || m_jobs.activeCount() > 0)
        return;  // the end of either starts the time again
    qCInfo(lcService, "Ending: no client, no running and no queued job for %d seconds", m_idle.interval() / 1000);
    emit finished();
}

void Service::shutDown()
{
    if (!m_jobs.settings().stopJobsOnExit || m_jobs.activeCount() == 0)
        return leave();
    connect(&m_jobs, &core::JobManager::jobEnded, this, [this] {
        if (m_jobs.activeCount() == 0)
            emit finished();
    });
    QTimer::singleShot(stopPatience, this, &Service::finished);
    for (core::Job *job : m_jobs.jobs()) {
        if (!core::isFinal(job->state()))
            job->stop(SIGTERM, stopGrace, keeper::StopCause::Service);
    }
}

quint64 raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const quint64 before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return before;
}

}  // namespace mcp
