#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include "core/keeper/protocol.h"

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace mcp {

class Arguments;
class ToolCall;
struct ClientContext;

// Times in results: UTC, ISO 8601 with milliseconds.
QString timeText(const QDateTime &time);

// "12.3 s", "4 m 10 s", "2 h 5 m".
QString durationText(double seconds);

// How a job ended, in short: "completed", "failed (exit 101)", "killed (SIGTERM)", "lost"; with the reason when it never
// ran.
QString outcomeText(const core::Job &job);

// Why a queued job has not started: "waits for job k7f2mq9x (npm ci)", "place 2 in the queue".
QString queueText(const core::Job &job);

// "queued for 3.2 s, place 2 in the queue", "running for 12.3 s", "running for 12.3 s, waits for input", "completed after 4 m 10 s", "failed (exit 101) after 12 s", "killed (SIGTERM) after 2 s", "lost".
QString stateText(const core::Job &job);

// "job k7f2mq9x (npm test) failed (exit 1) after 12 s"
QString jobLine(const core::Job &job);

// Adds how the job ended, if it did: exit_code, signal, ended, and reason.
void addEnd(QJsonObject &object, const core::Job &job);

// Adds why it has not started, if it is queued: waits_for, the ids of jobs, or queue_position.
void addQueuePlace(QJsonObject &object, const core::Job &job);

// Adds needs_input, "text" or "secret", when the job waits for input.
void addInputNeed(QJsonObject &object, const core::Job &job);

// The job that the argument job_id names. Answers the call with a sentence and returns null when there is none.
core::Job *jobOf(ToolCall &call, Arguments &arguments, core::JobManager &jobs);
// The sentence for an id that is no job's.
QString unknownJob(const QString &id);

// Who has asked for the end of a job when this client does.
keeper::StopCause stopCause(const ClientContext &client);

}  // namespace mcp
