#include "core/orphans.h"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include <QDir>

#include "core/keeper/files.h"
#include "core/keeper/processtree.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr int mostFreezeRounds = 50;

QList<pid_t> ourProcesses()
{
    QList<pid_t> pids;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Unsorted)) {
        struct stat info;
        const pid_t pid = name.toInt();
        if (pid > 1 && pid != ::getpid()
            && ::stat(QByteArray("/proc/" + QByteArray::number(pid)).constData(), &info) == 0
            && info.st_uid == ::geteuid())
            pids += pid;
    }
    return pids;
}

// The job in whose tree a process was started; empty for one that is in none.
QByteArray jobOfProcess(pid_t pid)
{
    constexpr QByteArrayView name = "JOBDECK_JOB_ID=";
    const std::string environment =
        keeper::readFile(QByteArray("/proc/" + QByteArray::number(pid) + "/environ").constData());
    for (const QByteArray &entry : QByteArray::fromStdString(environment).split('\0')) {
        if (entry.startsWith(name))
            return entry.mid(name.size());
    }
    return {};
}

std::set<pid_t> orphansOf(const OrphanedJobs &jobs)
{
    std::set<pid_t> orphans, groups;
    for (const qint64 main : jobs) {
        if (main <= 0)
            continue;
        groups.insert(pid_t(main));
        orphans.insert(pid_t(main));
        const std::vector<pid_t> tree = keeper::descendantsOf(pid_t(main));
        orphans.insert(tree.begin(), tree.end());
    }
    for (const pid_t pid : ourProcesses()) {
        if (jobs.contains(jobOfProcess(pid)) || groups.contains(::getpgid(pid)))
            orphans.insert(pid);
    }
    orphans.erase(::getpid());
    return orphans;
}

}  // namespace

int endOrphans(const OrphanedJobs &jobs)
{
    // Stops everyone first, until no look finds a new process: then nobody is left who could fork.
    std::set<pid_t> frozen;
    for (int round = 0; round < mostFreezeRounds; ++round) {
        const std::size_t before = frozen.size();
        for (const pid_t pid : orphansOf(jobs)) {
            if (frozen.insert(pid).second)
                ::kill(pid, SIGSTOP);
        }
        if (frozen.size() == before)
            break;
    }
    for (const pid_t pid : frozen)
        ::kill(pid, SIGKILL);
    return int(frozen.size());
}

}  // namespace core
