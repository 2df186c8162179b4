#include "mcp/tools/wait.h"

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/pendingwait.h"
#include "mcp/tools/waitarguments.h"
#include "mcp/tools/waittasks.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr double longestUnseenWait = 50;  // s: under the 60 s after which clients give up; progress starts them anew
constexpr double usualWait = 25;

// The named jobs; none when the call was answered because something is wrong with them.
QList<core::Job *> readJobs(ToolCall &call, Arguments &arguments, core::JobManager &jobs)
{
    QList<core::Job *> found;
    for (const QString &id : waitedJobs(arguments)) {
        if (!arguments.error().isEmpty())
            break;
        core::Job *job = jobs.find(id);
        if (!job) {
            call.fail(unknownJob(id));
            return {};
        }
        found += job;
    }
    if (arguments.error().isEmpty())
        return found;
    call.fail(arguments.error());
    return {};
}

// Where the output that counts as new begins, if the call does not say it.
void noteNewFrom(WaitWish &wish, const QList<core::Job *> &jobs)
{
    if (wish.until != WaitWish::Until::Output || wish.pattern || wish.offset)
        return;
    for (const core::Job *job : jobs)
        wish.newFrom.insert(job->id(), job->log().extent().end);
}

// What has happened already is an ordinary result, also for a client that takes tasks.
void wait(core::JobManager &jobs, WaitTasks &tasks, ToolCall &call)
{
    Arguments arguments(call.arguments());
    WaitWish wish = waitWish(arguments);
    const bool isPatient = call.wantsProgress() || call.mayBecomeTask();
    const double seconds = arguments.number(u"timeout"_s, 0, isPatient ? longestWait : longestUnseenWait, usualWait);
    const QList<core::Job *> found = readJobs(call, arguments, jobs);
    if (found.isEmpty())
        return;
    noteNewFrom(wish, found);
    const std::chrono::milliseconds timeout(qint64(seconds * 1000));
    auto *wait = new PendingWait(found, wish, timeout, &call);
    wait->start();
    if (wait->result())
        return call.finish(*wait->result());
    if (call.mayBecomeTask() && timeout.count() > 0) {
        if (const auto task = tasks.adopt(wait, call.arguments(), wish, timeout))
            return call.finishAsTask(*task);
    }
    auto *beat = new ProgressBeat(call, [wait] { return wait->progress(); });
    QObject::connect(wait, &PendingWait::ended, beat,
                     [&call, wait, beat] { beat->finish([&call, wait] { call.finish(*wait->result()); }); });
}

}  // namespace

Tool waitTool(core::JobManager &jobs, WaitTasks &tasks)
{
    return {
        u"wait"_s,
        {},
        u"Wait for Job"_s,
        u"Wait until a job ends, prints something, listens on a port, waits for input or is idle; of job_ids the "
        u"first. "
        u"Ends also with the job and after timeout: still running is a normal result."_s,
        Schema::object()
            .optional(u"job_id"_s, Schema::string())
            .optional(u"job_ids"_s, Schema::array(Schema::string()))
            .optional(u"until"_s, Schema::oneOf(waitKinds, u"Default: what the rest says, else exit"_s))
            .optional(u"pattern"_s, Schema::string(u"Regex"_s))
            .optional(u"offset"_s,
                      Schema::integer(u"Output from here counts (next_offset of the last result); default: "
                                      u"all for pattern, else new"_s))
            .optional(u"port"_s, Schema::integer(u"Default: any"_s))
            .optional(u"idle"_s, Schema::number(u"Seconds without output"_s).byDefault(5))
            .optional(u"timeout"_s, Schema::number(u"Seconds, at most 50"_s).byDefault(usualWait)),
        Schema::object()
            .required(u"reason"_s, Schema::string(u"What it was, or timeout"_s))
            .optional(u"job_id"_s, Schema::string())
            .optional(u"status"_s, Schema::string())
            .optional(u"exit_code"_s, Schema::integer())
            .optional(u"match"_s, Schema::string())
            .optional(u"output"_s, Schema::string())
            .optional(u"next_offset"_s, Schema::integer()),
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs, &tasks](ToolCall &call) { wait(jobs, tasks, call); },
    };
}

}  // namespace mcp
