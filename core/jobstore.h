#pragma once

#include <optional>

#include <QList>
#include <QString>

#include "core/environment.h"
#include "core/jobresult.h"
#include "core/jobspec.h"
#include "core/paths.h"

namespace core {

struct Settings;

// What is known of a job from its folder alone.
struct StoredJob {
    JobSpec spec;
    std::optional<JobResult> result;
    std::optional<Environment> queued;  // what it is to run with (QueuedEnvironment); nothing when it does not wait
};

// The job folders on disk: STATE/jobs/ID/ with spec.json, result.json, keeper.lock and output/; while the job is queued,
// also its environment (core/queuedenvironment.h).
class JobStore final
{
public:
    explicit JobStore(Paths paths);

    // Makes the folder of a new job with its spec.json, durably, before the job starts. With an environment it is
    // queued.
    Result<void> create(const JobSpec &spec, const std::optional<Environment> &queued = {});
    // All jobs, oldest first. A folder that cannot be understood is moved to STATE/broken/ (kept for a person to look
    // at) unless a newer version of Jobdeck wrote it; both are logged.
    QList<StoredJob> load();
    [[nodiscard]] std::optional<JobResult> readResult(const QString &id) const;
    // A job that is queued is so no more.
    Result<void> writeResult(const QString &id, const QByteArray &json);
    // Whether the keeper of this job lives: it holds the lock on keeper.lock (flock(2)), which the kernel frees with
    // its death, whatever its process id has become.
    [[nodiscard]] bool keeperLives(const QString &id) const;
    // The job's main process as its keeper noted it, for a keeper that is gone; 0 when it is not running any more.
    [[nodiscard]] qint64 orphanedMainProcess(const QString &id) const;
    // Whether a keeper was there since the machine came up.
    [[nodiscard]] bool mayHaveOrphans(const QString &id) const;
    void remove(const QString &id);

private:
    std::optional<StoredJob> loadOne(const QString &id);

    Paths m_paths;
};

// A finished job, as retention sees it.
struct FinishedJob {
    QString id;
    QDateTime ended;
    qint64 bytes = 0;
};

// Which finished jobs are to be forgotten: those older than keepDays, and the oldest of what is over keepJobs and
// keepBytes.
QStringList expiredJobs(QList<FinishedJob> finished, const Settings &settings, const QDateTime &now);

}  // namespace core
