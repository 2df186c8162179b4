#include "mcp/resources/jobids.h"

#include "core/jobmanager.h"

namespace mcp {

QStringList jobIds(const core::JobManager &jobs, const QString &begin,
                   const std::function<bool(const core::Job &)> &wanted)
{
    QStringList ids;
    for (const core::Job *job : jobs.jobs()) {
        if (job->id().startsWith(begin) && wanted(*job))
            ids += job->id();
    }
    return ids;
}

}  // namespace mcp
