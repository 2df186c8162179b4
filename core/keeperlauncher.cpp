#include "core/keeperlauncher.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace core {

KeeperLauncher::KeeperLauncher(Paths paths, quint64 jobDescriptorLimit, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_program(siblingProgram(u"jobdeck-keeper"_s))
    , m_file(::open(QFile::encodeName(m_program).constData(), O_PATH | O_CLOEXEC))
    , m_jobDescriptorLimit(jobDescriptorLimit)
{
}

Result<UniqueFd> KeeperLauncher::launch(const JobSpec &spec, const Environment &environment, const QString &claim)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error{u"There is no socket for the job's keeper: %1. Stop other jobs and try again."_s.arg(
            QString::fromLocal8Bit(std::strerror(errno)))};
    UniqueFd ours(ends[0]), theirs(ends[1]);

    auto *process = new QProcess(this);
    watch(process, spec.id);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    // start() forks before it returns, so only this child inherits the descriptor and the environment.
    ::fcntl(theirs.get(), F_SETFD, 0);
    // An agent may itself run in a job; the keeper gives its own job's id to the command.
    Environment own = environment;
    own.remove("JOBDECK_JOB_ID");
    if (spec.terminal) {
        own.insert("TERM", "xterm-256color");
        own.remove("COLUMNS");  // of somebody else's terminal
        own.remove("LINES");
    }
    const EnvironmentOverride override(own);
    process->start(m_file.isValid() ? u"/proc/self/fd/%1"_s.arg(m_file.get()) : m_program,
                   arguments(spec, theirs.get(), claim), QIODevice::ReadOnly);
    return ours;
}

QStringList KeeperLauncher::arguments(const JobSpec &spec, int controlFd, const QString &claim) const
{
    QStringList list{
        u"--job-dir"_s,       m_paths.job(spec.id),
        u"--socket"_s,        m_paths.keeperSocket(spec.id),
        u"--control-fd"_s,    QString::number(controlFd),
        u"--cwd"_s,           spec.cwd,
        u"--shell"_s,         spec.shell,
        u"--command"_s,       spec.command,
        u"--segment-bytes"_s, QString::number(spec.limits.segmentBytes),
        u"--head-segments"_s, QString::number(spec.limits.headSegments),
        u"--max-segments"_s,  QString::number(spec.limits.maxSegments),
        u"--nofile"_s,        QString::number(m_jobDescriptorLimit),
    };
    if (spec.terminal)
        list += {u"--terminal"_s, u"1"_s,
                 u"--columns"_s,  QString::number(spec.terminalSize.columns),
                 u"--rows"_s,     QString::number(spec.terminalSize.rows)};
    if (spec.timeout)
        list += {u"--timeout-ms"_s, QString::number(spec.timeout->count())};
    if (!claim.isEmpty())
        list += {u"--claim"_s, claim};
    return list;
}

void KeeperLauncher::watch(QProcess *process, const QString &id)
{
    connect(process, &QProcess::finished, this, [this, process, id](int code, QProcess::ExitStatus status) {
        if (status != QProcess::NormalExit || code != 0) {
            const QString said = QString::fromLocal8Bit(process->readAllStandardError()).trimmed();
            emit failed(id, said.isEmpty() ? u"the keeper ended with exit code %1"_s.arg(code) : said);
        }
        process->deleteLater();
    });
    connect(process, &QProcess::errorOccurred, this, [this, process, id](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        emit failed(id, u"the program %1 cannot be started: %2"_s.arg(m_program, process->errorString()));
        process->deleteLater();
    });
}

}  // namespace core
