#include <QTimer>

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
constexpr double longestWait = 50;  // s
constexpr qint64 mostContext = 20;  // lines before and after each match

// One read of the log.
struct Reading {
    OutputStyle style;
    quint64 offset = 0;
    quint64 limit = shortOutput;

    [[nodiscard]] core::OutputChunk of(const core::Job &job) const
    {
        const bool exact = style.format == TextFormat::Base64;
        return job.log().read(offset, limit, filterOf(style.choice),
                              exact ? core::Align::Byte : core::Align::Character);
    }
};

void answer(ToolCall &call, const core::Job &job, OutputReply reply)
{
    reply.fields.insert(u"status"_s, core::stateName(job.state()));
    call.finish({reply.fields, reply.text + u"\n["_s + jobLine(job) + u']'});
}

void answer(ToolCall &call, const core::Job &job, const Reading &reading, const core::OutputChunk &chunk)
{
    OutputReply reply = outputReply(chunk, reading.style.choice, reading.style.format);
    if (reading.style.format == TextFormat::Base64) {
        // For whoever follows the job: the last chunk tells how it ended.
        addEnd(reply.fields, job);
        reply.fields.insert(u"duration_s"_s, job.duration());
    }
    answer(call, job, reply);
}

// Answers when there is something to read, when the job starts or ends, when nothing more will come, or when the time is over. The
// argument `wait` is for those who follow a job to its very end (the command line) and not listed; agents have the tool
// wait.
void answerLater(ToolCall &call, core::Job *job, const Reading &reading, std::chrono::milliseconds patience)
{
    const auto look = [&call, job, reading](bool isLast) {
        const core::OutputChunk chunk = reading.of(*job);
        if (isLast || chunk.eof || chunk.nextOffset > chunk.offset)
            answer(call, *job, reading, chunk);
    };
    const auto lookAgain = [look] { look(false); };
    QObject::connect(job, &core::Job::outputGrew, &call, lookAgain);
    for (const auto change : {&core::Job::launched, &core::Job::ended})
        QObject::connect(job, change, &call, [look] { look(true); });
    QObject::connect(job, &core::Job::keeperLost, &call, lookAgain);
    QObject::connect(job, &QObject::destroyed, &call,
                     [&call] { call.fail(u"The job was forgotten while its output was waited for."_s); });
    QTimer::singleShot(patience, &call, [look] { look(true); });
    look(false);
}

void output(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const OutputStyle style = outputStyle(arguments);
    const auto offset = arguments.integer(u"offset"_s, 0, std::numeric_limits<qint64>::max());
    const auto limit = arguments.integer(u"limit"_s, 1, largestLimit);
    const auto pattern = textPattern(arguments);
    const qint64 context = arguments.integer(u"context"_s, 0, mostContext, 0);
    const double wait = arguments.number(u"wait"_s, 0, longestWait, 0);
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
    if (!offset && !limit && style.format != TextFormat::Base64)
        return answer(call, *job, outputOverview(*job, 0, style.choice, style.format));
    const Reading reading{style, quint64(offset.value_or(0)), quint64(limit.value_or(shortOutput))};
    if (wait > 0)
        answerLater(call, job, reading, std::chrono::milliseconds(qint64(wait * 1000)));
    else
        answer(call, *job, reading, reading.of(*job));
}

Tool outputTool(core::JobManager &jobs)
{
    Schema result = Schema::object();
    addOutputFields(result);
    result.required(u"offset"_s, Schema::integer()).required(u"eof"_s, Schema::boolean());
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
            .optional(u"pattern"_s, Schema::string(u"Regex: only matching lines, as matches [{offset, text}]"_s))
            .optional(u"context"_s, Schema::integer(u"Lines around each match"_s).atMost(mostContext))
            .optional(u"stream"_s, streamSchema(u"merged: both as they came, in 'output'"_s))
            .optional(u"format"_s, formatSchema(u"text: as on a screen; raw: with escape sequences"_s)),
        result,
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { output(jobs, call); },
    };
}

const JobToolRegistration registration(outputTool);

}  // namespace

}  // namespace mcp
