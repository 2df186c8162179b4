#pragma once

#include <QCoreApplication>
#include <QString>

namespace core {
class Job;
}

namespace ui {

// What a person wants to know of a job at a glance: its state, and of a running one whether somebody must act.
enum class Condition {
    Queued,
    Running,
    WaitingForInput,
    Killing,  // a stop was asked for and its tree has not ended yet
    Completed,
    Failed,
    Killed,
    Lost,
};

[[nodiscard]] Condition conditionOf(const core::Job &job);
// Queued, Running, WaitingForInput and Killing.
[[nodiscard]] bool isActive(Condition condition);

// "Running", "Waiting for input", …
[[nodiscard]] QString conditionName(Condition condition);
// The same with what is known of the end: "Failed (exit 101)", "Failed (SIGSEGV)", "Failed to start",
// "Killed by you", "Killed by the agent", "Killed by its timeout", "Killed when Jobdeck ended", "Cancelled" (the job that it
// was to run after did not complete).
[[nodiscard]] QString conditionText(const core::Job &job);
// How long it runs or ran; of a queued one how long it has waited, of one that never ran nothing.
[[nodiscard]] QString elapsedText(const core::Job &job);

// "840 ms", "12 s", "1 m 02 s", "2 h 05 m", "3 d 04 h".
[[nodiscard]] QString durationText(double seconds);
// The same in words, for those who listen: "1 minute 2 seconds".
[[nodiscard]] QString spokenDuration(double seconds);
// "512 B", "840 KB", "6.1 GB": powers of 1000, as file managers show them.
[[nodiscard]] QString sizeText(quint64 bytes);

}  // namespace ui
