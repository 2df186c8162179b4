#include "core/jobstore.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <tuple>

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include "core/durablefile.h"
#include "core/queuedenvironment.h"
#include "core/settings.h"
#include "core/uniquefd.h"

Q_LOGGING_CATEGORY(lcStore, "jobdeck.store", QtWarningMsg)

using namespace Qt::StringLiterals;

namespace core {

namespace {

std::optional<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

// Field `key` of keeper.lock ("key value" lines).
QByteArray lockField(const QByteArray &content, QByteArrayView key)
{
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith(key) && line.size() > key.size() && line.at(key.size()) == ' ')
            return line.mid(key.size() + 1).trimmed();
    }
    return {};
}

// When a process was started, in clock ticks since boot: field 22 of /proc/PID/stat (proc(5)).
QByteArray startTicks(qint64 pid)
{
    const QByteArray stat = readFile(u"/proc/%1/stat"_s.arg(pid)).value_or(QByteArray());
    const qsizetype behindName = stat.lastIndexOf(')') + 2;
    return stat.mid(behindName).split(' ').value(22 - 3);
}

QByteArray bootId()
{
    return readFile(u"/proc/sys/kernel/random/boot_id"_s).value_or(QByteArray()).trimmed();
}

}  // namespace

JobStore::JobStore(Paths paths)
    : m_paths(std::move(paths))
{
}

// spec.json comes last: with it the job is there.
Result<void> JobStore::create(const JobSpec &spec, const std::optional<Environment> &queued)
{
    if (auto made = makePrivateFolder(m_paths.job(spec.id)); !made)
        return made;
    if (queued) {
        if (auto written = QueuedEnvironment(m_paths.job(spec.id)).write(*queued); !written)
            return written;
    }
    return writeDurably(m_paths.job(spec.id) + "/spec.json"_L1, spec.toJson());
}

QList<StoredJob> JobStore::load()
{
    QList<StoredJob> jobs;
    const QStringList names = QDir(m_paths.jobs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QString &name : names) {
        if (auto job = loadOne(name))
            jobs += std::move(*job);
    }
    // Queued jobs that were created in the same millisecond have an order, too.
    const auto number = [](const JobSpec &spec) { return spec.ticket ? spec.ticket->number : 0; };
    std::sort(jobs.begin(), jobs.end(), [&](const StoredJob &a, const StoredJob &b) {
        return std::tuple(a.spec.created, number(a.spec)) < std::tuple(b.spec.created, number(b.spec));
    });
    return jobs;
}

std::optional<StoredJob> JobStore::loadOne(const QString &id)
{
    const auto json = isJobId(id) ? readFile(m_paths.job(id) + "/spec.json"_L1) : std::nullopt;
    const auto spec = json ? JobSpec::fromJson(*json) : Result<JobSpec>(Error{u"it has no spec.json"_s});
    const QueuedEnvironment environment(m_paths.job(id));
    if (spec && spec->id == id) {
        const auto result = readResult(id);
        if (result)
            environment.remove();
        return StoredJob{*spec, result, result ? std::nullopt : environment.read()};
    }

    const QString problem = spec ? u"its spec.json is of another job"_s : spec.error();
    if (problem.startsWith("its version"_L1)) {
        qCWarning(lcStore, "The job folder %s is left alone: %s.", qUtf8Printable(m_paths.job(id)),
                  qUtf8Printable(problem));
        return std::nullopt;
    }
    if (isJobId(id))
        environment.remove();
    const QString broken = m_paths.state + "/broken"_L1;
    const bool moved = makePrivateFolder(broken) && QDir().rename(m_paths.job(id), broken + u'/' + id);
    qCWarning(lcStore, "The job folder %s cannot be understood: %s. %s", qUtf8Printable(m_paths.job(id)),
              qUtf8Printable(problem), moved ? "It was moved to the folder 'broken'." : "It was left where it is.");
    return std::nullopt;
}

std::optional<JobResult> JobStore::readResult(const QString &id) const
{
    const auto json = readFile(m_paths.job(id) + "/result.json"_L1);
    if (!json)
        return std::nullopt;
    const auto result = JobResult::fromJson(*json);
    const bool whole = result && result->ended.isValid()
        && (result->lost || result->neverStarted || result->failedStart || result->exitCode || result->signal);
    if (whole)
        return *result;
    const QString problem = result ? u"when or how the job ended is missing or wrong"_s : result.error();
    qCWarning(lcStore, "The result of job %s cannot be understood: %s.", qUtf8Printable(id), qUtf8Printable(problem));
    return std::nullopt;
}

Result<void> JobStore::writeResult(const QString &id, const QByteArray &json)
{
    auto written = writeDurably(m_paths.job(id) + "/result.json"_L1, json);
    QueuedEnvironment(m_paths.job(id)).remove();
    return written;
}

bool JobStore::keeperLives(const QString &id) const
{
    const UniqueFd file(
        ::open(QFile::encodeName(m_paths.job(id) + "/keeper.lock"_L1).constData(), O_RDONLY | O_CLOEXEC));
    return file.isValid() && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

qint64 JobStore::orphanedMainProcess(const QString &id) const
{
    const QByteArray lock = readFile(m_paths.job(id) + "/keeper.lock"_L1).value_or(QByteArray());
    const qint64 pid = lockField(lock, "main_pid").toLongLong();
    const bool same =
        pid > 0 && lockField(lock, "boot_id") == bootId() && lockField(lock, "main_start") == startTicks(pid);
    return same ? pid : 0;
}

bool JobStore::mayHaveOrphans(const QString &id) const
{
    const auto lock = readFile(m_paths.job(id) + "/keeper.lock"_L1);
    const QByteArray boot = lockField(lock.value_or(QByteArray()), "boot_id");
    return lock && (boot.isEmpty() || boot == bootId());
}

void JobStore::remove(const QString &id)
{
    QDir(m_paths.job(id)).removeRecursively();
}

QStringList expiredJobs(QList<FinishedJob> finished, const Settings &settings, const QDateTime &now)
{
    std::sort(finished.begin(), finished.end(),
              [](const FinishedJob &a, const FinishedJob &b) { return a.ended > b.ended; });
    const QDateTime oldest = now.addDays(-settings.keepDays);
    QStringList expired;
    int jobs = 0;
    qint64 bytes = 0;
    for (const FinishedJob &job : finished) {
        if (job.ended < oldest || jobs + 1 > settings.keepJobs || bytes + job.bytes > settings.keepBytes) {
            expired += job.id;
            continue;
        }
        ++jobs;
        bytes += job.bytes;
    }
    return expired;
}

}  // namespace core
