#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/waiter.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr double longestWait = 50;  // s: under the 60 s after which clients give up
constexpr double longestWithProgress = 3600;  // s: each progress notification starts their time anew
constexpr double usualWait = 25;
constexpr qsizetype mostJobs = 64;
const QStringList conditions{u"exit"_s, u"output"_s, u"port"_s, u"input"_s, u"idle"_s};  // in the order of Until

std::chrono::milliseconds seconds(double value)
{
    return std::chrono::milliseconds(qint64(value * 1000));
}

WaitWish readWish(Arguments &arguments)
{
    WaitWish wish;
    wish.pattern = textPattern(arguments);
    if (const auto offset = arguments.integer(u"offset"_s, 0, std::numeric_limits<qint64>::max()))
        wish.offset = quint64(*offset);
    if (const auto port = arguments.integer(u"port"_s, 1, 65535))
        wish.port = int(*port);
    wish.idle = seconds(arguments.number(u"idle"_s, 0.1, longestWithProgress, 5));
    const QString implied = wish.pattern ? u"output"_s
        : wish.port                      ? u"port"_s
        : arguments.has(u"idle"_s)       ? u"idle"_s
                                         : u"exit"_s;
    wish.until = WaitWish::Until(conditions.indexOf(arguments.oneOf(u"until"_s, conditions, implied)));
    if (wish.pattern && wish.until != WaitWish::Until::Output)
        arguments.reject(u"until"_s, u"\"output\" where there is a pattern"_s);
    return wish;
}

// The jobs of job_id and job_ids; none when the call was answered because something is wrong with them.
QList<core::Job *> readJobs(ToolCall &call, Arguments &arguments, core::JobManager &jobs)
{
    QStringList ids = arguments.strings(u"job_ids"_s);
    if (const auto id = arguments.optionalString(u"job_id"_s))
        ids.prepend(*id);
    ids.removeDuplicates();
    if (ids.isEmpty())
        arguments.reject(u"job_id"_s, u"a job's id, or job_ids a list of them"_s);
    else if (ids.size() > mostJobs)
        arguments.reject(u"job_ids"_s, u"at most %1 ids"_s.arg(mostJobs));
    QList<core::Job *> found;
    for (const QString &id : std::as_const(ids)) {
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

void wait(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const WaitWish wish = readWish(arguments);
    const double longest = call.wantsProgress() ? longestWithProgress : longestWait;
    const double timeout = arguments.number(u"timeout"_s, 0, longest, usualWait);
    const QList<core::Job *> found = readJobs(call, arguments, jobs);
    if (!found.isEmpty())
        (new Waiter(call, found, wish, seconds(timeout)))->start();
}

Tool waitTool(core::JobManager &jobs)
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
            .optional(u"until"_s, Schema::oneOf(conditions, u"Default: what the rest says, else exit"_s))
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
        [&jobs](ToolCall &call) { wait(jobs, call); },
    };
}

const JobToolRegistration registration(waitTool);

}  // namespace

}  // namespace mcp
