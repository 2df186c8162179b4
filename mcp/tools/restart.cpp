#include <csignal>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto grace = 5s;

void answer(ToolCall &call, const QString &before, const core::Job &now)
{
    if (now.result() && now.result()->failedStart)
        return call.fail(u"Job %1 %2."_s.arg(now.id(), now.reason()));
    call.finish(
        {{{u"job_id"_s, now.id()},
          {u"status"_s, core::stateName(now.state())},
          {u"pid"_s, now.pid()},
          {u"restart_of"_s, before}},
         u"Started job %1 (pid %2) in the place of %3. Read it with tail or output, end it with kill."_s.arg(now.id())
             .arg(now.pid())
             .arg(before)});
}

void startAgain(core::JobManager &jobs, ToolCall &call, const core::Job *job, std::optional<int> maxJobs)
{
    const auto again = jobs.restart(*job, maxJobs);
    if (!again)
        return call.fail(again.error());
    QObject::connect(*again, &core::Job::launched, &call,
                     [&call, before = job->id(), now = *again] { answer(call, before, *now); });
}

void restart(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    core::Job *job = jobOf(call, arguments, jobs);
    if (!job)
        return;
    if (core::isFinal(job->state()) || job->state() == core::JobState::Queued) {
        const ClientContext &client = call.client();
        return startAgain(jobs, call, job, client.isPerson ? std::nullopt : std::optional(client.settings.maxJobs));
    }
    // Its whole tree: a server's port may be held by a descendant.
    const auto whenStopped = [&jobs, &call, job](const core::StopReport &report) {
        if (report.survivors.isEmpty() && core::isFinal(job->state()))
            startAgain(jobs, call, job, std::nullopt);
        else
            call.fail(u"Job %1 could not be ended, so it was not started again. Look at status."_s.arg(job->id()));
    };
    QObject::connect(job, &core::Job::stopped, &call, whenStopped, Qt::SingleShotConnection);
    job->stop(SIGTERM, grace, stopCause(call.client()));
}

Tool restartTool(core::JobManager &jobs)
{
    return {
        u"restart"_s,
        {},
        u"Restart Job"_s,
        u"Run a job's command again as a new job, with the same folder, environment and name. One that still runs is killed first."_s,
        Schema::object().required(u"job_id"_s, Schema::string()),
        Schema::object()
            .required(u"job_id"_s, Schema::string(u"Of the new job"_s))
            .required(u"status"_s, Schema::string()),
        {},
        [&jobs](ToolCall &call) { restart(jobs, call); },
    };
}

const JobToolRegistration registration(restartTool);

}  // namespace

}  // namespace mcp
