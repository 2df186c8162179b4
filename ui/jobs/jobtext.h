#pragma once

#include <QString>

namespace core {
class Agents;
class Job;
}  // namespace core

namespace ui {

// Who started the job: "You", or what a person calls the agent.
[[nodiscard]] QString agentText(const core::Job &job, const core::Agents &agents);
// When it ended: the time today and yesterday, else with the day. Empty before.
[[nodiscard]] QString endedText(const core::Job &job);
// "last output 12 s ago", "no output yet"; empty for a job that has ended or printed something in the last 5 s.
[[nodiscard]] QString quietText(const core::Job &job);
// Why a queued job has not started: "after npm ci", "after npm ci and 2 more", "next", "place 3"; empty for others.
[[nodiscard]] QString queueText(const core::Job &job);
// "npm test, running, 1 minute 2 seconds, Claude Code, shop".
[[nodiscard]] QString spokenText(const core::Job &job, const QString &agent);
// The whole command and where it runs, as rich text.
[[nodiscard]] QString toolTipText(const core::Job &job, const QString &agent);

}  // namespace ui
