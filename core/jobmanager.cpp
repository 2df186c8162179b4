#include "core/jobmanager.h"

#include <limits>
#include <numeric>

#include <QFileInfo>
#include <QLoggingCategory>

#include "core/localsocket.h"
#include "core/queuedenvironment.h"

Q_LOGGING_CATEGORY(lcJobs, "jobdeck.jobs", QtInfoMsg)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace core {

namespace {

// How long a job whose keeper is not there may be young enough to be just starting.
constexpr auto startingTime = 5s;

QString nameOf(keeper::StopCause cause)
{
    return cause == keeper::StopCause::Person ? u"person"_s
        : cause == keeper::StopCause::Service ? u"service"_s
                                              : u"agent"_s;
}

// What a finished job's output takes on disk at most.
qint64 storedOutput(const Job &job)
{
    const keeper::LogLimits &limits = job.spec().limits;
    return std::min(job.result()->outputBytes, qint64(limits.segmentBytes * limits.maxSegments));
}

}  // namespace

JobManager::JobManager(Paths paths, Settings settings, quint64 jobDescriptorLimit, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_settings(std::move(settings))
    , m_store(m_paths)
    , m_launcher(m_paths, jobDescriptorLimit)
    , m_shell(findShell())
{
    // Queued: QProcess may fail inside of launch(), when the job is not there yet.
    connect(&m_launcher, &KeeperLauncher::failed, this, &JobManager::keeperFailed, Qt::QueuedConnection);
    connect(&m_queue, &JobQueue::due, this, &JobManager::launchQueued);
    connect(&m_queue, &JobQueue::broken, this,
            [this](Job *job, const QString &because) { endWithoutKeeper(job, neverStartedJson(u"queue"_s, because)); });
    connect(&m_cleanUp, &QTimer::timeout, this, &JobManager::cleanUp);
    m_cleanUp.setTimerType(Qt::VeryCoarseTimer);
}

JobManager::~JobManager()
{
    // Jobs unregister from the hub, which is gone by the time QObject would delete them.
    qDeleteAll(m_jobs);
}

void JobManager::recover()
{
    for (const StoredJob &stored : m_store.load())
        restore(stored);
    QTimer::singleShot(0, this, &JobManager::cleanUp);
    m_cleanUp.start(m_settings.cleanupInterval);
}

void JobManager::restore(const StoredJob &stored)
{
    Job *job = add(stored.spec);
    if (stored.queued && !m_store.keeperLives(job->id())) {
        job->setQueued(*stored.queued);
        return m_queue.add(job);
    }
    job->m_launched = true;
    if (stored.result)
        job->finish(*stored.result);
    // A keeper outlives the main process as long as descendants live; its socket goes with it.
    if (!stored.result || stored.result->outputOpen || QFileInfo::exists(m_paths.keeperSocket(job->id())))
        settle(job);
}

Result<Job *> JobManager::start(const StartRequest &request, const Settings &settings)
{
    if (const auto checked = checkRequest(request, settings); !checked)
        return Error{checked.error()};
    const auto ticket = m_queue.admit(request, settings.maxJobs);
    if (!ticket)
        return Error{ticket.error()};
    JobSpec spec = specOf(request, settings, m_shell);
    spec.id = newId();
    spec.ticket = *ticket;
    const auto created =
        m_store.create(spec, spec.ticket ? std::optional(request.environment) : std::optional<Environment>());
    if (!created) {
        m_store.remove(spec.id);
        return Error{
            u"The job cannot be recorded, so it was not started: %1 Free some space or mend the folder, then try again."_s
                .arg(created.error())};
    }
    if (spec.ticket) {
        Job *job = add(spec);
        job->setQueued(request.environment);
        m_queue.add(job);
        m_queue.tellPlaces();
        qCInfo(lcJobs, "Job %s queued for %s", qUtf8Printable(spec.id), qUtf8Printable(spec.requester.name));
        emit jobAdded(job);
        return job;
    }
    auto socket = m_launcher.launch(spec, request.environment);
    if (!socket) {
        m_store.remove(spec.id);
        return Error{socket.error()};
    }
    Job *job = add(spec);
    job->m_environment = request.environment;
    job->attach(std::move(*socket));
    qCInfo(lcJobs, "Job %s started for %s", qUtf8Printable(spec.id), qUtf8Printable(spec.requester.name));
    emit jobAdded(job);
    return job;
}

void JobManager::launchQueued(Job *job)
{
    job->leaveQueue();
    auto socket = m_launcher.launch(job->spec(), job->m_environment, QueuedEnvironment(m_paths.job(job->id())).file());
    if (!socket)
        return endWithoutKeeper(job, failedKeeperJson(socket.error()));
    job->attach(std::move(*socket));
    qCInfo(lcJobs, "Job %s started after %.0f s in the queue", qUtf8Printable(job->id()), job->queuedFor());
    emit jobDequeued(job);
}

Result<Job *> JobManager::restart(const Job &job, std::optional<int> maxJobs)
{
    const JobSpec &spec = job.spec();
    if (job.state() == JobState::Queued)
        return Error{
            u"Job %1 is queued and has not started yet, so it cannot be restarted. It runs when its turn comes."_s.arg(
                spec.id)};
    if (job.m_environment.isEmpty() && !spec.environmentNames.isEmpty())
        return Error{
            u"Job %1 was started with a value of its own for %2. It ended before this service began, and values are not kept, so it cannot be started again like that. Start its command anew."_s
                .arg(spec.id, spec.environmentNames.join(u", "_s))};
    StartRequest request;
    request.command = spec.command;
    request.cwd = spec.cwd;
    request.environment = job.m_environment.isEmpty() ? currentEnvironment() : job.m_environment;
    request.environmentNames = spec.environmentNames;
    request.name = spec.name;
    request.terminal = spec.terminal;
    request.terminalSize = spec.terminalSize;
    request.timeout = spec.timeout;
    request.requester = spec.requester;
    Settings limits = m_settings;
    limits.maxJobs = maxJobs.value_or(std::numeric_limits<int>::max());
    return start(request, limits);
}

void JobManager::setSettings(const Settings &settings)
{
    m_settings = settings;
    if (m_cleanUp.isActive())
        m_cleanUp.start(m_settings.cleanupInterval);
}

QString JobManager::newId() const
{
    QString id = newJobId();
    while (m_byId.contains(id))
        id = newJobId();
    return id;
}

QList<Job *> JobManager::jobs() const
{
    return {m_jobs.rbegin(), m_jobs.rend()};
}

int JobManager::count(JobState state) const
{
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [state](const Job *job) { return job->state() == state; }));
}

