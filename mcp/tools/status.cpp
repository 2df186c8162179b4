#include <QJsonArray>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobstatus.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QString textOf(const core::Job &job, const QJsonObject &fields)
{
    QString text = jobLine(job) + u"\ncommand: "_s + job.spec().command + u"\ncwd: "_s + job.spec().cwd;
    if (job.pid() > 0)
        text += u"\npid: %1"_s.arg(job.pid());
    text += u"\nstarted: "_s + fields[u"started"].toString();
    if (fields.contains(u"ended"))
        text += u"\nended: "_s + fields[u"ended"].toString();
    if (fields.contains(u"reason"))
        text += u"\nreason: "_s + fields[u"reason"].toString();
    if (fields.contains(u"processes"))
        text += u"\nprocesses: %1, memory: %2 bytes"_s.arg(fields[u"processes"].toInteger())
                    .arg(fields[u"memory_bytes"].toInteger());
    QStringList ports;
    for (const QJsonValue &port : fields[u"ports"].toArray())
        ports += QString::number(port.toInt());
    if (!ports.isEmpty())
        text += u"\nlistens on port "_s + ports.join(u", "_s);
    text += u"\ncpu: %1 s"_s.arg(fields[u"cpu_s"].toDouble());
    text += u"\noutput: %1 bytes, %2 lines"_s.arg(fields[u"output_bytes"].toInteger())
                .arg(fields[u"output_lines"].toInteger());
    if (fields.contains(u"last_output"))
        text += u", last "_s + fields[u"last_output"].toString();
    return text;
}

void answer(ToolCall &call, const core::Job &job, const core::TreeUsage &usage)
{
    const QJsonObject fields = jobStatus(job, usage);
    call.finish({fields, textOf(job, fields)});
}

void status(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    core::Job *job = jobOf(call, arguments, jobs);
    if (job)
        job->inspect(&call, [&call, job](const core::TreeUsage &usage) { answer(call, *job, usage); });
}

Tool statusTool(core::JobManager &jobs)
{
    return {
        u"status"_s,
        {u"get_job_status"_s},
        u"Job Status"_s,
        u"How one job is: running, completed, failed, killed or lost (nobody knows how it ended); exit code, times, "
        u"CPU, memory, ports, whether it waits for input, amount of output."_s,
        Schema::object().required(u"job_id"_s, Schema::string()),
        Schema::object()
            .required(u"status"_s, Schema::string())
            .required(u"command"_s, Schema::string())
            .required(u"started"_s, Schema::string())
            .optional(u"exit_code"_s, Schema::integer())
            .optional(u"reason"_s, Schema::string())
            .optional(u"ports"_s, Schema::array(Schema::integer()))
            .optional(u"needs_input"_s, Schema::string())
            .optional(u"output_bytes"_s, Schema::integer()),
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { status(jobs, call); },
    };
}

const JobToolRegistration registration(statusTool);

}  // namespace

}  // namespace mcp
