#include "ui/jobs/unseenfailures.h"

#include "core/jobmanager.h"

namespace ui {

UnseenFailures::UnseenFailures(core::JobManager &jobs, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    connect(&jobs, &core::JobManager::jobEnded, this, &UnseenFailures::note);
    connect(&jobs, &core::JobManager::jobForgotten, this, &UnseenFailures::remove);
}

bool UnseenFailures::contains(const core::Job *job) const
{
    return m_ids.contains(job->id());
}

void UnseenFailures::note(core::Job *job)
{
    if (job->state() != core::JobState::Failed)
        return;
    m_ids.insert(job->id());
    emit jobChanged(job);
    emit countChanged(count());
}

void UnseenFailures::markSeen(const core::Job *job)
{
    remove(job->id());
}

void UnseenFailures::markAllSeen()
{
    for (const QString &id : std::exchange(m_ids, {})) {
        if (core::Job *job = m_jobs.find(id))
            emit jobChanged(job);
    }
    emit countChanged(count());
}

void UnseenFailures::remove(const QString &id)
{
    if (!m_ids.remove(id))
        return;
    if (core::Job *job = m_jobs.find(id))  // nothing when it has just been forgotten
        emit jobChanged(job);
    emit countChanged(count());
}

}  // namespace ui
