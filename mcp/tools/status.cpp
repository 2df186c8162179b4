#include <QJsonArray>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

void addUse(QJsonObject &fields, const core::Job &job, const core::TreeUsage &usage)
{
    if (job.state() == core::JobState::Queued)
        return;
    if (core::isFinal(job.state()) && usage.processes == 0) {
        fields.insert(u"cpu_s"_s, double(job.result()->cpuMs) / 1000);
        return;
    }
    fields.insert(u"cpu_s"_s, double(usage.cpuMs) / 1000);
    fields.insert(u"memory_bytes"_s, qint64(usage.residentBytes));
    fields.insert(u"processes"_s, usage.processes);
    QJsonArray ports;
    for (const quint16 port : usage.ports)
        ports += port;
    fields.insert(u"ports"_s, ports);
}

void addOutput(QJsonObject &fields, const core::Job &job)
{
    const core::OutputExtent extent = job.log().extent();
    fields.insert(u"output_bytes"_s, qint64(std::max(extent.end, quint64(job.output().end))));
    fields.insert(u"output_lines"_s, qint64(std::max(extent.lines, quint64(job.output().lines))));
    if (extent.lastMs > 0)
        fields.insert(u"last_output"_s, timeText(QDateTime::fromMSecsSinceEpoch(extent.lastMs, Qt::UTC)));
    if (job.isAttached() && core::isFinal(job.state()) && job.output().openStreams != 0)
        fields.insert(u"output_open"_s, true);
}

QString textOf(const core::Job &job, const QJsonObject &fields)
{
    QString text = jobLine(job) + u"\ncommand: "_s + job.spec().command + u"\ncwd: "_s + job.spec().cwd;
    if (job.pid() > 0)
        text += u"\npid: %1"_s.arg(job.pid());
    if (job.spec().ticket)
        text += u"\nqueued: "_s + timeText(job.spec().created);
    if (!job.spec().ticket || job.hasRun())
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
    if (fields.contains(u"cpu_s"))
        text += u"\ncpu: %1 s"_s.arg(fields[u"cpu_s"].toDouble());
    text += u"\noutput: %1 bytes, %2 lines"_s.arg(fields[u"output_bytes"].toInteger())
                .arg(fields[u"output_lines"].toInteger());
    if (fields.contains(u"last_output"))
        text += u", last "_s + fields[u"last_output"].toString();
    return text;
}

void answer(ToolCall &call, const core::Job &job, const core::TreeUsage &usage)
{
    QJsonObject fields{
        {u"job_id"_s, job.id()},    {u"status"_s, core::stateName(job.state())}, {u"command"_s, job.spec().command},
        {u"cwd"_s, job.spec().cwd}, {u"started"_s, timeText(job.started())},     {u"duration_s"_s, job.duration()},
    };
    if (!job.spec().name.isEmpty())
        fields.insert(u"name"_s, job.spec().name);
    if (job.pid() > 0)
        fields.insert(u"pid"_s, job.pid());
    addEnd(fields, job);
    addQueuePlace(fields, job);
    addInputNeed(fields, job);
    addUse(fields, job, usage);
    addOutput(fields, job);
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
        u"How one job is: queued, running, completed, failed, killed or lost (nobody knows how it ended); exit code, "
        u"times, "
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
