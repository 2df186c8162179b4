#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputarguments.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr quint64 largestTail = 64 << 10;  // bytes of each stream

void tail(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const OutputStyle style = outputStyle(arguments);
    const qint64 lines = arguments.integer(u"lines"_s, 1, 1000, 50);
    const core::Job *job = jobOf(call, arguments, jobs);
    if (!job)
        return;
    OutputReply reply = outputTail(*job, quint64(lines), largestTail, style.choice, style.format);
    reply.fields.insert(u"status"_s, core::stateName(job->state()));
    call.finish({reply.fields, reply.text + u"\n["_s + jobLine(*job) + u']'});
}

Tool tailTool(core::JobManager &jobs)
{
    Schema result = Schema::object();
    addOutputFields(result);
    return {
        u"tail"_s,
        {u"tail_job_output"_s},
        u"Tail Output"_s,
        u"The last lines of a job's stdout and stderr."_s,
        Schema::object()
            .required(u"job_id"_s, Schema::string())
            .optional(u"lines"_s, Schema::integer(u"Of each stream"_s).atMost(1000).byDefault(50))
            .optional(u"stream"_s, streamSchema())
            .optional(u"format"_s, Schema::string(u"As of output"_s)),
        result,
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { tail(jobs, call); },
    };
}

const JobToolRegistration registration(tailTool);

}  // namespace

}  // namespace mcp
