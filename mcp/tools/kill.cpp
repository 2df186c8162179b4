#include <QJsonArray>

#include <csignal>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr double longestGrace = 40;  // s: the call must end before clients give up
const QStringList signalNames{u"TERM"_s, u"INT"_s, u"HUP"_s, u"QUIT"_s, u"KILL"_s};

ToolResult result(const QString &status, const core::StopReport &report, const QString &text)
{
    QJsonArray survivors;
    for (const qint64 pid : report.survivors)
        survivors += pid;
    return {{{u"status"_s, status},
             {u"stopped"_s, report.signalled},
             {u"force_killed"_s, report.killed},
             {u"survivors"_s, survivors}},
            text};
}

QString stoppedText(const core::Job &job, const core::StopReport &report)
{
    if (job.result() && job.result()->neverStarted)
        return u"Job %1 was queued and is killed: its command has not run."_s.arg(job.id());
    QString text =
        u"Job %1 is %2; %3 processes were stopped"_s.arg(job.id(), core::stateName(job.state())).arg(report.signalled);
    if (report.killed > 0)
        text += u", %1 of them by SIGKILL after the grace period"_s.arg(report.killed);
    for (const qint64 pid : report.survivors)
        text += u". Process %1 could not be ended"_s.arg(pid);
    return text + u'.';
}

void kill(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const QString id = arguments.string(u"job_id"_s);
    QString name = arguments.optionalString(u"signal"_s).value_or(signalNames.first()).toUpper();
    if (name.startsWith("SIG"_L1))
        name.remove(0, 3);
    if (!signalNames.contains(name))
        arguments.reject(u"signal"_s, u"one of TERM, INT, HUP, QUIT and KILL"_s);
    const double grace = arguments.number(u"grace"_s, 0, longestGrace, 5);
    if (!arguments.error().isEmpty())
        return call.fail(arguments.error());

    core::Job *job = jobs.find(id);
    if (!job)
        return call.finish(result(u"not_found"_s, {}, unknownJob(id)));
    const bool alreadyEnded = core::isFinal(job->state());
    if (alreadyEnded && !job->isAttached())
        return call.finish(result(u"already_terminated"_s, {}, u"The job had ended before: "_s + jobLine(*job) + u'.'));

    // With its main process gone, descendants may live: they are stopped too.
    QObject::connect(job, &core::Job::stopped, &call, [&call, job, alreadyEnded](const core::StopReport &report) {
        const bool killed = !alreadyEnded && job->state() == core::JobState::Killed;
        call.finish(result(killed ? u"killed"_s : u"already_terminated"_s, report, stoppedText(*job, report)));
    });
    job->stop(*core::signalFromName(name), std::chrono::milliseconds(qint64(grace * 1000)), stopCause(call.client()));
}

Tool killTool(core::JobManager &jobs)
{
    return {
        u"kill"_s,
        {u"kill_job"_s},
        u"Kill Job"_s,
        u"End a job with its whole process tree: the signal, then SIGKILL for what is left after grace."_s,
        Schema::object()
            .required(u"job_id"_s, Schema::string())
            .optional(u"signal"_s, Schema::oneOf(signalNames).byDefault(signalNames.first()))
            .optional(u"grace"_s, Schema::number(u"Seconds"_s).atMost(longestGrace).byDefault(5)),
        Schema::object()
            .required(u"status"_s, Schema::oneOf({u"killed"_s, u"already_terminated"_s, u"not_found"_s}))
            .optional(u"stopped"_s, Schema::integer())
            .optional(u"survivors"_s, Schema::array(Schema::integer())),
        {{u"idempotentHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { kill(jobs, call); },
    };
}

const JobToolRegistration registration(killTool);

}  // namespace

}  // namespace mcp
