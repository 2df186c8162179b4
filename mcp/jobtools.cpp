#include "mcp/jobtools.h"

namespace mcp {

namespace {

QList<JobToolFactory> &factories()
{
    static QList<JobToolFactory> list;
    return list;
}

}  // namespace

JobToolRegistration::JobToolRegistration(JobToolFactory factory)
{
    factories() += factory;
}

QList<Tool> jobTools(core::JobManager &jobs)
{
    QList<Tool> tools;
    for (const JobToolFactory factory : std::as_const(factories()))
        tools += factory(jobs);
    return tools;
}

}  // namespace mcp
