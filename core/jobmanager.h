#pragma once

#include <chrono>

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include "core/descriptorhub.h"
#include "core/job.h"
#include "core/jobqueue.h"
#include "core/jobstore.h"
#include "core/keeperlauncher.h"
#include "core/orphans.h"
#include "core/paths.h"
#include "core/settings.h"
#include "core/startrequest.h"

namespace core {

// The only one that starts, adopts and forgets jobs. Everything lives on the event loop; nothing here waits.
class JobManager final : public QObject
{
    Q_OBJECT

public:
    // `settings` are the service's own. `jobDescriptorLimit` is the soft RLIMIT_NOFILE that jobs get.
    JobManager(Paths paths, Settings settings, quint64 jobDescriptorLimit, QObject *parent = nullptr);
    ~JobManager() override;

    // Takes over what is on disk: finished jobs as history, living keepers as running jobs, queued jobs in their order,
    // the rest as lost. Once, first, with the service's lock held.
    void recover();

    // Starts a job under the limits of `settings`, those of whoever asks. The job is Running at once, or Queued if the
    // request lets it wait and it has to; its launched() tells whether the command could be executed. An error is a
    // sentence for who asked, and then nothing happened.
    Result<Job *> start(const StartRequest &request, const Settings &settings);

    // Starts another job with the same command, folder, name, timeout and environment, for the same requester. The
    // environment of a job that ended before this service began is not known: it gets the service's, unless the call
    // that started it set variables, which is an error. So is one that has not left the queue yet.
    // `maxJobs` is the limit of the requester's jobs that holds for it; nothing: it takes the place of one that was killed
    // for it, or a person asks.
    Result<Job *> restart(const Job &job, std::optional<int> maxJobs = std::nullopt);

    [[nodiscard]] Job *find(const QString &id) const { return m_byId.value(id); }
    // Newest first.
    [[nodiscard]] QList<Job *> jobs() const;
    [[nodiscard]] int runningCount() const { return count(JobState::Running); }
    [[nodiscard]] int queuedCount() const { return count(JobState::Queued); }
    // Jobs that have not ended: as long as there are any, somebody has to be there for them.
    [[nodiscard]] int activeCount() const { return runningCount() + queuedCount(); }
    // What the finished jobs' output takes on disk; Settings::keepBytes limits it.
    [[nodiscard]] qint64 storedBytes() const;
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    // From now on; running jobs keep the limits that they were started with.
    void setSettings(const Settings &settings);

    // Forgets one job, with its output. An error is a sentence: it runs, or a process of it does.
    Result<void> forget(const QString &id);
    // Forgets finished jobs that are past what the settings keep; also done by a timer.
    void cleanUp();

signals:
    void jobAdded(core::Job *job);
    // A queued job has become Running; its own launched() comes later.
    void jobDequeued(core::Job *job);
    // Comes after the job's own ended().
    void jobEnded(core::Job *job);
    // The job object is deleted when the event loop comes round.
    void jobForgotten(const QString &id);

private:
    [[nodiscard]] int count(JobState state) const;
    [[nodiscard]] QString newId() const;
    Job *add(const JobSpec &spec);
    void launchQueued(Job *job);
    void restore(const StoredJob &stored);
    bool connectToKeeper(Job *job);
    void settle(Job *job, std::chrono::milliseconds retryAfter = std::chrono::milliseconds(100));
    void declareLost(Job *job);
    void endOrphansOfLostJobs();
    void endWithoutKeeper(Job *job, const QByteArray &resultJson);
    void keeperFailed(const QString &id, const QString &reason);
    void forget(Job *job);

    Paths m_paths;
    Settings m_settings;
    JobStore m_store;
    DescriptorHub m_hub;
    KeeperLauncher m_launcher;
    QString m_shell;
    QList<Job *> m_jobs;  // oldest first; children of this
    QHash<QString, Job *> m_byId;
    JobQueue m_queue{m_byId};
    QTimer m_cleanUp;
    OrphanedJobs m_orphaned;  // of jobs that have just been declared lost
};

}  // namespace core
