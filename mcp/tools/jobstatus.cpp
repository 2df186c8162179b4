#include "mcp/tools/jobstatus.h"

#include <algorithm>

#include <QJsonArray>

#include "core/job.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

void addUse(QJsonObject &fields, const core::Job &job, const core::TreeUsage &usage)
{
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

}  // namespace

QJsonObject jobStatus(const core::Job &job, const core::TreeUsage &usage)
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
    addInputNeed(fields, job);
    addUse(fields, job, usage);
    addOutput(fields, job);
    return fields;
}

}  // namespace mcp
