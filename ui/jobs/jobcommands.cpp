#include "ui/jobs/jobcommands.h"

#include <csignal>

#include <QClipboard>
#include <QGuiApplication>

#include "core/jobmanager.h"

namespace ui {

JobCommands::JobCommands(core::JobManager &jobs, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
{
}

void JobCommands::kill(core::Job *job)
{
    if (job->isStopping())
        return killNow(job);
    stop(job, SIGTERM, m_killGrace);
}

void JobCommands::killNow(core::Job *job)
{
    stop(job, SIGKILL, std::chrono::milliseconds(0));
}

void JobCommands::sendSignal(core::Job *job, int signal)
{
    stop(job, signal, m_killGrace);
}

void JobCommands::kill(const QList<core::Job *> &jobs)
{
    for (core::Job *job : jobs) {
        if (!core::isFinal(job->state()))
            kill(job);
    }
}

void JobCommands::stop(core::Job *job, int signal, std::chrono::milliseconds grace)
{
    const bool first = !job->isStopping();
    job->stop(signal, grace, keeper::StopCause::Person);
    if (!first)
        return;  // its end is waited for already
    connect(
        job, &core::Job::stopped, this, [this, job](const core::StopReport &report) { emit killed(job, report); },
        Qt::SingleShotConnection);
}

void JobCommands::restart(core::Job *job)
{
    if (job->state() == core::JobState::Queued)
        return emit failed(
            tr("‘%1’ is queued and has not run yet, so it cannot be restarted.").arg(job->spec().displayName()));
    if (core::isFinal(job->state()))
        return startAgain(job);
    connect(
        job, &core::Job::stopped, this, [this, job] { startAgain(job); }, Qt::SingleShotConnection);
    job->stop(SIGTERM, m_killGrace, keeper::StopCause::Person);
}

void JobCommands::startAgain(core::Job *job)
{
    const auto started = m_jobs.restart(*job);
    if (started)
        emit restarted(job, *started);
    else
        emit failed(started.error());
}

void JobCommands::copyCommand(const core::Job *job) const
{
    QGuiApplication::clipboard()->setText(job->spec().command);
}

}  // namespace ui
