#include "mcp/jobchanges.h"

#include <chrono>

#include "core/jobmanager.h"

using namespace std::chrono_literals;

namespace mcp {

JobChanges::JobChanges(core::JobManager &jobs, QObject *parent)
    : QObject(parent)
{
    m_telling.setSingleShot(true);
    m_telling.setInterval(100ms);
    connect(&m_telling, &QTimer::timeout, this, &JobChanges::changed);
    connect(&jobs, &core::JobManager::jobAdded, this, [this](core::Job *job) {
        watch(job);
        count();
    });
    connect(&jobs, &core::JobManager::jobDequeued, this, &JobChanges::count);
    connect(&jobs, &core::JobManager::jobEnded, this, &JobChanges::count);
    connect(&jobs, &core::JobManager::jobForgotten, this, &JobChanges::count);
}

void JobChanges::watch(core::Job *job)
{
    connect(job, &core::Job::launched, this, &JobChanges::count);
    connect(job, &core::Job::needsInputChanged, this, &JobChanges::count);
}

void JobChanges::count()
{
    ++m_serial;
    if (!m_telling.isActive())
        m_telling.start();
}

}  // namespace mcp
