#include "ui/jobs/jobusage.h"

#include "core/jobmanager.h"
#include "core/keeper/clock.h"

namespace ui {

namespace {

// Milliseconds over which processor time is worth a percentage: the kernel counts it in steps of up to 10 ms.
constexpr qint64 shortest = 500;

}  // namespace

JobUsage::JobUsage(core::JobManager &jobs, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        for (core::Job *job : m_jobs.jobs())
            ask(job);
    });
    connect(&jobs, &core::JobManager::jobEnded, this, [this](core::Job *job) { m_entries.remove(job->id()); });
    connect(&jobs, &core::JobManager::jobAdded, this, [this](core::Job *job) {
        connect(job, &core::Job::launched, this, [this, job] {
            if (m_timer.isActive())
                ask(job);
        });
    });
}

void JobUsage::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active)
        return m_timer.stop();
    m_timer.start();
    for (core::Job *job : m_jobs.jobs())
        ask(job);
}

const Usage *JobUsage::find(const core::Job *job) const
{
    const auto at = m_entries.constFind(job->id());
    return at == m_entries.cend() ? nullptr : &at->usage;
}

void JobUsage::ask(core::Job *job)
{
    if (job->state() != core::JobState::Running || !job->isAttached())
        return;
    // The answer may also come from a job that has ended or lost its keeper since.
    job->inspect(this, [this, id = job->id()](const core::TreeUsage &answer) {
        core::Job *asked = m_jobs.find(id);
        if (asked && asked->state() == core::JobState::Running && answer.processes > 0)
            take(asked, answer);
    });
}

void JobUsage::take(core::Job *job, const core::TreeUsage &answer)
{
    Entry &entry = m_entries[job->id()];
    Usage &usage = entry.usage;
    const qint64 now = keeper::steadyMs();
    const qint64 passed = now - entry.atMs;
    const bool first = entry.atMs == 0 || passed > std::chrono::milliseconds(3 * interval).count();
    usage.memoryBytes = answer.residentBytes;
    usage.ports = answer.ports;
    if (first) {
        // Nobody looked meanwhile: what was used then is not what is used now.
        usage.cpuPercent.reset();
        usage.cpuHistory.clear();
    } else if (passed < shortest) {
        return;  // asked at its launch, just before the timer
    } else {
        usage.cpuPercent = 100 * double(answer.cpuMs - std::min<quint64>(entry.cpuMs, answer.cpuMs)) / double(passed);
        usage.cpuHistory.append(float(*usage.cpuPercent));
        if (usage.cpuHistory.size() > historyLength)
            usage.cpuHistory.removeFirst();
    }
    entry.cpuMs = answer.cpuMs;
    entry.atMs = now;
    emit changed(job);
}

}  // namespace ui
