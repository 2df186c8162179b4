#pragma once

#include <optional>

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

#include "mcp/progressbeat.h"
#include "mcp/toolresult.h"
#include "mcp/tools/waitcondition.h"

namespace mcp {

// A wait under way: it ends when the first of its jobs has what is waited for, or when the time is over. Deleting it
// ends it unseen, and never touches a job.
class PendingWait final : public QObject
{
    Q_OBJECT

public:
    // At least one job.
    PendingWait(const QList<core::Job *> &jobs, const WaitWish &wish, std::chrono::milliseconds timeout,
                QObject *parent);

    // Begins; it may end inside of it.
    void start();
    // Ends it as the end of its time does.
    void timeOut();

    // What the tool `wait` answers; nothing before ended().
    [[nodiscard]] const std::optional<ToolResult> &result() const { return m_result; }
    [[nodiscard]] ProgressBeat::State progress() const;
    // "job k7f2mq9x (npm test) running for 12 s", "waits for 3 jobs"
    [[nodiscard]] QString description() const;

signals:
    void ended();  // once

private:
    void take(WaitCondition *condition, const WaitEnd &end);
    [[nodiscard]] ToolResult resultFor(WaitCondition *condition, const WaitEnd &end) const;

    std::chrono::milliseconds m_timeout;
    std::optional<quint64> m_offset;
    QList<WaitCondition *> m_conditions;
    std::optional<ToolResult> m_result;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

// The sentence for a wait of which no job is left.
QString forgottenJob();

}  // namespace mcp
