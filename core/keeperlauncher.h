#pragma once

#include <QObject>

#include "core/environment.h"
#include "core/jobspec.h"
#include "core/paths.h"
#include "core/result.h"
#include "core/uniquefd.h"

class QProcess;

namespace core {

// Starts keepers. A keeper's first process puts the keeper into the background and ends at once; its exit code says
// whether the keeper stands. The program is opened once: a service that goes on after an upgrade or the removal of its
// package starts the keeper that it knows.
class KeeperLauncher final : public QObject
{
    Q_OBJECT

public:
    // `jobDescriptorLimit`: the soft RLIMIT_NOFILE that jobs get (the service's own is raised).
    KeeperLauncher(Paths paths, quint64 jobDescriptorLimit, QObject *parent = nullptr);

    // Starts the keeper of a job whose folder and spec.json are in place and returns our end of its control socket.
    // The keeper inherits `environment` and gives it to the job. `claim`: the file that it must have removed before it
    // runs anything (core/queuedenvironment.h).
    Result<UniqueFd> launch(const JobSpec &spec, const Environment &environment, const QString &claim = {});

signals:
    // The keeper of this job does not stand; `reason` is its own sentence, or the system's.
    void failed(const QString &id, const QString &reason);

private:
    [[nodiscard]] QStringList arguments(const JobSpec &spec, int controlFd, const QString &claim) const;
    void watch(QProcess *process, const QString &id);

    Paths m_paths;
    QString m_program;
    UniqueFd m_file;  // of m_program; invalid when there was none
    quint64 m_jobDescriptorLimit;
};

}  // namespace core