qint64 JobManager::storedBytes() const
{
    return std::accumulate(m_jobs.begin(), m_jobs.end(), qint64(0), [](qint64 sum, const Job *job) {
        return isFinal(job->state()) ? sum + storedOutput(*job) : sum;
    });
}

Job *JobManager::add(const JobSpec &spec)
{
    auto *job = new Job(spec, m_paths.job(spec.id), m_hub, this);
    m_jobs += job;
    m_byId.insert(spec.id, job);
    connect(job, &Job::keeperLost, this, [this, job] { settle(job); });
    connect(job, &Job::withdrawn, this,
            [this, job](keeper::StopCause cause) { endWithoutKeeper(job, neverStartedJson(nameOf(cause))); });
    connect(job, &Job::ended, this, [this, job] {
        m_queue.remove(job);
        qCInfo(lcJobs, "Job %s: %s", qUtf8Printable(job->id()), qUtf8Printable(stateName(job->state())));
        emit jobEnded(job);
    });
    return job;
}

bool JobManager::connectToKeeper(Job *job)
{
    UniqueFd socket = connectToSocket(m_paths.keeperSocket(job->id()));
    if (!socket.isValid())
        return false;
    job->attach(std::move(socket));
    return true;
}

// A job without a link: adopt its keeper, or take what it left. The lock is looked at before the result, because a
// keeper writes the result before it lets go of the lock.
void JobManager::settle(Job *job, std::chrono::milliseconds retryAfter)
{
    const bool lives = m_store.keeperLives(job->id());
    if (lives && connectToKeeper(job))
        return;
    if (const auto result = m_store.readResult(job->id()))
        job->finish(*result);
    const qint64 age = job->m_sinceQueue.isValid() ? job->m_sinceQueue.elapsed() / 1000
                                                   : job->spec().created.secsTo(QDateTime::currentDateTimeUtc());
    const bool young = age >= 0 && age < startingTime.count();
    if (isFinal(job->state()) && !lives)
        return;
    if (lives || (young && job->pid() == 0))
        QTimer::singleShot(retryAfter, job, [this, job, retryAfter] {
            if (!job->isAttached())
                settle(job, std::min<std::chrono::milliseconds>(2 * retryAfter, 10s));
        });
    else
        declareLost(job);
}

