#pragma once

#include <csignal>

#include <QTemporaryDir>
#include <QTest>

#include "core/jobmanager.h"

// A JobManager with jobs of its own under a JOBDECK_HOME of its own. Its end kills what still runs.
class JobHome final
{
public:
    JobHome()
    {
        qputenv("JOBDECK_HOME", m_folder.path().toLocal8Bit());
        m_paths = *core::findPaths();
    }

    ~JobHome()
    {
        if (m_jobs)
            killAll();
    }

    Q_DISABLE_COPY_MOVE(JobHome)

    // Made with the first call, which takes over the jobs on disk.
    [[nodiscard]] core::JobManager &jobs()
    {
        if (!m_jobs) {
            m_jobs = std::make_unique<core::JobManager>(m_paths, m_settings, 1024);
            m_jobs->recover();
        }
        return *m_jobs;
    }
    [[nodiscard]] core::Paths paths() const { return m_paths; }

    // A job of `agent`, or without one a job of the program itself.
    core::Job *start(const QString &command, const QString &agent = {}, const QString &cwd = {})
    {
        core::StartRequest request;
        request.command = command;
        request.cwd = cwd.isEmpty() ? m_folder.path() : cwd;
        request.environment = core::currentEnvironment();
        if (!agent.isEmpty())
            request.requester = {QStringLiteral("session of ") + agent, agent, QStringLiteral("1"), 1};
        const auto job = jobs().start(request, m_settings);
        if (!job)
            qFatal("%s", qPrintable(job.error()));
        return *job;
    }

    // A job of `agent` that waits: for one of its `places` for running jobs, or for other jobs.
    core::Job *queue(const QString &command, const QString &agent, int places, const QStringList &after = {})
    {
        core::StartRequest request;
        request.command = command;
        request.cwd = m_folder.path();
        request.environment = core::currentEnvironment();
        request.requester = {QStringLiteral("session of ") + agent, agent, QStringLiteral("1"), 1};
        request.queue = true;
        request.after = after;
        core::Settings settings = m_settings;
        settings.maxJobs = places;
        const auto job = jobs().start(request, settings);
        if (!job)
            qFatal("%s", qPrintable(job.error()));
        return *job;
    }

    // Starts it and waits for its end and the keeper's.
    core::Job *runToEnd(const QString &command, const QString &agent = {}, const QString &cwd = {})
    {
        core::Job *job = start(command, agent, cwd);
        if (!QTest::qWaitFor([job] { return core::isFinal(job->state()) && !job->isAttached(); }, 30000))
            qFatal("The job does not end: %s", qPrintable(command));
        return job;
    }

    // Forgets the finished jobs but the newest `keep`.
    void forgetOld(int keep)
    {
        core::Settings settings = m_settings;
        settings.keepJobs = keep;
        jobs().setSettings(settings);
        jobs().cleanUp();
    }

private:
    void killAll()
    {
        const auto jobs = m_jobs->jobs();
        for (core::Job *job : jobs) {
            if (job->isAttached() || !core::isFinal(job->state()))
                job->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Service);
        }
        const auto isOver = [&] {
            return std::ranges::none_of(jobs, [](const core::Job *job) { return job->isAttached(); });
        };
        if (!QTest::qWaitFor(isOver, 30000))
            qWarning("A job outlives its test.");
    }

    QTemporaryDir m_folder;
    core::Paths m_paths;
    core::Settings m_settings;
    std::unique_ptr<core::JobManager> m_jobs;
};
