#pragma once

#include <memory>

#include <QTemporaryDir>

#include "core/jobmanager.h"

// Jobs of a test's own: a JobManager in this process with a JOBDECK_HOME that nobody else sees. Its end kills what runs.
class PrivateJobs final
{
public:
    PrivateJobs();
    ~PrivateJobs();
    Q_DISABLE_COPY_MOVE(PrivateJobs)

    [[nodiscard]] core::JobManager &jobs() { return *m_jobs; }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    // Starts a job in the folder (the home's if empty); it runs when this returns, or the test has failed.
    core::Job *run(const QString &command, const QString &folder = {}, const QString &name = {});
    // All that it has printed so far.
    [[nodiscard]] static QByteArray output(const core::Job *job);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<core::JobManager> m_jobs;
};
