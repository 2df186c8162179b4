#include "mcp/jobnames.h"

#include "core/jobmanager.h"
#include "mcp/quoted.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qsizetype mostNamed = 5;  // jobs in an error

core::Error ambiguous(const QString &text, const QList<core::Job *> &jobs)
{
    QStringList names;
    for (const core::Job *job : jobs.first(std::min(mostNamed, jobs.size())))
        names += u"%1 (%2)"_s.arg(job->id(), job->spec().displayName());
    if (jobs.size() > mostNamed)
        names += u"%1 more"_s.arg(jobs.size() - mostNamed);
    return {u"%1 may be any of %2. Write more of the id."_s.arg(quoted(text, 40), names.join(u", "_s))};
}

}  // namespace

core::Result<core::Job *> jobNamed(const QString &text, const core::JobManager &jobs)
{
    if (core::Job *job = jobs.find(text))
        return job;
    QList<core::Job *> named, running, begun;
    const QString begin = text.toLower();
    for (core::Job *job : jobs.jobs()) {
        if (job->spec().name == text && !text.isEmpty())
            named += job;
        if (job->spec().name == text && !text.isEmpty() && !core::isFinal(job->state()))
            running += job;
        if (!text.isEmpty() && job->id().startsWith(begin))
            begun += job;
    }
    if (running.size() > 1)
        return ambiguous(text, running);
    if (!named.isEmpty())
        return running.isEmpty() ? named.first() : running.first();
    if (begun.size() > 1)
        return ambiguous(text, begun);
    if (begun.size() == 1)
        return begun.first();
    return core::Error{
        u"There is no job %1: no id begins so, and no job has this name. 'jobdeck list' shows the jobs."_s.arg(
            quoted(text, 40))};
}

}  // namespace mcp
