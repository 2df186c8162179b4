#include "mcp/tools/jobtext.h"

#include <cmath>

#include <QJsonArray>

#include "core/job.h"
#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/quoted.h"
#include "mcp/toolcall.h"

using namespace Qt::StringLiterals;

namespace mcp {

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString durationText(double seconds)
{
    const auto whole = qint64(std::llround(seconds));
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds, 0, 'f', seconds < 10 ? 1 : 0);
    if (whole < 3600)
        return u"%1 m %2 s"_s.arg(whole / 60).arg(whole % 60);
    return u"%1 h %2 m"_s.arg(whole / 3600).arg(whole % 3600 / 60);
}

QString outcomeText(const core::Job &job)
{
    const auto &result = job.result();
    switch (job.state()) {
    case core::JobState::Killed:
        if (result->neverStarted)
            return job.reason();
        return u"killed (%1)"_s.arg(core::signalName(result->stop->signal));
    case core::JobState::Failed:
        if (result->failedStart)
            return job.reason();
        if (result->signal)
            return u"failed (%1)"_s.arg(core::signalName(*result->signal));
        return u"failed (exit %1)"_s.arg(result->exitCode.value_or(-1));
    default:
        return core::stateName(job.state());
    }
}

QString queueText(const core::Job &job)
{
    const core::QueuePlace &place = job.queuePlace();
    QStringList awaited;
    for (const core::QueuePlace::Awaited &each : place.waitsFor)
        awaited += u"job %1 (%2)"_s.arg(each.id, each.name);
    if (!awaited.isEmpty())
        return u"waits for "_s + awaited.join(u" and "_s);
    return place.position > 0 ? u"place %1 in the queue"_s.arg(place.position) : u"about to start"_s;
}

QString stateText(const core::Job &job)
{
    if (job.state() == core::JobState::Queued)
        return u"queued for %1, %2"_s.arg(durationText(job.queuedFor()), queueText(job));
    const QString duration = durationText(job.duration());
    const auto &result = job.result();
    if (!result) {
        const QString waits = !job.needsInput() ? QString()
            : job.needsSecret()                 ? u", waits for a password"_s
                                                : u", waits for input"_s;
        return u"running for "_s + duration + waits;
    }
    if (result->failedStart || result->lost || result->neverStarted)
        return outcomeText(job);
    return outcomeText(job) + u" after "_s + duration;
}

QString jobLine(const core::Job &job)
{
    return u"job %1 (%2) %3"_s.arg(job.id(), job.spec().displayName(), stateText(job));
}

void addEnd(QJsonObject &object, const core::Job &job)
{
    const auto &result = job.result();
    if (!result)
        return;
    if (result->exitCode)
        object.insert(u"exit_code"_s, *result->exitCode);
    if (result->signal)
        object.insert(u"signal"_s, core::signalName(*result->signal));
    object.insert(u"ended"_s, timeText(result->ended));
    if (const QString reason = job.reason(); !reason.isEmpty())
        object.insert(u"reason"_s, reason);
}

void addQueuePlace(QJsonObject &object, const core::Job &job)
{
    const core::QueuePlace &place = job.queuePlace();
    QJsonArray ids;
    for (const core::QueuePlace::Awaited &each : place.waitsFor)
        ids += each.id;
    if (!ids.isEmpty())
        object.insert(u"waits_for"_s, ids);
    if (place.position > 0)
        object.insert(u"queue_position"_s, place.position);
}

void addInputNeed(QJsonObject &object, const core::Job &job)
{
    if (job.needsInput())
        object.insert(u"needs_input"_s, job.needsSecret() ? u"secret"_s : u"text"_s);
}

core::Job *jobOf(ToolCall &call, Arguments &arguments, core::JobManager &jobs)
{
    const QString id = arguments.string(u"job_id"_s);
    if (!arguments.error().isEmpty()) {
        call.fail(arguments.error());
        return nullptr;
    }
    core::Job *job = jobs.find(id);
    if (!job)
        call.fail(unknownJob(id));
    return job;
}

QString unknownJob(const QString &id)
{
    return u"There is no job %1: it was never started, or finished long ago and is forgotten. Call list to see the jobs."_s
        .arg(quoted(id, 40));
}

keeper::StopCause stopCause(const ClientContext &client)
{
    return client.isPerson ? keeper::StopCause::Person : keeper::StopCause::Agent;
}

}  // namespace mcp
