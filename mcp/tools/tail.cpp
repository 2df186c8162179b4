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

// The last lines of each stream, or of both as they arrived: a chunk for each field.
OutputReply tailReply(const core::OutputLog &log, quint64 lines, OutputStyle style)
{
    const core::OutputChunk first =
        log.tail(lines, style.choice == StreamChoice::Separate ? core::StreamFilter::Stdout : filterOf(style.choice),
                 largestTail);
    if (style.choice != StreamChoice::Separate)
        return outputReply(first, style.choice, style.format);
    core::OutputChunk both = first;
    both.spans += log.tail(lines, core::StreamFilter::Stderr, largestTail).spans;
    return outputReply(both, style.choice, style.format);
}

void tail(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const OutputStyle style = outputStyle(arguments);
    const qint64 lines = arguments.integer(u"lines"_s, 1, 1000, 50);
    const core::Job *job = jobOf(call, arguments, jobs);
    if (!job)
        return;
    OutputReply reply = tailReply(job->log(), quint64(lines), style);
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
