#include "tests/ui/privatejobs.h"

#include <csignal>

#include <QTest>

#include "core/agents.h"

PrivateJobs::PrivateJobs()
{
    qputenv("JOBDECK_HOME", m_folder.path().toLocal8Bit());
    const auto paths = core::findPaths();
    if (!paths || !core::makePrivateFolder(paths->jobs()))
        qFatal("The test's home cannot be made.");
    m_jobs = std::make_unique<core::JobManager>(*paths, core::Settings(), 1024);
    m_jobs->recover();
}

PrivateJobs::~PrivateJobs()
{
    for (core::Job *job : m_jobs->jobs())
        job->stop(SIGKILL, std::chrono::seconds(0), keeper::StopCause::Service);
    // The folder goes when nobody writes to it any more.
    (void)QTest::qWaitFor(
        [this] {
            const auto jobs = m_jobs->jobs();
            return std::none_of(jobs.begin(), jobs.end(), [](const core::Job *job) { return job->isAttached(); });
        },
        20000);
}

core::Job *PrivateJobs::run(const QString &command, const QString &folder, const QString &name)
{
    core::StartRequest request;
    request.command = command;
    request.cwd = folder.isEmpty() ? m_folder.path() : folder;
    request.name = name;
    request.environment = core::currentEnvironment();
    const auto job = m_jobs->start(request, m_jobs->settings());
    if (!job)
        qFatal("%s", qPrintable(job.error()));
    if (!QTest::qWaitFor([&] { return (*job)->pid() > 0; }, 20000))
        qFatal("The job does not start.");
    return *job;
}

QByteArray PrivateJobs::output(const core::Job *job)
{
    return job->log().read(0, core::OutputLog::maxLimit).bytes();
}
