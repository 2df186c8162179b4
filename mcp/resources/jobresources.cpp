#include "mcp/resources/jobresources.h"

#include <QJsonDocument>

#include "core/excerpt.h"
#include "core/jobmanager.h"
#include "mcp/resources/jobids.h"
#include "mcp/resources/joburi.h"
#include "mcp/tools/jobstatus.h"
#include "mcp/tools/outputreply.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr qsizetype longestTitle = 80;

Resource described(const core::Job &job, JobUri::Part part)
{
    const bool isOutput = part == JobUri::Part::Output;
    const QString title = core::excerpt(job.spec().displayName(), longestTitle);
    return {JobUri{job.id(), part}.toString(),
            isOutput ? job.id() + u" output"_s : job.id(),
            isOutput ? u"Output of "_s + title : title,
            {},
            isOutput ? u"text/plain"_s : u"application/json"_s};
}

ResourceContents jobRecord(const core::Job &job, const core::TreeUsage &usage)
{
    const QByteArray json = QJsonDocument(jobStatus(job, usage)).toJson(QJsonDocument::Indented);
    return {JobUri{job.id(), JobUri::Part::Record}.toString(), u"application/json"_s, QString::fromUtf8(json)};
}

}  // namespace

JobResources::JobResources(core::JobManager &jobs)
    : m_jobs(jobs)
{
}

QList<Resource> JobResources::list() const
{
    QList<Resource> resources;
    qsizetype listed = 0;
    for (const core::Job *job : m_jobs.jobs()) {
        if (listed >= mostListed && core::isFinal(job->state()))
            continue;
        ++listed;
        resources += {described(*job, JobUri::Part::Record), described(*job, JobUri::Part::Output)};
    }
    return resources;
}

QList<ResourceTemplate> JobResources::templates() const
{
    return {
        {jobRecordTemplate.toString(), u"job"_s, u"Job"_s,
         u"A job's state, exit code, times, command, processor time, memory and ports. Subscribers are told when its "
         "state changes."_s,
         u"application/json"_s},
        {jobOutputTemplate.toString(), u"job output"_s, u"Output of a Job"_s,
         u"What a job has printed, as on a screen; of long output the beginning and the end. Subscribers are told "
         "when it grows."_s,
         u"text/plain"_s}};
}

void JobResources::read(const QString &uri, QObject *context, const Answer &answer)
{
    const std::optional<JobUri> parsed = JobUri::from(uri);
    core::Job *job = parsed ? m_jobs.find(parsed->id) : nullptr;
    if (!job)
        return answer(std::nullopt);
    if (parsed->part == JobUri::Part::Output)
        return answer(jobOutput(*job));
    job->inspect(context, [answer, job = QPointer(job)](const core::TreeUsage &usage) {
        answer(job ? std::optional(jobRecord(*job, usage)) : std::nullopt);
    });
}

ResourceProvider::Watch JobResources::watch(const QString &uri, const std::function<void()> &changed)
{
    const std::optional<JobUri> parsed = JobUri::from(uri);
    const core::Job *job = parsed ? m_jobs.find(parsed->id) : nullptr;
    if (!job)
        return nullptr;
    auto watch = std::make_unique<QObject>();
    QObject::connect(job, &core::Job::ended, watch.get(), changed);
    QObject::connect(job, &QObject::destroyed, watch.get(), changed);
    if (parsed->part == JobUri::Part::Output) {
        QObject::connect(job, &core::Job::outputGrew, watch.get(), changed);
    } else {
        QObject::connect(job, &core::Job::launched, watch.get(), changed);
        QObject::connect(job, &core::Job::needsInputChanged, watch.get(), changed);
        QObject::connect(job, &core::Job::stopped, watch.get(), changed);
    }
    return watch;
}

// A job that ends stays where it is in the list, unless many others are there.
ResourceProvider::Watch JobResources::watchList(const std::function<void()> &changed)
{
    auto watch = std::make_unique<QObject>();
    QObject::connect(&m_jobs, &core::JobManager::jobAdded, watch.get(), changed);
    QObject::connect(&m_jobs, &core::JobManager::jobForgotten, watch.get(), changed);
    QObject::connect(&m_jobs, &core::JobManager::jobEnded, watch.get(), [this, changed] {
        if (m_jobs.jobs().size() > mostListed)
            changed();
    });
    return watch;
}

QStringList JobResources::complete(const QString &, const QString &, const QString &begin) const
{
    return jobIds(m_jobs, begin, [](const core::Job &) { return true; });
}

ResourceContents jobOutput(const core::Job &job)
{
    const OutputReply reply = outputOverview(job, 0, StreamChoice::Merged, TextFormat::Text);
    ResourceContents contents{JobUri{job.id(), JobUri::Part::Output}.toString(), u"text/plain"_s,
                              reply.fields[u"output"].toString()};
    contents.ttl = reply.fields[u"eof"].toBool() ? 1h : 0h;
    return contents;
}

}  // namespace mcp
