#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputarguments.h"
#include "mcp/tools/outputsearch.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qint64 largestLimit = 1 << 20;  // bytes in one result
constexpr qint64 mostContext = 20;  // lines before and after each match

void output(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const OutputStyle style = outputStyle(arguments);
    const auto offset = arguments.integer(u"offset"_s, 0, std::numeric_limits<qint64>::max());
    const auto limit = arguments.integer(u"limit"_s, 1, largestLimit);
    const auto pattern = textPattern(arguments);
    const qint64 context = arguments.integer(u"context"_s, 0, mostContext, 0);
    core::Job *job = jobOf(call, arguments, jobs);
    if (!job)
        return;
    if (pattern) {
        core::LineSearch::Wish wish{pattern->source, pattern->expression, filterOf(style.choice)};
        wish.from = quint64(offset.value_or(0));
        wish.context = int(context);
        wish.limit = quint64(limit.value_or(shortOutput));
        new OutputSearch(call, job, wish);
        return;
    }
    OutputReply reply;
    if (offset || limit) {
        const core::OutputChunk chunk =
            job->log().read(quint64(offset.value_or(0)), quint64(limit.value_or(shortOutput)), filterOf(style.choice),
                            core::Align::Character);
        reply = outputReply(*job, chunk, style.choice, style.format);
    } else {
        reply = outputOverview(*job, 0, style.choice, style.format);
    }
    reply.fields.insert(u"status"_s, core::stateName(job->state()));
    call.finish({reply.fields, reply.text + u"\n["_s + jobLine(*job) + u']'});
}

Tool outputTool(core::JobManager &jobs)
{
    Schema result = Schema::object();
    addOutputFields(result);
    result.required(u"offset"_s, Schema::integer())
        .required(u"eof"_s, Schema::boolean())
        .optional(u"output"_s, Schema::string());
    return {
        u"output"_s,
        {u"get_job_output"_s},
        u"Job Output"_s,
        u"Read a job's output. Without offset and limit: all of it if short, else its beginning and end. With offset "
        u"(next_offset of the last read): what came since, each byte once. eof: nothing more will come."_s,
        Schema::object()
            .required(u"job_id"_s, Schema::string())
            .optional(u"offset"_s, Schema::integer(u"Byte to begin at"_s))
            .optional(u"limit"_s, Schema::integer(u"Bytes; default 20000"_s).atMost(largestLimit))
            .optional(u"pattern"_s,
                      Schema::string(u"Regex: return only the lines that match, as matches [{offset, text}]"_s))
            .optional(u"context"_s, Schema::integer(u"Lines around each match"_s).atMost(mostContext))
            .optional(u"stream"_s, streamSchema(u"merged: both in the order of arrival, as 'output'"_s))
            .optional(u"format"_s, formatSchema(u"text: as on a screen; raw: with escape sequences"_s)),
        result,
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { output(jobs, call); },
    };
}

const JobToolRegistration registration(outputTool);

}  // namespace

}  // namespace mcp
