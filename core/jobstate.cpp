#include "core/jobstate.h"

#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;

namespace core {

namespace {

struct StateName {
    JobState state;
    QLatin1StringView name;
};

constexpr StateName stateNames[] = {
    {JobState::Queued, "queued"_L1}, {JobState::Running, "running"_L1}, {JobState::Completed, "completed"_L1},
    {JobState::Failed, "failed"_L1}, {JobState::Killed, "killed"_L1},   {JobState::Lost, "lost"_L1},
};

}  // namespace

QString stateName(JobState state)
{
    for (const StateName &entry : stateNames) {
        if (entry.state == state)
            return entry.name;
    }
    Q_UNREACHABLE();
}

std::optional<JobState> jobStateFromString(const QString &name)
{
    for (const StateName &entry : stateNames) {
        if (entry.name == name)
            return entry.state;
    }
    return std::nullopt;
}

QString signalName(int signal)
{
    const char *name = sigabbrev_np(signal);
    return name ? "SIG"_L1 + QLatin1StringView(name) : u"signal %1"_s.arg(signal);
}

std::optional<int> signalFromName(const QString &name)
{
    QString wanted = name.trimmed().toUpper();
    if (wanted.startsWith("SIG"_L1))
        wanted.remove(0, 3);
    for (int signal = 1; signal < NSIG; ++signal) {
        const char *known = sigabbrev_np(signal);
        if ((known && wanted == QLatin1StringView(known)) || wanted == QString::number(signal))
            return signal;
    }
    return std::nullopt;
}

}  // namespace core
