#pragma once

#include "mcp/resourceprovider.h"

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace mcp {

// The jobs as resources: of each its record (jobs:///{job_id}, JSON, what the tool `status` says) and its output
// (jobs:///{job_id}/output, text, of long output the beginning and the end). Listed are the running ones and the newest
// of the others. A record changes with the job's state, not with its output.
class JobResources final : public ResourceProvider
{
public:
    static constexpr qsizetype mostListed = 50;  // jobs; those that run are listed all

    // `jobs` must outlive it.
    explicit JobResources(core::JobManager &jobs);

    [[nodiscard]] QList<Resource> list() const override;
    [[nodiscard]] QList<ResourceTemplate> templates() const override;
    void read(const QString &uri, QObject *context, const Answer &answer) override;
    [[nodiscard]] Watch watch(const QString &uri, const std::function<void()> &changed) override;
    [[nodiscard]] Watch watchList(const std::function<void()> &changed) override;
    [[nodiscard]] QStringList complete(const QString &uriTemplate, const QString &variable,
                                       const QString &begin) const override;

private:
    core::JobManager &m_jobs;
};

// What a job has printed, as its resource shows it.
[[nodiscard]] ResourceContents jobOutput(const core::Job &job);

}  // namespace mcp