void JobManager::declareLost(Job *job)
{
    qCWarning(lcJobs, "Job %s is lost: its keeper is gone and left no result.", qUtf8Printable(job->id()));
    endWithoutKeeper(job, lostJson(QDateTime::currentDateTimeUtc()));
    // One look at all processes serves all jobs that are lost at the same time.
    if (!m_store.mayHaveOrphans(job->id()))
        return;
    if (m_orphaned.isEmpty())
        QTimer::singleShot(0, this, &JobManager::endOrphansOfLostJobs);
    m_orphaned.insert(job->id().toLatin1(), m_store.orphanedMainProcess(job->id()));
}

void JobManager::endOrphansOfLostJobs()
{
    const OrphanedJobs lost = std::exchange(m_orphaned, {});
    if (const int ended = endOrphans(lost); ended > 0)
        qCWarning(lcJobs, "Ended %d processes that %lld lost jobs had left behind.", ended, qint64(lost.size()));
}

void JobManager::endWithoutKeeper(Job *job, const QByteArray &resultJson)
{
    if (const auto written = m_store.writeResult(job->id(), resultJson); !written)
        qCWarning(lcJobs, "%s", qUtf8Printable(written.error()));
    job->takeResult(resultJson);
}

void JobManager::keeperFailed(const QString &id, const QString &reason)
{
    qCWarning(lcJobs, "The keeper of job %s does not stand: %s", qUtf8Printable(id), qUtf8Printable(reason));
    Job *job = find(id);
    // A job that was queued may have been started by a service before, which went down then: settle() finds it.
    const bool runsElsewhere =
        job && (m_store.keeperLives(id) || QFileInfo::exists(m_paths.job(id) + "/result.json"_L1));
    if (job && !isFinal(job->state()) && !runsElsewhere)
        endWithoutKeeper(job, failedKeeperJson(reason));
}

void JobManager::cleanUp()
{
    QList<FinishedJob> finished;
    const QSet<QString> awaited = m_queue.awaited();
    for (const Job *job : std::as_const(m_jobs)) {
        if (isFinal(job->state()) && !job->isAttached() && !awaited.contains(job->id()))
            finished += {job->id(), job->result()->ended, storedOutput(*job)};
    }
    for (const QString &id : expiredJobs(finished, m_settings, QDateTime::currentDateTimeUtc()))
        forget(find(id));
}

Result<void> JobManager::forget(const QString &id)
{
    Job *job = find(id);
    if (!job)
        return Error{u"There is no job %1."_s.arg(id)};
    if (!isFinal(job->state()) || job->isAttached())
        return Error{u"Job %1 (%2) still runs, or a process that it left behind does. Kill it first."_s.arg(
            id, job->spec().displayName())};
    forget(job);
    return {};
}

void JobManager::forget(Job *job)
{
    const QString id = job->id();
    m_jobs.removeOne(job);
    m_byId.remove(id);
    m_store.remove(id);
    m_queue.update();
    emit jobForgotten(id);
    job->deleteLater();
}

}  // namespace core
