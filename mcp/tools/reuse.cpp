#include "mcp/tools/reuse.h"

#include <QDir>

#include "core/jobmanager.h"

namespace mcp {

namespace {

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

}  // namespace

core::Job *runningJobLike(const core::StartRequest &request, const core::JobManager &jobs)
{
    const QString cwd = QDir::cleanPath(request.cwd);
    for (core::Job *job : jobs.jobs()) {
        const core::JobSpec &spec = job->spec();
        if (!core::isFinal(job->state()) && !job->isStopping() && spec.command == request.command
            && spec.terminal == request.terminal && QDir::cleanPath(spec.cwd) == cwd
            && sorted(spec.environmentNames) == sorted(request.environmentNames))
            return job;
    }
    return nullptr;
}

}  // namespace mcp
