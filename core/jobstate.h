#pragma once

#include <optional>

#include <QString>

namespace core {

// A job's life: Queued -> Running -> one of the others, which never change any more; Queued -> Killed when it ends
// before its turn.
enum class JobState {
    Queued,  // waits for a free place or for another job
    Running,  // its keeper has been started and its main process has not ended
    Completed,  // ended with exit code 0
    Failed,  // ended with another exit code or a signal that nobody here sent, or could not be started
    Killed,  // stopped through Jobdeck: by an agent, a person, its timeout, the service's end or, queued, by the queue
    Lost,  // nobody knows: the machine or its keeper went down before the result was written
};

constexpr bool isFinal(JobState state)
{
    return state != JobState::Queued && state != JobState::Running;
}

// The name used in MCP, JSON and on the command line: "running", …
QString stateName(JobState state);
std::optional<JobState> jobStateFromString(const QString &name);

// "SIGTERM" for 15; "signal 64" for one without a name.
QString signalName(int signal);
// 15 for "TERM", "SIGTERM" or "15", in any case of letters; nothing for others.
std::optional<int> signalFromName(const QString &name);

}  // namespace core
