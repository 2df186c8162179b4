#include <unistd.h>

#include <chrono>
#include <csignal>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTimer>

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/servicefailure.h"
#include "app/cli/visibletext.h"
#include "core/doctor/lockholder.h"
#include "core/environment.h"
#include "core/foldertext.h"
#include "core/paths.h"
#include "mcp/serviceconnector.h"
#include "mcp/servicecontrol.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

using Failure = mcp::ServiceControl::Failure;

constexpr auto stopPatience = 15s;  // jobs that end with the service have 6 of them

QString counted(qsizetype count, const QString &thing)
{
    return u"%1 %2%3"_s.arg(count).arg(thing, count == 1 ? QString() : u"s"_s);
}

class Service final : public Command
{
public:
    explicit Service(Context &context)
        : Command(context)
        , m_paths(*core::findPaths())
        , m_control(m_paths)
        , m_connector(m_paths, core::currentEnvironment())
    {
        connect(&m_control, &mcp::ServiceControl::answered, this, &Service::take);
        connect(&m_control, &mcp::ServiceControl::failed, this, &Service::takeFailure);
        connect(&m_connector, &mcp::ServiceConnector::connected, this, [this](int socket) {
            ::close(socket);
            m_control.ask(u"status"_s);
        });
        connect(&m_connector, &mcp::ServiceConnector::failed, this,
                [this](const QString &sentence) { fail(sentence, exitcode::unavailable); });
        m_poll.setInterval(20ms);
        connect(&m_poll, &QTimer::timeout, this, &Service::lookWhetherEnded);
    }

    void start() override
    {
        m_action = line().operands().first();
        if (m_action != "start"_L1 && m_action != "stop"_L1 && m_action != "status"_L1)
            line().reject(u"'%1' must be start, stop or status."_s.arg(m_action));
        if (!lineIsRight())
            return;
        if (m_action != "start"_L1)
            return m_control.ask(m_action);
        m_connector.startForGood();
        m_connector.connectToService();
    }

private:
    void take(const mcp::ServiceStatus &status)
    {
        m_status = status;
        if (m_action == "stop"_L1)
            return awaitEnd();
        if (wantsJson()) {
            QJsonObject json = status.toJson();
            json.insert(u"running"_s, true);
            console().print(json);
        } else {
            print();
        }
        finish();
    }

    void print()
    {
        const mcp::ServiceStatus &is = m_status;
        const QString time = u"yyyy-MM-dd HH:mm:ss"_s;
        QString text = u"service  %1 %2, process %3, since %4\n"_s
                           .arg(is.window ? u"jobdeck-desktop"_s : u"jobdeckd"_s, is.version)
                           .arg(is.pid)
                           .arg(is.since.toLocalTime().toString(time));
        text +=
            u"socket   %1\njobs     %2 running, %3 queued\n"_s.arg(is.socket).arg(is.runningJobs).arg(is.queuedJobs);
        for (const auto &agent : is.agents)
            text += u"agent    %1 in %2, since %3\n"_s.arg(visible((agent.name + u' ' + agent.version).trimmed()),
                                                           visible(core::folderText(agent.cwd)),
                                                           agent.connected.toLocalTime().toString(time));
        console().print(text);
    }

    void takeFailure(Failure failure)
    {
        const qint64 pid = core::lockHolder(m_paths.serviceLock());
        if (failure == Failure::NoService && pid == 0)
            return tellNone();
        if (m_action == "stop"_L1 && failure == Failure::TooOld && pid > 0) {
            m_status.pid = pid;
            m_status.runningJobs = -1;
            ::kill(pid_t(pid), SIGTERM);
            return awaitEnd();
        }
        fail(failureSentence(failure, m_paths.serviceSocket(), pid));
    }

    void tellNone()
    {
        if (wantsJson())
            console().print(QJsonObject{{u"running"_s, false}});
        else
            console().print(u"No service runs; the next command or agent starts one.\n"_s);
        finish(m_action == "stop"_L1 ? exitcode::success : exitcode::failure);
    }

    void awaitEnd()
    {
        m_since.start();
        m_poll.start();
        lookWhetherEnded();
    }

    // Agents that are connected start the next service at once: another holder is an end, too.
    void lookWhetherEnded()
    {
        if (core::lockHolder(m_paths.serviceLock()) != m_status.pid) {
            m_poll.stop();
            tellEnd();
        } else if (m_since.hasExpired(std::chrono::milliseconds(stopPatience).count())) {
            m_poll.stop();
            fail(u"The service (process %1) was asked to end and still runs. End it with 'kill -9 %1'; jobs go on."_s
                     .arg(m_status.pid));
        }
    }

    void tellEnd()
    {
        if (wantsJson()) {
            QJsonObject json = m_status.toJson();
            json.insert(u"running"_s, false);
            console().print(json);
            return finish();
        }
        const int jobs = m_status.runningJobs;
        QString text = u"The service (process %1) has ended"_s.arg(m_status.pid);
        if (jobs > 0)
            text += m_status.stopsJobs ? u"; its %1 with it (stop_jobs_on_exit)"_s.arg(counted(jobs, u"running job"_s))
                : jobs == 1            ? u"; 1 job goes on"_s
                                       : u"; %1 jobs go on"_s.arg(jobs);
        text += u'.';
        if (const auto agents = m_status.agents.size(); agents > 0)
            text += u" %1 connected: the next service starts at once."_s.arg(
                agents == 1 ? u"1 agent is"_s : u"%1 agents are"_s.arg(agents));
        console().print(text + u'\n');
        finish();
    }

    core::Paths m_paths;
    mcp::ServiceControl m_control;
    mcp::ServiceConnector m_connector;
    QString m_action;
    mcp::ServiceStatus m_status;  // as it was before the end
    QTimer m_poll;
    QElapsedTimer m_since;
};

}  // namespace

CommandSpec serviceCommand()
{
    CommandSpec spec{
        u"service"_s,
        u"ACTION"_s,
        u"start or end the service, or show how it is"_s,
        {{u"json"_s, {}, {}, u"print JSON"_s}},
        u"ACTION is start, stop or status. Nobody has to start it: commands and agents do.\n"
        u"Jobs go on when it ends, unless stop_jobs_on_exit is set. Exit code of status:\n"
        u"1 when none runs."_s,
        1,
        1,
        false,
        makeCommand<Service>,
    };
    spec.completion = u"start stop status"_s;
    return spec;
}

}  // namespace cli
