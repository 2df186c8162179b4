#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

#include "core/paths.h"

namespace core {
class Agents;
class Job;
class JobManager;
}  // namespace core

namespace mcp {

class ToolCall;
struct ToolResult;

// Tells an agent that jobs of its own have ended, with its next result, once. A job whose end a result tells anyway is
// not told again, and so isn't one that the agent has killed. That an end was told is an empty file `told` in the job's
// folder, so that another service knows it; it need not survive a power cut, which no session survives either.
class Notices final : public QObject
{
    Q_OBJECT

public:
    // All must outlive it.
    Notices(core::JobManager &jobs, core::Agents &agents, core::Paths paths, QObject *parent = nullptr);

    // Before a result is sent.
    void amend(const ToolCall &call, ToolResult &result);

private:
    void take(const core::Job &job);
    void forgetAbsent();
    QStringList &untold(const QString &session);
    [[nodiscard]] bool isToBeTold(const core::Job &job) const;
    [[nodiscard]] QString toldFile(const QString &id) const;
    [[nodiscard]] QString notice(QStringList ids) const;

    core::JobManager &m_jobs;
    core::Agents &m_agents;
    core::Paths m_paths;
    QHash<QString, QStringList> m_untold;  // job ids by session, of those that have called since they came
};

}  // namespace mcp
